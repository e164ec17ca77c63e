"""The way in: a token for a secret, for some minutes, for the units and rights that were given, until revoked."""

from __future__ import annotations

import base64
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.refusal import Malformed, NotAllowed
from motcua.people import actions as people
from motcua.people.models import ClientCalls, ClientSecret, SignInTries
from motcua.people.queries import account_named, colleagues
from motcua.people.types import ClosureKind
from tests.api.program import Program, program, register, sign_in, token
from tests.world import CLERK, MONDAY, OTHER_COMMUNE, SPECIALIST, actor, moment, ward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]
PROBLEM = {"type", "title", "status", "detail", "code", "field", "citation", "errors"}


def test_a_secret_is_kept_only_as_its_digest() -> None:
    _, secret = register()
    kept = ClientSecret.objects.get()
    assert len(secret) > 40
    assert secret not in (kept.digest, str(kept))
    assert len(kept.digest) == 64


def test_a_wrong_secret_is_refused_with_a_problem_and_opens_nothing() -> None:
    register()
    status, told = token("ki-ot", "khong-phai")
    assert (status, told["code"], told["field"]) == (401, "invalid_client", "client_secret")
    assert told.keys() >= PROBLEM


def test_id_and_secret_may_come_by_http_basic() -> None:
    _, secret = register()
    coded = base64.b64encode(f"ki-ot:{secret}".encode()).decode()
    answer = Client().post(
        "/api/token", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {coded}"}
    )
    assert answer.json()["token_type"] == "Bearer"


def test_too_many_wrong_tries_lock_the_client_and_say_for_how_long() -> None:
    _, secret = register()
    for _ in range(5):
        token("ki-ot", "sai")
    form = {"grant_type": "client_credentials", "client_id": "ki-ot", "client_secret": secret}
    answer = Client().post("/api/token", form)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert SignInTries.objects.get().failures == 5


@pytest.mark.parametrize("shown", ["", "khong-phai-ma", "Bearer"])
def test_without_a_good_token_nothing_is_answered(shown: str) -> None:
    status, told = Program(shown).ask("inbox")
    assert (status, told["code"]) == (401, "unknown_client")


def test_a_token_ends_after_its_minutes() -> None:
    kiosk = program()
    with clock.at(moment(10, 29)):
        assert kiosk.ask("me")[0] == 200
    with clock.at(moment(10, 30)):
        assert kiosk.ask("me")[0] == 401


def test_a_token_that_was_changed_is_void() -> None:
    kiosk = program()
    kiosk.token = kiosk.token[:-1] + ("A" if kiosk.token[-1] != "A" else "B")
    assert kiosk.ask("me")[0] == 401


def test_revoking_a_secret_ends_its_tokens_at_once_and_leaves_the_others() -> None:
    account, first = register()
    second = people.make_secret(account=account, by=SYSTEM, at=MONDAY)
    old, new = sign_in("ki-ot", first), sign_in("ki-ot", second)
    people.revoke_secret(secret_id=ClientSecret.objects.earliest("id").pk, by=SYSTEM, at=MONDAY)
    assert (old.ask("me")[0], new.ask("me")[0]) == (401, 200)
    assert token("ki-ot", first)[0] == 401


def test_a_closed_client_gets_no_token_and_its_tokens_are_void() -> None:
    account, secret = register()
    kiosk = sign_in("ki-ot", secret)
    kind = ClosureKind.RESIGNED
    people.leave(account_id=account.pk, kind=kind, on=MONDAY.date(), basis="Thôi dùng", by=SYSTEM, at=MONDAY)
    assert kiosk.ask("me")[0] == 401
    assert token("ki-ot", secret)[0] == 403


def test_a_role_that_has_not_begun_or_has_ended_opens_nothing() -> None:
    account, secret = register(roles=())
    grant: dict[str, Any] = {"account": account, "role": "one_stop_clerk", "unit": ward(), "by": SYSTEM, "at": MONDAY}
    people.grant_role(since=moment(0, day=10).date(), until=moment(0, day=11).date(), **grant)
    answers = []
    for day in (9, 10, 11):
        with clock.at(moment(10, day=day)):
            answers.append(sign_in("ki-ot", secret).ask("inbox")[0])
    assert answers == [403, 200, 403]


