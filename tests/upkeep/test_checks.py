"""`bin/motcua check`: each check says yes to what is sound and no to what is not, and what to do."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import DatabaseError, connection

from motcua import settings as product
from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.ledger import actions as ledger
from motcua.ledger import signing
from motcua.ledger.actions import record
from motcua.people.models import Account
from motcua.upkeep.checks import checks, machine
from motcua.upkeep.checks.registry import Check, Here
from motcua.upkeep.facts import BackedUp
from motcua.upkeep.types import Finding, State
from tests.world import MONDAY

pytestmark = pytest.mark.django_db
OK, LACKING, UNKNOWN = State.OK, State.LACKING, State.UNKNOWN
LONG = "5d1x!" * 12


def ask(code: str, **changed: Any) -> Finding:
    """One check's finding, on that Monday unless something else is said."""
    (found,) = [each for each in checks() if each.code == code]
    given: dict[str, Any] = {"at": MONDAY, "env": {"MOTCUA_SECRET_KEY": LONG}}
    return found.finding(Here(**given | changed))


def answers(code: str, **changed: Any) -> State:
    found = ask(code, **changed)
    assert found.saw
    assert found.source
    assert bool(found.do) == (found.state is not OK), "what is lacking says what to do"
    return found.state


@pytest.fixture(autouse=True)
def production(settings: Any, tmp_path: Path) -> None:
    """An installation as it should be, as far as settings go; each test breaks one thing."""
    settings.DEBUG = False
    settings.SECRET_KEY = LONG
    settings.PUBLIC_URL = "https://motcua.vidu.vn"
    settings.ALLOWED_HOSTS = ["motcua.vidu.vn"]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.DEFAULT_FROM_EMAIL = "motcua@vidu.vn"
    settings.FILE_STORE, settings.LEDGER_KEY = tmp_path / "files", tmp_path / "ledger-key"


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("debug", {"DEBUG": True}),
        ("secret_key", {"SECRET_KEY": "short"}),
        ("hosts", {"ALLOWED_HOSTS": ["*"]}),
        ("hosts", {"ALLOWED_HOSTS": ["khac.vidu.vn"]}),
        ("hosts", {"PUBLIC_URL": "http://127.0.0.1:8000"}),
        ("https", {"PUBLIC_URL": "http://motcua.vidu.vn"}),
        ("https", {"SECURE_SSL_REDIRECT": False}),
        ("cookies", {"SESSION_COOKIE_SECURE": False}),
        ("cookies", {"CSRF_COOKIE_SECURE": False}),
        ("hsts", {"SECURE_HSTS_SECONDS": 0}),
        ("django_deploy", {"SECURE_CONTENT_TYPE_NOSNIFF": False}),
        ("front_end", {"STATICFILES_DIRS": []}),
        ("printing", {"PRINT_FONTS": Path("/nowhere")}),
    ],
)
def test_a_setting_is_sound_or_told(settings: Any, code: str, changed: dict[str, Any]):
    assert answers(code) is OK
    for name, value in changed.items():
        setattr(settings, name, value)
    assert answers(code) is LACKING


def test_a_secret_key_that_the_environment_does_not_name_is_told():
    assert answers("secret_key", env={}) is LACKING


def test_mail_needs_a_server_that_answers_and_a_sender(settings: Any):
    with socket.create_server(("127.0.0.1", 0)) as server:
        options = {"host": "127.0.0.1", "port": server.getsockname()[1]}
        settings.MAILERS = {"default": product.SMTP | {"OPTIONS": options}}
        assert answers("mail") is OK
        settings.DEFAULT_FROM_EMAIL = "motcua@localhost"
        assert answers("mail") is LACKING
        settings.DEFAULT_FROM_EMAIL = "motcua@vidu.vn"
    assert answers("mail") is LACKING
    settings.MAILERS = {"default": product.MAIL_FOLDER}
    assert answers("mail") is LACKING


