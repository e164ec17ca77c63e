"""What was restored is what was backed up, to the row and the byte; and the proof can fail."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from motcua.access.types import SYSTEM
from motcua.files import queries as files
from motcua.ledger import actions as ledger
from motcua.ledger import queries as ledgers
from motcua.ledger import signing
from motcua.onestop.models import Dossier
from motcua.upkeep import backups
from motcua.upkeep.backups.progress import Progress
from motcua.upkeep.backups.restoring import _compare, connected_to
from motcua.upkeep.types import NoRestore
from tests.upkeep.conftest import Living, Restored, database, folders
from tests.world import MONDAY, receive

pytestmark = [pytest.mark.database, pytest.mark.xdist_group("upkeep")]
QUIET = Progress(quiet=True)


def meddle(conninfo: str, *statements: str) -> None:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def test_a_backup_taken_while_dossiers_are_received_is_restored_and_proved(living: Living, restored: Restored):
    assert restored.proof.faults == ()
    assert len(living.meanwhile) >= 3, "dossiers were received at each stage of the backup"
    assert living.others, "and without a pause beside it"
    here = set(Dossier.objects.values_list("code", flat=True))
    assert here >= set(living.before)
    assert not here & set(living.meanwhile), "what came after the snapshot is in the next backup"
    assert len(here) == living.manifest.tables["public.onestop_dossier"].rows


def test_a_stored_file_is_there_again_with_its_digest(living: Living, restored: Restored):
    assert files.verify(living.digest)
    assert files.open_bytes(files.StoredFile.objects.get(sha256=living.digest)).read(5) == b"%PDF-"


def test_the_restored_ledger_verifies_against_its_notes_and_goes_on_sealing(restored: Restored):
    assert not restored.key.exists(), "the private key was not asked for"
    dossier = receive(at=MONDAY + timedelta(days=2))
    made = ledger.seal(signer=signing.signer(restored.key), by=SYSTEM, at=MONDAY + timedelta(days=3))
    assert made
    assert made.number == 3
    noted = signing.noted_roots(restored.key)
    found = ledgers.verify(keys=signing.known_keys(restored.key), noted=noted)
    assert found.broken is None
    assert (found.seals, set(noted)) == (3, {1, 2, 3})
    assert Dossier.objects.filter(pk=dossier.pk).exists()


@pytest.mark.parametrize(
    ("meddling", "named"),
    [
        ("UPDATE org_unit SET id = id WHERE false", None),
        ("UPDATE people_account SET name = name || ' ' WHERE username = 'lanhdao'", "bảng public.people_account"),
        ("DELETE FROM ledger_number_series", "bảng public.ledger_number_series"),
        ("CREATE TABLE stranger (id int)", "bảng public.stranger"),
        ("DROP TABLE django_session", "bảng public.django_session"),
        ("UPDATE django_migrations SET name = '0002' WHERE app = 'onestop'", "bảng public.django_migrations"),
    ],
)
def test_the_proof_names_the_table_that_differs(restored: Restored, meddling: str, named: str | None):
    assert restored.proof.manifest
    meddle(restored.conninfo, meddling)
    found = [fault.where for fault in _compare(restored.conninfo, restored.proof.manifest, QUIET)]
    assert found[:1] == ([named] if named else [])


def test_a_database_that_is_not_empty_is_refused_and_left_alone(living: Living, restored: Restored):
    before = Dossier.objects.count()
    with pytest.raises(NoRestore, match=r"không trống.*CREATE DATABASE.*--into"):
        backups.restore(living.archive, key=restored.key, accept_loss=False, at=MONDAY, progress=QUIET)
    assert Dossier.objects.count() == before


def test_a_damaged_archive_is_not_restored_at_all(living: Living, tmp_path: Path, django_db_blocker: Any):
    broken = tmp_path / "broken.zip"
    content = bytearray(living.archive.read_bytes())
    content[5000] ^= 1
    broken.write_bytes(content)
    with django_db_blocker.unblock(), database() as conninfo, connected_to(conninfo):
        with folders(tmp_path / "files", tmp_path / "key"), pytest.raises(NoRestore, match=r"hỏng.*database\.dump"):
            backups.restore(broken, key=tmp_path / "key", accept_loss=False, at=MONDAY, progress=QUIET)
        with psycopg.connect(conninfo) as connection:
            row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row == (0,)
    assert not (tmp_path / "files").exists()


def test_seals_noted_here_that_the_backup_does_not_have_are_not_lost_in_silence(
    living: Living, tmp_path: Path, django_db_blocker: Any
):
    key = tmp_path / "ledger-key"
    lines = [*signing.noted_lines(living.key, 99), f"3 {'ab' * 32} 2024-09-12T00:00:00Z"]
    signing.bring(key, [], lines)
    with (
        django_db_blocker.unblock(),
        database() as conninfo,
        connected_to(conninfo),
        folders(tmp_path / "files", key),
    ):
        with pytest.raises(NoRestore, match="niêm phong số 3, bản sao lưu chỉ đến số 2"):
            backups.restore(living.archive, key=key, accept_loss=False, at=MONDAY, progress=QUIET)
        proof = backups.restore(living.archive, key=key, accept_loss=True, at=MONDAY, progress=QUIET)
    assert proof.faults == ()
    assert set(signing.noted_roots(key)) == {1, 2}
    assert (tmp_path / "ledger-key.roots.truoc-20240909-100000").read_text().count("\n") == 3


def test_a_ledger_of_another_place_is_not_mixed_with_the_one_here(living: Living, restored: Restored, tmp_path: Path):
    key = tmp_path / "other" / "ledger-key"
    signing.bring(key, [], [f"1 {'cd' * 32} 2024-09-09T00:00:00Z"])
    meddle(restored.conninfo, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    with pytest.raises(NoRestore, match="niêm phong số 1 khác với bản sao lưu"):
        backups.restore(living.archive, key=key, accept_loss=False, at=MONDAY, progress=QUIET)
