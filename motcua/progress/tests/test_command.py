"""`bin/motcua audit`: a report in, sentences and copies out, and one sentence for whatever cannot be read."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.management import call_command

from motcua.kernel.refusal import Malformed, Refusal
from motcua.progress.management.commands.audit import Command
from motcua.progress.tests import made
from motcua.progress.types import BadRules, Unreadable

pytestmark = pytest.mark.usefixtures("planted")
ROOT = Path(__file__).resolve().parents[3]


def run(*argv: object) -> tuple[int, str]:
    """The exit code and what was printed."""
    said = io.StringIO()
    try:
        call_command(Command(stdout=said), *map(str, argv))
    except SystemExit as end:
        return int(str(end.code)), said.getvalue()
    return 0, said.getvalue()


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_false_sum_is_told_with_its_place_its_sentence_and_its_repair(tmp_path: Path) -> None:
    code, said = run(written(tmp_path, "bao-cao.txt", made.text()))
    assert code == 1
    assert "LỖI: 1" in said
    assert "1. Tổng · dòng 3" in said
    assert "tiếp nhận «16.298» hồ sơ" in said
    assert made.SAYS in said
    assert "Có thể sửa: «88» thành «87»" in said
    assert said.splitlines()[-1].endswith("; 1 lỗi, 1 câu hỏi.")


def test_questions_alone_are_no_errors(tmp_path: Path) -> None:
    code, said = run(written(tmp_path, "bao-cao.txt", made.text(made.ASSERTS, "Đã xong 5 việc.")))
    assert code == 0
    assert "CÂU HỎI" in said
    assert "LỖI" not in said


def test_json_has_the_shape_that_programs_read(tmp_path: Path) -> None:
    code, said = run(written(tmp_path, "bao-cao.txt", made.text()), "--json")
    told: dict[str, Any] = json.loads(said)
    assert code == 1
    assert (told["tokens"], told["quantities"], told["ties"]) == (3, 3, 1)
    text = made.text().decode()
    first = told["findings"][0]
    assert {"kind", "level", "printed", "exact", "span", "says", "repairs"} <= first.keys()
    assert (first["kind"], first["level"], first["printed"], first["exact"]) == ("sum", "error", "16.298", "16.299")
    assert text[slice(*first["span"])] == "16.298"
    assert first["repairs"] == [{"span": [text.index("88"), text.index("88") + 2], "printed": "88", "put": "87"}]
    assert "missing" not in told, "no rules were given"


@pytest.mark.parametrize("name", ["bao-cao.txt", "bao-cao.docx"])
def test_json_has_the_text_its_spans_count_in(tmp_path: Path, name: str) -> None:
    content = made.word() if name.endswith(".docx") else made.text()
    told: dict[str, Any] = json.loads(run(written(tmp_path, name, content), "--json")[1])
    assert told["findings"]
    for finding in told["findings"]:
        assert told["text"][slice(*finding["span"])] == finding["printed"]


def test_a_word_file_comes_back_beside_itself_with_comments_and_is_itself_untouched(tmp_path: Path) -> None:
    source = written(tmp_path, "bao cao.docx", made.word())
    before = source.read_bytes()
    code, said = run(source)
    target = tmp_path / "bao cao-da-soat.docx"
    assert code == 1
    assert str(target) in said
    assert source.read_bytes() == before
    comments = [comment.text for comment in docx.Document(str(target)).comments]
    assert any(made.SAYS in each for each in comments)


def test_a_copy_that_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    source = written(tmp_path, "bc.docx", made.word())
    mine = written(tmp_path, "bc-da-soat.docx", b"cua toi")
    _, said = run(source)
    assert mine.read_bytes() == b"cua toi"
    assert str(tmp_path / "bc-da-soat-2.docx") in said


def test_out_names_the_copy_and_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    source = written(tmp_path, "bc.txt", made.text())
    _, said = run(source, "--out", tmp_path / "kq.html")
    assert "kq.html" in said
    assert made.SAYS in (tmp_path / "kq.html").read_text(encoding="utf-8")
    taken = written(tmp_path, "cua-toi.html", b"cua toi")
    for name, sentence in {
        "cua-toi.html": "không ghi đè",
        "kq.docx": "có đuôi .html",
        "khong-co/kq.html": "Không ghi được tệp",
    }.items():
        with pytest.raises(Malformed, match=sentence):
            run(source, "--out", tmp_path / name)
    assert taken.read_bytes() == b"cua toi"


def test_the_source_is_never_its_own_copy(tmp_path: Path) -> None:
    source = written(tmp_path, "bc.docx", made.word())
    before = source.read_bytes()
    with pytest.raises(Malformed, match="không ghi đè"):
        run(source, "--out", source)
    assert source.read_bytes() == before


def test_what_cannot_be_opened_is_refused_in_one_sentence(tmp_path: Path) -> None:
    for path, sentence in {tmp_path / "khong-co.txt": "Không có tệp", tmp_path: "là thư mục"}.items():
        with pytest.raises(Malformed, match=sentence):
            run(path)


def test_what_is_no_report_is_refused_and_json_says_so_too(tmp_path: Path) -> None:
    said = io.StringIO()
    with pytest.raises(Unreadable) as refused:
        call_command(Command(stdout=said), str(written(tmp_path, "bc.doc", b"\xd0\xcf\x11\xe0")), "--json")
    assert json.loads(said.getvalue()) == {"error": "unreadable_report", "says": refused.value.says}


def test_rules_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    source = written(tmp_path, "bc.txt", made.text())
    with pytest.raises(BadRules):
        run(source, "--rules", written(tmp_path, "quy-tac.yaml", b"- [dang do"))
    with pytest.raises(Refusal, match="UTF-8"):
        run(source, "--rules", written(tmp_path, "quy-tac.yaml", b"\xff\xfeabc"))


def test_who_stops_reading_gets_no_traceback(tmp_path: Path) -> None:
    source = written(tmp_path, "bc.docx", made.word(*[made.FALSE] * 400))
    command = f"{sys.executable} -m motcua audit {source} | head -1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert (tmp_path / "bc-da-soat.docx").exists()


def test_the_command_runs_without_the_apps_and_gives_exit_codes(tmp_path: Path) -> None:
    good = written(tmp_path, "bc.txt", "Đã giao 5 việc.".encode())
    script = (
        "import sys; from motcua.__main__ import main; from django.apps import apps;"
        f"code = main(['bin/motcua', 'audit', {str(good)!r}]); sys.exit(9 if apps.ready else code)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    refused = [sys.executable, "-m", "motcua", "audit", str(tmp_path / "khong-co.docx")]
    done = subprocess.run(refused, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
