"""A proof stands on its own: a file and a public key, no database; whatever is changed in it, it falls."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection

from motcua.kernel.refusal import Malformed, NotFound
from motcua.ledger import queries
from motcua.ledger.proofs import fault_of
from motcua.ledger.tests.happened import happen, sealed_days, signer

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("own_ledger")]


def proof(many: int = 7, place: int = 4) -> Any:
    """The proof of one of so many facts, as the file holds it."""
    (rows,) = sealed_days(many)
    return json.loads(json.dumps(queries.proof_of(rows[place].pk)))


@pytest.mark.parametrize(("many", "place"), [(1, 0), (2, 1), (7, 6), (8, 0), (9, 8)])
def test_a_proof_stands_with_the_database_gone(many: int, place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found, key = proof(many, place), signer().public_key

    def gone(*_: Any, **__: Any) -> Any:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(connection, "cursor", gone)
    assert fault_of(found, {key}) is None
    assert fault_of(found, None) is None


@pytest.mark.parametrize(
    ("part", "value", "says"),
    [
        (("fact", "data"), '{"grams": 501, "remark": "dễ vỡ", "parcel_id": 5}', "không khớp với niêm phong"),
        (("fact", "id"), "6", "không khớp với niêm phong"),
        (("fact", "at"), "2024-09-09T18:00:00.000001Z", "không khớp với niêm phong"),
        (("index",), 3, "không khớp với niêm phong"),
        (("seal", "count"), 9, "không khớp với niêm phong"),
        (("seal", "tree_root"), "00" * 32, "không khớp với niêm phong"),
        (("seal", "sealed_at"), "2024-09-08T18:00:00.000000Z", "Nội dung niêm phong trong bằng chứng đã bị sửa"),
        (("root",), "00" * 32, "Nội dung niêm phong trong bằng chứng đã bị sửa"),
        (("signature",), "00" * 64, "Chữ ký của niêm phong không đúng"),
    ],
)
def test_whatever_is_changed_in_a_proof_it_falls(part: tuple[str, ...], value: Any, says: str) -> None:
    found = proof()
    inner = deepcopy(found)
    *way, last = part
    target = inner
    for step in way:
        target = target[step]
    assert target[last] != value
    target[last] = value
    assert says in str(fault_of(inner, {signer().public_key}))
    assert fault_of(found, {signer().public_key}) is None


def test_a_proof_signed_with_a_strange_key_falls() -> None:
    assert "khoá lạ" in str(fault_of(proof(), {bytes(32)}))


@pytest.mark.parametrize("broken", [{}, [], "x", {"format": "motcua.proof.2"}, {"format": "motcua.proof.1"}])
def test_what_is_no_proof_is_refused(broken: Any) -> None:
    with pytest.raises(Malformed):
        fault_of(broken, None)


@pytest.mark.parametrize(("part", "value"), [("index", "4"), ("path", ["xyz"]), ("fact", {}), ("seal", {"number": 1})])
def test_a_proof_with_a_part_that_cannot_be_read_is_refused(part: str, value: Any) -> None:
    found = proof()
    with pytest.raises(Malformed, match="không phải bằng chứng"):
        fault_of(found | {part: value}, None)


def test_a_fact_that_is_not_sealed_or_not_there_has_no_proof() -> None:
    sealed_days(1)
    (row,) = happen(1)
    with pytest.raises(NotFound, match="chưa được niêm phong"):
        queries.proof_of(row.pk)
    with pytest.raises(NotFound, match="không có trong sổ cái"):
        queries.proof_of(10**6)
