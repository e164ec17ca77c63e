"""Whoever owns the database may switch its guards off and change anything: the proof of the seals names what."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection, transaction

from motcua.ledger import signing
from motcua.ledger.models import FactRow, Seal
from motcua.ledger.tests.happened import happen, meddle, seal, sealed_days, signer, verify
from motcua.ledger.types import Broken

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("own_ledger")]

FORGED = (
    "INSERT INTO ledger_fact (id, xid, kind, subject, subject_id, at, recorded_at, by, data) "
    "SELECT {id}, {xid}, kind, subject, subject_id, at, recorded_at, by, data FROM ledger_fact WHERE id = {like}"
)


def broken() -> Broken:
    """The fault, which must be there."""
    found = verify()
    assert found.broken is not None, "the proof found nothing"
    return found.broken


def test_an_untouched_ledger_is_whole() -> None:
    sealed_days(3, 4, 5)
    happen(2)
    found = verify()
    assert found.broken is None
    assert (found.facts, found.seals, found.unsealed) == (3 + 4 + 5 + 2, 3, 3)


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'ledger_tests.parcel_lost'",
        "subject = 'ledger_tests.person'",
        "subject_id = subject_id + 1",
        "at = at - interval '1 microsecond'",
        "recorded_at = recorded_at + interval '1 second'",
        "by = jsonb_set(by, '{name}', '\"Lê Thị Bười\"')",
        "data = jsonb_set(data, '{grams}', '401')",
        'data = data || \'{"remark": "dễ vỡ "}\'',
        "xid = xid + 1",
        "kind = kind || subject, subject = ''",
    ],
)
def test_a_changed_column_is_found_and_the_fact_is_named(change: str) -> None:
    _, second, _ = sealed_days(3, 4, 5)
    meddle(f"UPDATE ledger_fact SET {change} WHERE id = {second[1].pk}")
    fault = broken()
    assert (fault.kind, fault.seal, fault.fact_id) == ("fact_altered", 2, second[1].pk)
    assert fault.says == f"niêm phong số 2 ngày 11/09/2024: sự kiện số {second[1].pk} đã bị sửa"


def test_a_deleted_fact_is_found_and_named() -> None:
    _, second = sealed_days(2, 3)
    meddle(f"DELETE FROM ledger_fact WHERE id = {second[0].pk}")
    fault = broken()
    assert (fault.kind, fault.seal, fault.fact_id) == ("fact_missing", 2, second[0].pk)
    assert f"sự kiện số {second[0].pk} đã bị xoá" in fault.says


@pytest.mark.parametrize("day", [0, 1])
def test_a_fact_slipped_into_the_past_is_found_and_named(day: int) -> None:
    days = sealed_days(2, 3)
    like = days[day][0]
    meddle(FORGED.format(id=900, xid=like.xid, like=like.pk))
    fault = broken()
    assert (fault.kind, fault.seal, fault.fact_id) == ("fact_added", day + 1, 900)
    assert "sự kiện số 900 bị chèn thêm sau khi đã niêm phong" in fault.says


def test_a_fact_that_pretends_to_come_from_the_future_so_as_never_to_be_sealed_is_found() -> None:
    (day,) = sealed_days(2)
    meddle(FORGED.format(id=900, xid=2**60, like=day[0].pk))
    assert (broken().kind, broken().fact_id) == ("fact_added", 900)


def test_two_facts_that_changed_places_are_found() -> None:
    first, _ = sealed_days(3, 2)
    a, b = first[0].pk, first[2].pk
    meddle(
        f"UPDATE ledger_fact SET id = -1 WHERE id = {a}",
        f"UPDATE ledger_fact SET id = {a} WHERE id = {b}",
        f"UPDATE ledger_fact SET id = {b} WHERE id = -1",
    )
    assert (broken().kind, broken().seal, broken().fact_id) == ("fact_altered", 1, a)


def test_of_several_faults_the_first_is_named() -> None:
    days = sealed_days(2, 2, 2)
    meddle(
        FORGED.format(id=900, xid=days[1][0].xid, like=days[1][0].pk),
        f"DELETE FROM ledger_fact WHERE id = {days[2][0].pk}",
    )
    assert (broken().kind, broken().seal) == ("fact_added", 2)
    meddle(f"DELETE FROM ledger_fact WHERE id = {days[0][1].pk}")
    assert (broken().kind, broken().seal, broken().fact_id) == ("fact_missing", 1, days[0][1].pk)


@pytest.mark.parametrize(
    "change",
    [
        "sealed_at = sealed_at - interval '1 day'",
        "count = count + 1",
        "xid_until = xid_until + 1",
        "after_id = after_id + 1",
        "system = 'elsewhere'",
        "tree_root = sha256('x')",
        "ids_digest = sha256('x')",
        "public_key = sha256('x')",
        "root = sha256('x')",
    ],
)
def test_a_changed_seal_is_found(change: str) -> None:
    sealed_days(2, 2, 2)
    meddle(f"UPDATE ledger_seal SET {change} WHERE number = 2")
    assert (broken().kind, broken().seal) == ("seal_altered", 2)
    assert broken().says == f"niêm phong số 2 ngày {'10' if 'day' in change else '11'}/09/2024: " + (
        "nội dung niêm phong đã bị sửa"
    )


def test_a_swapped_signature_is_found() -> None:
    sealed_days(2, 2)
    meddle("UPDATE ledger_seal SET signature = (SELECT signature FROM ledger_seal WHERE number = 1) WHERE number = 2")
    assert (broken().kind, broken().seal) == ("signature", 2)


def test_a_seal_signed_with_a_key_of_ones_own_is_found() -> None:
    """The facts, the index, the seal: all changed to fit one another, by somebody without the key."""
    sealed_days(2, 2)
    mine, theirs = signer(), signing.signer(settings.LEDGER_KEY.with_name("theirs"))
    forge(2, theirs, count=2)
    assert mine.public_key != theirs.public_key
    assert (broken().kind, broken().seal) == ("signature", 2)


def forge(number: int, key: signing.Signer, **columns: int) -> None:
    """Rewrite a seal so that its root and signature fit."""
    row = Seal.objects.get(number=number)
    row.public_key = key.public_key
    for name, value in columns.items():
        setattr(row, name, value)
    statement = row.statement
    signature = key.sign(statement.content())
    changed = ", ".join(f"{name} = {value}" for name, value in columns.items())
    meddle(
        f"UPDATE ledger_seal SET {changed}, public_key = '\\x{key.public_key.hex()}', "
        f"root = '\\x{statement.root().hex()}', signature = '\\x{signature.hex()}' WHERE number = {number}"
    )


def test_a_seal_made_anew_with_the_right_key_differs_from_what_was_noted() -> None:
    sealed_days(2, 2)
    forge(1, signer(), count=3)
    assert (broken().kind, broken().seal) == ("remade", 1)


def test_with_the_right_key_and_no_notes_a_seal_made_anew_still_breaks_the_chain_after_it() -> None:
    sealed_days(2, 2, 2)
    settings.LEDGER_KEY.with_name("ledger-key.roots").unlink()
    forge(2, signer(), xid_from=1)
    assert (broken().kind, broken().seal) == ("chain", 3)
    forge(1, signer(), count=9)
    assert (broken().kind, broken().seal) == ("index", 1)


def test_a_seal_taken_from_the_middle_is_found() -> None:
    sealed_days(1, 1, 1)
    meddle("DELETE FROM ledger_seal_page WHERE seal_id = 2", "DELETE FROM ledger_seal WHERE number = 2")
    assert (broken().kind, broken().seal, broken().says) == ("seal_missing", 2, "niêm phong số 2 đã bị xoá")


def test_seals_that_changed_places_are_found() -> None:
    sealed_days(1, 1, 1)
    meddle(
        "UPDATE ledger_seal SET number = 90 WHERE number = 3",
        "UPDATE ledger_seal_page SET seal_id = 90 WHERE seal_id = 3",
        "UPDATE ledger_seal SET number = 3 WHERE number = 2",
        "UPDATE ledger_seal_page SET seal_id = 3 WHERE seal_id = 2",
        "UPDATE ledger_seal SET number = 2 WHERE number = 90",
        "UPDATE ledger_seal_page SET seal_id = 2 WHERE seal_id = 90",
    )
    assert (broken().kind, broken().seal) == ("chain", 2)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_seal_page SET leaves = sha256('x') || substr(leaves, 33) WHERE seal_id = 2",
        "UPDATE ledger_seal_page SET ids = ids[2:] || ids[1:1] WHERE seal_id = 2",
        "UPDATE ledger_seal_page SET ids = ids[2:], leaves = substr(leaves, 33) WHERE seal_id = 2",
        "DELETE FROM ledger_seal_page WHERE seal_id = 2",
    ],
)
def test_a_changed_index_is_told_from_a_changed_fact(change: str) -> None:
    sealed_days(2, 3)
    meddle(change)
    assert (broken().kind, broken().seal, broken().fact_id) == ("index", 2, None)


def test_the_last_seal_taken_away_is_found_by_what_was_noted_outside_the_database() -> None:
    sealed_days(1, 2)
    last = Seal.objects.get(number=2)
    meddle(
        "DELETE FROM ledger_seal_page WHERE seal_id = 2",
        "DELETE FROM ledger_seal WHERE number = 2",
        f"DELETE FROM ledger_fact WHERE xid >= {last.xid_from}",
    )
    assert (broken().kind, broken().seal) == ("lost", 2)
    assert "phần sổ ấy đã bị cắt" in broken().says
    settings.LEDGER_KEY.with_name("ledger-key.roots").unlink()
    assert verify().broken is None, "a shorter chain is sound in itself"
    fault = verify(root=bytes(last.root)).broken
    assert fault is not None
    assert bytes(last.root).hex() in fault.says
    assert verify(root=bytes(Seal.objects.get(number=1).root)).broken is None


def test_all_seals_taken_away_are_found() -> None:
    sealed_days(1, 2)
    meddle("DELETE FROM ledger_seal_page", "DELETE FROM ledger_seal")
    assert (broken().kind, broken().seal) == ("lost", 1)


def test_what_is_written_while_the_proof_runs_is_no_fault() -> None:
    """All is read as of one moment."""
    sealed_days(2, 2)
    assert verify(told=lambda done, total: None).broken is None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        happen(1)
        assert verify().broken is None, "facts of one's own transaction are not sealed yet"


def test_progress_is_told_to_the_last_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.ledger.models.contents.PAGE", 2)
    sealed_days(3, 2)
    heard: list[tuple[int, int]] = []
    verify(told=lambda done, total: heard.append((done, total)))
    assert heard == [(2, 6), (3, 6), (5, 6), (6, 6)]
    assert FactRow.objects.count() == 7
    assert seal(9)
