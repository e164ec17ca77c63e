"""Whatever any app records loads again as it was: every declared fact, with every value its fields may hold."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.utils.module_loading import autodiscover_modules
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.zone import VIETNAM
from motcua.ledger import types

autodiscover_modules("facts")
st.register_type_strategy(
    datetime,
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(VIETNAM)),  # noqa: DTZ001
)
OURS = {kind: cls for kind, cls in types.kinds().items() if ".tests." not in cls.__module__}


@pytest.mark.parametrize("kind", sorted(OURS))
@given(data=st.data())
def test_a_fact_loads_as_it_was_dumped(kind: str, data: Any) -> None:
    fact = data.draw(st.builds(OURS[kind]))
    dumped = types.dump(fact)
    assert types.load(kind, dumped) == fact
    assert types.dump(types.load(kind, dumped)) == dumped


@pytest.mark.parametrize("kind", sorted(OURS))
@given(data=st.data())
def test_a_fact_names_its_subject_by_id(kind: str, data: Any) -> None:
    fact = data.draw(st.builds(OURS[kind]))
    assert isinstance(fact.subject_id, int)


def test_the_facts_of_every_app_were_found() -> None:
    assert {kind.split(".")[0] for kind in OURS} >= {"files", "org", "people", "procedures", "population", "onestop"}