def test_a_shifted_clock_is_told():
    assert answers("clock") is OK
    assert answers("clock", shift=timedelta(days=-3)) is LACKING


def test_a_machine_whose_clock_differs_from_the_databases_is_told():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    assert answers("same_hour", at=now) is OK
    assert answers("same_hour", at=now - timedelta(days=3), shift=timedelta(days=-3)) is OK
    assert answers("same_hour", at=now + timedelta(seconds=30)) is UNKNOWN
    assert answers("same_hour", at=now + timedelta(minutes=10)) is LACKING


def test_the_database_is_asked_for_its_version_its_role_and_its_settings(monkeypatch: pytest.MonkeyPatch):
    said: list[tuple[Any, ...]] = []
    monkeypatch.setattr("motcua.upkeep.checks.database._row", lambda question: said.pop(0))
    for code, sound, broken in [
        ("database_version", (150004, "15.4"), (140010, "14.10")),
        ("no_superuser", ("motcua", False), ("postgres", True)),
        ("durable", ("on", "on", "on"), ("on", "off", "on")),
    ]:
        said[:] = [sound, broken]
        assert (answers(code), answers(code)) == (OK, LACKING), code
    said[:] = [("on", "off", "on")]
    assert ask("durable").saw == "synchronous_commit = off"


def test_the_real_database_answers_these_questions():
    assert [answers(code) for code in ("database_version", "no_superuser")] == [OK, OK]
    assert answers("durable") in (OK, LACKING)  # a throw-away server forgoes it; the question must work


def test_a_database_that_does_not_answer_leaves_its_checks_unknown():
    def fail(here: Here) -> Any:
        raise DatabaseError("connection refused")

    found = Check("x", "x", "x", fail).finding(Here(at=MONDAY))
    assert (found.state, "connection refused" in found.saw, bool(found.do)) == (UNKNOWN, True, True)


def test_migrations_that_wait_are_told():
    assert answers("migrations") is OK
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert answers("migrations") is LACKING


def test_a_worker_must_live():
    assert answers("worker") is LACKING
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert answers("worker") is OK


def test_jobs_that_failed_are_told():
    assert answers("jobs") is OK
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args) VALUES ('x', 'x', 'failed', '{}')"
        )
    assert answers("jobs") is LACKING


def sealed(settings: Any) -> None:
    ledger.seal(signer=signing.signer(settings.LEDGER_KEY), by=SYSTEM, at=MONDAY)


def test_the_ledger_must_be_sealed_within_a_day(settings: Any):
    assert answers("sealed") is LACKING
    sealed(settings)
    assert answers("sealed", at=MONDAY + timedelta(hours=24)) is OK
    assert answers("sealed", at=MONDAY + timedelta(hours=26)) is LACKING


def test_the_ledger_must_verify(settings: Any):
    assert answers("verified") is UNKNOWN, "no key is known yet"
    sealed(settings)
    assert answers("verified") is OK
    assert answers("verified", is_quick=True) is UNKNOWN
    signing.bring(settings.LEDGER_KEY, [], [f"7 {'ab' * 32} 2024-09-12T00:00:00Z"])
    assert answers("verified") is LACKING


def test_the_key_must_be_there_and_nobody_elses_to_read(settings: Any):
    assert answers("key_guarded") is LACKING
    signing.signer(settings.LEDGER_KEY)
    assert answers("key_guarded") is OK
    settings.LEDGER_KEY.chmod(0o644)
    assert answers("key_guarded") is LACKING


def backed_up(at: Any = MONDAY, **values: Any) -> None:
    record(BackedUp(1, "x.zip", 1, "ab" * 32, 1, **values), by=SYSTEM, at=at)


def test_the_key_must_be_in_a_backup(settings: Any):
    assert answers("key_kept") is UNKNOWN
    key = signing.signer(settings.LEDGER_KEY).public_key.hex()
    backed_up(key="ab" * 32)
    assert answers("key_kept") is LACKING, "another key than the one in use"
    backed_up(key=key)
    assert answers("key_kept") is OK