def test_a_client_acts_only_at_the_units_it_was_given() -> None:
    here, elsewhere = program(), program("ki-ot-khac", unit=OTHER_COMMUNE, title="Ki-ốt xã Phước Sơn")
    code = here.received()
    assert elsewhere.ask("dossiers")[1]["items"] == []
    assert elsewhere.ask(f"dossiers/{code}")[0] == 404
    assert elsewhere.send(f"dossiers/{code}/pass-on")[0] == 404
    status, told = elsewhere.receive()
    assert (status, told["code"]) == (403, "not_allowed")
    assert "tiếp nhận hồ sơ" in told["detail"]
    assert told["citation"]


def test_a_client_does_only_the_steps_of_its_roles() -> None:
    counter = program(roles=["one_stop_clerk"])
    code = counter.received()
    assert counter.send(f"dossiers/{code}/pass-on")[0] == 200
    status, told = counter.send(f"dossiers/{code}/take")
    assert (status, told["code"]) == (403, "not_allowed")


def test_only_administrators_register_clients_and_make_secrets() -> None:
    account, _ = register()
    with pytest.raises(NotAllowed):
        people.make_secret(account=account, by=actor(CLERK), at=MONDAY)
    with pytest.raises(Malformed):
        people.make_secret(account=account_named(CLERK), by=SYSTEM, at=MONDAY)


def test_nobody_signs_in_at_a_page_as_a_program_and_nobody_lends_it_their_role() -> None:
    account, _ = register()
    with pytest.raises(NotAllowed, match="phần mềm kết nối"):
        people.reset_password(account=account, password="mot-mat-khau-du-dai", by=SYSTEM, at=MONDAY)
    specialist = account_named(SPECIALIST)
    assert account not in colleagues(specialist, MONDAY.date())
    with pytest.raises(NotAllowed, match="không nhận ủy quyền"):
        people.delegate(
            giver=specialist,
            taker=account,
            role="specialist",
            unit=ward(),
            since=MONDAY.date(),
            until=moment(0, day=12).date(),
            basis="Nghỉ",
            by=SYSTEM,
            at=MONDAY,
        )


def test_a_session_of_an_official_is_no_way_into_the_api() -> None:
    client = Client()
    client.force_login(account_named(CLERK))
    assert client.get("/api/inbox").status_code == 401


def test_the_command_registers_a_client_and_shows_its_secret_once() -> None:
    told = StringIO()
    call_command(
        *("api_client", "ki-ot", "--open", "Ki-ốt", "--role", "one_stop_clerk", "--unit", ward().slug, "--secret"),
        stdout=told,
    )
    secret = told.getvalue().split("một lần này: ")[1].split()[0]
    assert sign_in("ki-ot", secret).ask("me")[1]["roles"][0]["unit"] == ward().slug
    again = StringIO()
    call_command("api_client", stdout=again)
    assert secret not in again.getvalue()
    assert "ki-ot · Ki-ốt" in again.getvalue()


def test_a_program_that_calls_too_often_is_told_when_to_go_on_and_others_are_not(settings: Any) -> None:
    settings.CALLS_PER_MINUTE = 3
    hasty, other = program(), program("ki-ot-khac", title="Ki-ốt khác")
    headers = {"Authorization": f"Bearer {hasty.token}"}
    with clock.at(moment(10, 0) + timedelta(seconds=20)):
        assert [hasty.ask("me")[0] for _ in range(4)] == [200, 200, 200, 429]
        refused = hasty.client.get("/api/me", headers=headers)
        assert (refused["Retry-After"], refused.json()["code"]) == ("40", "too_many_calls")
        assert refused["Content-Type"] == "application/problem+json"
        assert other.ask("me")[0] == 200
    with clock.at(moment(10, 1)):
        assert hasty.ask("me")[0] == 200, "each minute is counted anew"


def test_where_no_limit_is_set_nothing_is_counted(settings: Any) -> None:
    settings.CALLS_PER_MINUTE = 0
    kiosk = program()
    assert {kiosk.ask("me")[0] for _ in range(5)} == {200}
    assert not ClientCalls.objects.exists()
