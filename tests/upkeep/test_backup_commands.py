"""`bin/motcua backup` and `restore`, as an operator sees them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from motcua.kernel import clock
from motcua.kernel.refusal import Malformed
from motcua.ledger.queries import newest_of_kind
from motcua.upkeep import queries
from motcua.upkeep.backups.restoring import connected_to
from tests.upkeep.conftest import Living, Restored, database, folders
from tests.world import MONDAY

pytestmark = [pytest.mark.database, pytest.mark.xdist_group("upkeep")]


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    told = io.StringIO()
    try:
        with clock.at(MONDAY):
            call_command(*arguments, stdout=told)
    except SystemExit as leaving:
        return int(str(leaving.code)), told.getvalue()
    return 0, told.getvalue()


def test_a_folder_gets_a_file_named_by_the_moment_and_the_ledger_remembers(restored: Restored, tmp_path: Path):
    folder = tmp_path / "backups"
    folder.mkdir()
    code, told = run("backup", str(folder))
    assert (code, [each.name for each in folder.iterdir()]) == (0, ["motcua-20240909-100000.zip"])
    assert "niêm phong mới nhất số 2" in told
    noted = queries.newest_backup()
    assert noted is not None
    assert noted.data["sha256"] in told
    assert "Sao lưu lần 1 vào tệp motcua-20240909-100000.zip" in noted.says
    code, told = run("backup", "--verify", str(folder / "motcua-20240909-100000.zip"))
    assert code == 0
    assert told.startswith("Bản sao lưu nguyên vẹn.")


def test_a_damaged_archive_is_told_by_its_parts_and_the_exit_code(living: Living, tmp_path: Path):
    broken = tmp_path / "broken.zip"
    content = bytearray(living.archive.read_bytes())
    content[5000] ^= 1
    broken.write_bytes(content)
    code, told = run("backup", "--verify", str(broken))
    assert code == 1
    assert told.startswith("Bản sao lưu đã hỏng:\n  database.dump: ")
    code, told = run("backup", "--verify", str(broken), "--json")
    assert (code, json.loads(told)["ok"]) == (1, False)


def test_either_a_place_or_an_archive_to_verify_is_asked_for():
    with pytest.raises(Malformed, match="--verify"):
        run("backup")


def test_a_restore_elsewhere_leaves_the_installation_here_alone(living: Living, tmp_path: Path, django_db_blocker: Any):
    with django_db_blocker.unblock(), database() as conninfo, folders(tmp_path / "not", tmp_path / "touched"):
        places = ("--files", str(tmp_path / "files"), "--ledger-key", str(tmp_path / "key"))
        code, told = run("restore", str(living.archive), "--into", conninfo, *places)
        assert (code, told.splitlines()[0]) == (0, "Đã khôi phục; mọi bảng, mọi tệp và sổ cái đúng như bản sao lưu.")
        with connected_to(conninfo):
            noted = newest_of_kind("upkeep.restored")
            assert noted is not None
            assert "Khôi phục từ bản sao lưu" in noted.says
    assert sorted(each.name for each in tmp_path.iterdir()) == ["files", "key.pub", "key.roots"]