def test_a_backup_must_be_younger_than_a_day_and_miss_nothing():
    assert answers("backup") is LACKING
    backed_up()
    assert answers("backup", at=MONDAY + timedelta(hours=24)) is OK
    assert answers("backup", at=MONDAY + timedelta(hours=26)) is LACKING
    backed_up(lost=2)
    assert answers("backup") is LACKING


def test_no_invented_person_and_no_demonstration_password(settings: Any):
    assert answers("no_demo_accounts") is LACKING, "the province of the tests has them"
    assert answers("no_demo_password") is LACKING
    Account.objects.update(password="!")
    assert answers("no_demo_password") is OK
    assert answers("no_demo_accounts") is LACKING


def test_an_installation_without_the_demonstration_has_no_such_account(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("motcua.demo.queries.people_of_the_demo", lambda: [{"username": "nobody.here"}])
    assert answers("no_demo_accounts") is OK


def test_every_administrator_needs_a_second_factor(monkeypatch: pytest.MonkeyPatch):
    assert answers("administrators") is LACKING
    for account in people_queries().administrators(MONDAY.date()):
        Authenticator.objects.create(user_id=account.pk, type=Authenticator.Type.TOTP, data={})
    assert answers("administrators") is OK
    monkeypatch.setattr("motcua.people.queries.administrators", lambda on: [])
    assert answers("administrators") is LACKING, "somebody must administer"


def people_queries() -> Any:
    from motcua.people import queries

    return queries


def test_the_calendar_must_reach_half_a_year_ahead():
    assert answers("calendars") is OK
    assert answers("calendars", at=MONDAY.replace(year=2027, month=12)) is LACKING


def test_the_file_store_must_take_files_and_have_room(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda folder: SimpleNamespace(free=6 * 1024**3))
    assert answers("file_store") is OK
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda folder: SimpleNamespace(free=4 * 1024**3))
    assert answers("file_store") is LACKING
    (tmp_path / "file").touch()
    settings.FILE_STORE = tmp_path / "file" / "below"
    assert answers("file_store") is LACKING


def test_static_files_must_be_collected_and_current(settings: Any, tmp_path: Path):
    settings.STATIC_ROOT = tmp_path / "static"
    assert answers("static_files") is LACKING
    call_command("collectstatic", interactive=False, verbosity=0)
    assert answers("static_files") is OK
    next(each for each in settings.STATIC_ROOT.rglob("*.css")).write_text("/* of yesterday */")
    assert answers("static_files") is LACKING


@contextmanager
def leaving() -> Iterator[list[int]]:
    codes: list[int] = []
    try:
        yield codes
    except SystemExit as end:
        codes.append(int(str(end.code)))


def run(*arguments: str) -> tuple[list[int], str]:
    out = io.StringIO()
    with leaving() as codes, clock.at(MONDAY):
        call_command("check", *arguments, stdout=out)
    return codes, out.getvalue()


def test_the_command_tells_every_check_and_leaves_with_1():
    codes, told = run("--quick")
    assert codes == [1]
    for each in checks():
        assert f" {each.title}: " in told
    assert "→ hãy " in told
    assert " chưa đạt, " in told.splitlines()[-1]


def test_where_nothing_lacks_the_command_leaves_with_0(monkeypatch: pytest.MonkeyPatch):
    (debug,) = [each for each in checks() if each.code == "debug"]
    monkeypatch.setattr("motcua.upkeep.management.commands.check.checks", lambda: (debug,))
    assert run() == ([], "đạt        Chế độ gỡ lỗi tắt: DEBUG tắt\n1 đạt, 0 chưa đạt, 0 không biết.\n")
    codes, told = run("--json")
    assert (codes, json.loads(told)["ok"]) == ([], True)


def test_every_check_is_asked_for_by_name_in_this_file():
    text = Path(__file__).read_text(encoding="utf-8")
    assert [each.code for each in checks() if f'"{each.code}"' not in text] == []
    assert len(checks()) >= 25
