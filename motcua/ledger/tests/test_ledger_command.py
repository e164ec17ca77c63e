"""`bin/motcua ledger`, as its reader sees it: sentences, exit codes, JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from motcua.kernel import clock
from motcua.kernel.refusal import Malformed, NotFound
from motcua.ledger.models import Seal
from motcua.ledger.tests.happened import NIGHT, happen, meddle, sealed_days, signer

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("own_ledger")]


def ledger(*arguments: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    told = io.StringIO()
    try:
        with clock.at(NIGHT):
            call_command("ledger", *arguments, stdout=told)
    except SystemExit as leaving:
        return int(str(leaving.code)), told.getvalue()
    return 0, told.getvalue()


def test_sealing_tells_the_root_to_write_down() -> None:
    happen(3)
    code, told = ledger("seal")
    root = bytes(Seal.objects.get().root).hex()
    assert (code, told) == (0, f"Đã niêm phong 3 sự kiện, niêm phong số 1.\nMã: {root}\n")
    assert ledger("seal") == (0, "Hôm nay đã niêm phong và từ đó chưa có sự kiện nào mới.\n")


def test_a_whole_ledger_is_told_with_its_numbers() -> None:
    sealed_days(1200, 1)
    happen(2)
    code, told = ledger("verify")
    root = bytes(Seal.objects.get(number=2).root).hex()
    assert code == 0
    assert told == (
        "Sổ cái nguyên vẹn: 1.202 sự kiện trong 2 niêm phong, đến 01:00 ngày 11/09/2024; 3 sự kiện chưa niêm phong.\n"
        f"Mã niêm phong mới nhất: {root}\n"
    )
    assert ledger("verify", "--root", root)[0] == 0


def test_a_broken_ledger_is_told_in_one_sentence_and_by_the_exit_code() -> None:
    _, second = sealed_days(2, 3)
    meddle(f"DELETE FROM ledger_fact WHERE id = {second[1].pk}")
    assert ledger("verify") == (
        1,
        f"Sổ cái bị gãy ở niêm phong số 2 ngày 11/09/2024: sự kiện số {second[1].pk} đã bị xoá. "
        "Trước chỗ gãy, 2 sự kiện trong 1 niêm phong còn nguyên vẹn.\n",
    )
    code, told = ledger("verify", "--json")
    found = json.loads(told)
    assert code == 1
    assert found["ok"] is False
    assert found["broken"] | {"says": ""} == {
        "kind": "fact_missing",
        "seal": 2,
        "day": "2024-09-11",
        "fact_id": second[1].pk,
        "says": "",
    }


def test_where_the_first_seal_is_broken_nothing_before_it_is_praised() -> None:
    (day,) = sealed_days(2)
    meddle(f"DELETE FROM ledger_fact WHERE id = {day[0].pk}")
    says = f"Sổ cái bị gãy ở niêm phong số 1 ngày 10/09/2024: sự kiện số {day[0].pk} đã bị xoá.\n"
    assert ledger("verify") == (1, says)


def test_json_tells_a_whole_ledger_too() -> None:
    sealed_days(2)
    code, told = ledger("verify", "--json")
    found: dict[str, Any] = json.loads(told)
    assert code == 0
    assert (found["ok"], found["facts"], found["seals"], found["unsealed"]) == (True, 2, 1, 1)
    assert found["root"] == bytes(Seal.objects.get().root).hex()


def test_a_root_noted_elsewhere_that_is_gone_breaks_the_ledger() -> None:
    sealed_days(2)
    code, told = ledger("verify", "--root", "ab" * 32)
    assert code == 1
    assert "không còn niêm phong nào có mã abab" in told
    with pytest.raises(Malformed, match="đủ 64 chữ số"):
        ledger("verify", "--root", "123")


def test_a_ledger_without_seals_says_so() -> None:
    happen(2)
    assert ledger("verify") == (0, "Sổ cái chưa có niêm phong nào; 2 sự kiện chưa niêm phong.\n")


def test_without_any_known_key_the_proof_asks_for_one(settings: Any) -> None:
    sealed_days(1)
    key = signer().public_key.hex()
    settings.LEDGER_KEY = settings.LEDGER_KEY.with_name("elsewhere")
    with pytest.raises(NotFound, match="--key"):
        ledger("verify")
    assert ledger("verify", "--key", key)[0] == 0
    assert ledger("verify", "--key", "00" * 32)[0] == 1


def test_a_proof_is_printed_and_checked(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (rows,) = sealed_days(3)
    code, told = ledger("proof", str(rows[1].pk))
    assert code == 0
    file = tmp_path / "proof.json"
    file.write_text(told, encoding="utf-8")
    says = (
        f"Bằng chứng đúng: sự kiện số {rows[1].pk} «Cân bưu kiện được 200 gam.» lúc 01:00 ngày 10/09/2024 "
        "nằm trong niêm phong số 1 lúc 01:00 ngày 10/09/2024."
    )
    assert ledger("verify", "--proof", str(file)) == (0, says + "\n")
    monkeypatch.setattr("sys.stdin", io.StringIO(told))
    code, told_as_json = ledger("verify", "--proof", "-", "--json")
    assert (code, json.loads(told_as_json)) == (0, {"ok": True, "says": says})
    key = signer().public_key.hex()
    settings.LEDGER_KEY = tmp_path / "nowhere"
    assert f"Hãy đối chiếu khoá công khai {key}" in ledger("verify", "--proof", str(file))[1]
    file.write_text(told.replace("200", "300"), encoding="utf-8")
    assert ledger("verify", "--proof", str(file))[0] == 1
    file.write_text("{", encoding="utf-8")
    with pytest.raises(Malformed, match="không phải JSON"):
        ledger("verify", "--proof", str(file))
    with pytest.raises(NotFound, match="xem lại tên tệp"):
        ledger("verify", "--proof", str(tmp_path / "none"))
