"""A seal covers what was committed, once, whatever order it was written in."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from motcua.kernel.refusal import Conflict, NotAllowed
from motcua.ledger import actions, signing
from motcua.ledger.models import FactRow, Seal, SealPage
from motcua.ledger.tests.happened import CLERK, NIGHT, happen, meddle, seal, sealed_days, signer, somebody_else, verify

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("own_ledger")]


def covered(seal_: Seal | None) -> list[int]:
    """The ids a seal's index names, in order."""
    assert seal_ is not None
    return [fact_id for page in SealPage.objects.filter(seal=seal_).order_by("number") for fact_id in page.ids]


def each_fact_once() -> bool:
    """Whether the ledger is whole and no two seals name the same fact."""
    named = [fact_id for page in SealPage.objects.all() for fact_id in page.ids]
    return verify().broken is None and len(named) == len(set(named))


def test_a_seal_covers_every_fact_and_the_next_one_only_what_came_after() -> None:
    first, second = happen(3), None
    made = seal()
    assert covered(made) == [row.pk for row in first]
    second = happen(2)
    following = seal(1)
    sealing = FactRow.objects.get(kind="ledger.sealed", subject_id=1)
    assert covered(following) == [sealing.pk, *(row.pk for row in second)]
    found = verify()
    assert (found.broken, found.facts, found.seals, found.unsealed) == (None, 6, 2, 1)
    assert found.root == bytes(following.root) if following else False


def test_a_fact_still_being_written_enters_the_next_seal_although_its_number_is_lower(own_ledger: str) -> None:
    happen(1)
    seal()
    with somebody_else(own_ledger) as other:
        late = other.execute(
            "INSERT INTO ledger_fact (kind, subject, subject_id, at, recorded_at, by, data) VALUES "
            "('ledger_tests.parcel_weighed', 'ledger_tests.parcel', 1, now(), now(), '{}', '{}') RETURNING id"
        ).fetchone()
        assert late is not None
        (after,) = happen(1)
        made = seal(1)
        assert late[0] < after.pk
        assert late[0] not in covered(made)
        assert after.pk not in covered(made), "its transaction began after one that still runs"
        assert verify().broken is None
        other.commit()
    assert verify().broken is None
    assert {late[0], after.pk} <= set(covered(seal(2)))
    assert each_fact_once()


def test_the_very_first_seal_waits_for_whoever_is_writing_and_refuses_when_that_takes_too_long(
    own_ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with somebody_else(own_ledger) as other:
        other.execute("LOCK TABLE ledger_fact IN ROW EXCLUSIVE MODE")
        monkeypatch.setattr("motcua.ledger.actions.seals.PATIENCE", "50ms")
        with pytest.raises(Conflict, match="thử lại sau ít phút"):
            seal()
    assert seal() is not None


def test_a_fact_that_was_rolled_back_is_in_no_seal() -> None:
    with transaction.atomic():
        happen(1)
        transaction.set_rollback(True)
    (kept,) = happen(1)
    assert covered(seal()) == [kept.pk]


def test_an_empty_ledger_has_a_seal_too() -> None:
    made = seal()
    assert made is not None
    assert made.count == 0
    assert bytes(made.tree_root).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert verify().broken is None


def test_a_day_without_facts_is_sealed_once_and_not_again() -> None:
    sealed_days(2)
    again = seal(0)
    assert again is None
    quiet = seal(1)
    assert quiet is not None
    assert quiet.count == 1, "the fact of the first sealing"
    assert seal(1) is None
    happen(1)
    assert seal(1) is not None


def test_days_missed_are_sealed_together() -> None:
    sealed_days(1)
    happen(2, at=NIGHT + timedelta(days=3))
    happen(2, at=NIGHT + timedelta(days=5))
    made = seal(9)
    assert made is not None
    assert made.count == 5
    assert verify().broken is None


def test_a_clock_that_ran_back_breaks_nothing() -> None:
    sealed_days(1, 1)
    happen(1, at=NIGHT - timedelta(days=30))
    made = seal(-30)
    assert made is not None
    assert made.number == 3
    assert made.sealed_at == NIGHT - timedelta(days=30)
    assert verify().broken is None


def test_facts_brought_from_another_server_are_sealed_and_new_ones_are_not_lost(own_ledger: str) -> None:
    """After a restore elsewhere, transactions are numbered anew, from lower than what the last seal knows."""
    sealed_days(3)
    restored = happen(2)
    meddle(
        "UPDATE ledger_fact SET xid = xid + 40 WHERE id > (SELECT max(id) - 2 FROM ledger_fact)",
        "UPDATE ledger_seal SET system = 'another', xid_until = xid_until + 30",
    )
    (new,) = happen(1)
    seal_again_with_the_key()
    made = seal(1)
    assert set(covered(made)) >= {*(row.pk for row in restored), new.pk}
    assert verify().broken is None
    (newest,) = happen(1)
    assert verify().unsealed == 2
    assert newest.pk in covered(seal(2))
    happen(60)
    assert seal(3), "when transactions here have come to the numbers of those from there"
    assert each_fact_once()


def seal_again_with_the_key() -> None:
    """Make the only seal say what it would have said on the other server."""
    seal_ = Seal.objects.get()
    statement = seal_.statement
    root, signature = statement.root().hex(), signer().sign(statement.content()).hex()
    meddle(f"UPDATE ledger_seal SET root = '\\x{root}', signature = '\\x{signature}'")
    settings.LEDGER_KEY.with_name("ledger-key.roots").unlink()


def test_pages_of_the_index_hold_a_bounded_number_of_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.ledger.models.contents.PAGE", 4)
    happen(11)
    made = seal()
    assert [len(page.ids) for page in SealPage.objects.order_by("number")] == [4, 4, 3]
    assert made is not None
    assert made.count == 11
    assert verify().broken is None


@pytest.mark.parametrize("table", ["ledger_seal", "ledger_seal_page"])
@pytest.mark.parametrize("attempt", ["UPDATE {} SET number = number + 1", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_seals_are_only_ever_added(table: str, attempt: str) -> None:
    sealed_days(1)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt.format(table))
    assert verify().broken is None


def test_who_may_not_seal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.access.rights.roles_of", lambda *_: ())
    with pytest.raises(NotAllowed):
        actions.seal(signer=signer(), by=CLERK, at=NIGHT)


def test_the_key_is_made_once_for_its_owner_alone_and_its_public_half_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "somewhere" / "key"
    assert signing.known_keys(path) == frozenset()
    first = signing.signer(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert signing.signer(path).public_key == first.public_key
    assert path.with_name("key.pub").read_text() == first.public_key.hex() + "\n"
    assert sorted(each.name for each in path.parent.iterdir()) == ["key", "key.pub"]


def test_seals_of_an_old_key_stay_valid_after_a_new_one_was_made() -> None:
    sealed_days(2)
    settings.LEDGER_KEY.unlink()
    happen(1)
    assert seal(1)
    assert len(signing.known_keys(settings.LEDGER_KEY)) == 2
    assert verify().broken is None


def test_a_root_is_noted_only_when_the_seal_was_committed() -> None:
    with transaction.atomic():
        seal()
        transaction.set_rollback(True)
    assert signing.noted_roots(settings.LEDGER_KEY) == {}
    made = seal()
    assert made is not None
    assert signing.noted_roots(settings.LEDGER_KEY) == {1: bytes(made.root)}
