"""The command line answers in Vietnamese, and a server is lent only to what asks the database."""

from __future__ import annotations

import subprocess
import sys

import command
import pytest
from progress import seconds
from surroundings import ROOT

from motcua.__main__ import main
from motcua.kernel.refusal import Refusal
from motcua.org.management.commands import due


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["help"],
        ["due", "--term", "16h"],
        ["migrate", "--help"],
        ["--version"],
        ["explain", "/healthz"],
        ["backup", "--verify", "x.zip"],
        ["restore", "x.zip", "--into", "postgresql://127.0.0.1/empty"],
    ],
)
def test_what_asks_nothing_of_the_database_starts_no_server(argv):
    assert not command.needs_database(argv)


@pytest.mark.parametrize("argv", [["migrate"], ["demo", "--accounts"], ["check"], ["no-such-command"]])
def test_everything_else_gets_a_server(argv):
    assert command.needs_database(argv)


def test_a_command_without_database_runs_without_loading_the_apps():
    code = (
        "import sys; from motcua.__main__ import main; from django.apps import apps;"
        "main(['bin/motcua', 'due', '--received', '2024-09-09T10:00', '--term', '16h']);"
        "sys.exit(apps.ready)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "11/09/2024" in done.stdout


def test_an_unknown_command_is_answered_with_the_nearest_one(capsys):
    assert main(["bin/motcua", "demmo"]) == 2
    said = capsys.readouterr().err
    assert "Không có lệnh «demmo»" in said
    assert "«demo»" in said


def test_a_refusal_is_one_sentence_on_the_error_stream_and_exit_code_2(capsys, monkeypatch):
    def refuse(*args, **options):
        raise Refusal("Hãy nhập giờ tiếp nhận.", citation="Điều 1")

    monkeypatch.setattr(due.Command, "handle", refuse)
    assert main(["bin/motcua", "due", "--received", "2024-09-09T10:00", "--term", "16h"]) == 2
    told = capsys.readouterr()
    assert told.err == "Hãy nhập giờ tiếp nhận. (Điều 1)\n"
    assert told.out == ""


def test_an_argument_nobody_knows_is_named_in_vietnamese(capsys):
    with pytest.raises(SystemExit) as end:
        main(["bin/motcua", "demo", "--faster"])
    assert end.value.code == 2
    assert "không hiểu: --faster" in capsys.readouterr().err


def test_the_help_lists_our_own_commands_first_with_what_they_do(capsys):
    main(["bin/motcua", "help"])
    told = capsys.readouterr().out
    assert 0 < told.index("Lệnh của motcua") < told.index(due.Command.help) < told.index("Lệnh của Django")


@pytest.mark.parametrize(("elapsed", "words"), [(0.42, "0,4 giây"), (41.2, "41 giây"), (125.0, "2 phút 5 giây")])
def test_a_duration_is_written_as_people_write_it(elapsed, words):
    assert seconds(elapsed) == words
