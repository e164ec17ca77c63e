"""`bin/motcua explain` tells of every page what the code does: what it says is held against what happens."""

from __future__ import annotations

import io
import json
from datetime import date
from functools import cache

import pytest
from django.core.management import call_command

from motcua.__main__ import main
from motcua.access import rights
from motcua.kernel import clock
from motcua.kernel.refusal import NotFound
from motcua.ledger.queries import FactRow
from motcua.ledger.types import kinds
from motcua.upkeep.reading import routes
from motcua.upkeep.reading.explaining import explain
from motcua.upkeep.reading.source import ROOT
from motcua.upkeep.reading.testing import asks_for
from motcua.upkeep.types import Explained, Place
from tests.walk.pages import sit_as, url
from tests.world import MONDAY, SPECIALIST, at_specialist

DAY = date(2024, 9, 9)
TAKE = "mot-cua/ho-so/<str:code>/nhan/"
CHANGES_NOTHING = {"onestop:due_preview", "onestop:applicant_fields"}
"""Pages that take a form and only show something."""


def told(asked: str, *more: str) -> str:
    out = io.StringIO()
    with clock.at(MONDAY):
        call_command("explain", asked, *more, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    "asked",
    [
        "onestop:take",
        "take",
        "/mot-cua/ho-so/H43.31.31-240909-0001/nhan/",
        "mot-cua/ho-so/H43.31.31-240909-0001/nhan",
        "https://motcua.vidu.vn/mot-cua/ho-so/H43.31.31-240909-0001/nhan/?x=1#y",
    ],
)
def test_a_page_is_found_by_its_name_its_path_or_its_address(asked: str):
    assert explain(asked, DAY).route == f"/{TAKE}"


def test_a_page_tells_its_door_its_verbs_its_facts_and_its_tests():
    said = told("onestop:take", "--tests")
    assert "motcua.onestop.web.verbs.take  motcua/onestop/web/verbs.py:" in said
    assert "[onestop.work]  motcua/onestop/policy.py:" in said
    assert "công chức chuyên môn thụ lý" in said
    assert "căn cứ: Nghị định 61/2018/NĐ-CP" in said, "the law of the day that is asked about"
    assert "onestop.take  motcua/onestop/actions/steps.py:" in said
    assert "hỏi quyền: onestop.policy.must_work" in said
    assert "ghi onestop.dossier_taken: Nhận xử lý bước «{step}»." in said
    assert "tests/walk/test_conflicts.py:" in said


def test_a_page_that_only_shows_has_no_verb():
    page = explain("onestop:index", DAY)
    assert page.verbs == ()
    assert "onestop.policy.visible_to" in page.door["sees"]
    assert "không có: trang này chỉ để xem" in told("onestop:index")


def test_an_operation_of_the_api_tells_which_programs_may_call_it_and_what_it_records():
    told = explain("/api/dossiers", DAY)
    assert set(told.methods) >= {"GET", "POST"}
    assert told.door["says"].startswith("chương trình có quyền tiếp nhận hồ sơ")
    assert len(told.door["operations"]) == 2
    assert "onestop.receive" in [verb.name for verb in told.verbs]
    assert any(fact.kind == "onestop.dossier_received" for verb in told.verbs for fact in verb.facts)


def test_a_public_page_says_why_it_is_public():
    assert explain("/healthz", DAY).door == {
        "kind": "public",
        "says": "mọi người: Máy giám sát hỏi, không có dữ liệu",
        "sees": [],
    }


def test_a_page_of_a_library_is_told_to_be_one():
    page = explain("account_logout", DAY)
    assert page.door["kind"] == "library"
    assert page.view.startswith("allauth.")


def test_an_unknown_page_is_refused_with_near_ones(capsys: pytest.CaptureFixture[str]):
    assert main(["bin/motcua", "explain", "/ho-so/H43.31.31-240909-0001/"]) == 2
    said = capsys.readouterr()
    assert "Không có trang nào ở «/ho-so/H43.31.31-240909-0001/»" in said.err
    assert "/mot-cua/ho-so/<str:code>/ (onestop:dossier)" in said.err
    assert said.out == ""
    with pytest.raises(NotFound, match="onestop:take"):
        explain("onestop:taek", DAY)


def test_json_holds_the_same():
    page = json.loads(told("onestop:take", "--json"))
    assert page["name"] == "onestop:take"
    assert next(fact["kind"] for verb in page["verbs"] for fact in verb["facts"]) == "onestop.dossier_taken"
    assert page["door"]["right"] == "onestop.work"


@cache
def every_page() -> list[Explained]:
    return [explain(route.name, DAY) for route in routes.known() if route.name and routes.source_of(route.functions[0])]


def test_every_page_is_told_with_places_that_hold_what_is_said():
    pages = every_page()
    assert len(pages) > 40
    known, declared = kinds(), {right.code for right in rights.rights()}
    for page in pages:
        assert page.route_place, page.route
        assert page.view_place, page.route
        assert any(part in line_at(page.view_place) for part in page.view.split(".")[2:]), page.view
        assert page.door.get("right") in {None, *declared}
        for verb in page.verbs:
            assert f"def {verb.name.partition('.')[2]}(" in line_at(verb.place)
            for fact in verb.facts:
                assert fact.name in line_at(fact.place)
                assert known[fact.kind].__name__ == fact.name
                assert fact.says


def line_at(place: Place) -> str:
    return (ROOT / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]


def test_every_page_that_only_takes_forms_calls_a_verb_that_records_a_fact():
    silent = {
        page.name for page in every_page() if page.methods == ("POST",) and not any(verb.facts for verb in page.verbs)
    }
    assert silent == CHANGES_NOTHING & silent
    assert "onestop:take" not in silent


@pytest.mark.django_db
def test_what_a_page_records_is_among_what_is_told_of_it():
    with clock.at(MONDAY):
        dossier = at_specialist()
        before = set(FactRow.objects.values_list("pk", flat=True))
        answer = sit_as(SPECIALIST).post(url(dossier, "nhan/"), {"seen": dossier.version})
    assert answer.status_code == 302
    recorded = set(FactRow.objects.exclude(pk__in=before).values_list("kind", flat=True))
    assert recorded
    assert recorded <= {fact.kind for verb in explain("onestop:take", DAY).verbs for fact in verb.facts}


@pytest.mark.parametrize(
    ("text", "said", "asks"),
    [
        ("/mot-cua/ho-so/H43-1/nhan/", (), True),
        ("/mot-cua/ho-so/\0/nhan/", (), True),
        ("http://127.0.0.1:8000/mot-cua/ho-so/H43-1/nhan/?a=b", (), True),
        ("\0/mot-cua/ho-so/\0/nhan/", (), True),
        ("/mot-cua/ho-so/\0/\0", ("nhan/",), True),
        ("/mot-cua/ho-so/\0/\0/", ("nhan",), True),
        ("/mot-cua/ho-so/\0/\0", ("chuyen/",), False),
        ("/mot-cua/ho-so//nhan/", (), False),
        ("/mot-cua/ho-so/H43-1/", (), False),
        ("nhan/", (), False),
    ],
)
def test_a_string_in_a_test_is_a_path_of_the_page_or_not(text: str, said: tuple[str, ...], asks: bool):
    assert asks_for(TAKE, text, frozenset(said)) is asks
