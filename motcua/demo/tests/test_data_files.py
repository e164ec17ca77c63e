"""The demonstration's people and dossiers fit the units, the catalogue and the working day they play in."""

from __future__ import annotations

import csv
import itertools
import re
import unicodedata
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from motcua.kernel.worktime import Calendar, Term, due, parse_cutoff, read_calendar
from motcua.kernel.zone import VIETNAM

MOTCUA = Path(__file__).parents[2]
DATA = Path(__file__).parents[1] / "data"
NOW = datetime(2024, 9, 9, 7, 50, tzinfo=VIETNAM)
DAY = NOW.date()
FAR = date(9999, 12, 31)
WARD, COMMUNE = "phuong-dong-hai-22768", "xa-phuoc-son-22873"
CALENDAR: Calendar = read_calendar(MOTCUA / "org" / "data" / "calendars", "hanh-chinh")


def _yaml(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


with (MOTCUA / "org" / "data" / "units_2024.csv").open(encoding="utf-8", newline="") as lines:
    PARENTS = {row["unit"]: row["parent"] for row in csv.DictReader(lines)}
CATALOGUE = {p["code"]: p for p in _yaml(MOTCUA / "procedures" / "data" / "catalogue_core.yaml")["procedures"]}
PEOPLE: dict[str, dict[str, Any]] = {p["username"]: p for p in _yaml(DATA / "people.yaml")["people"]}
DOSSIERS: list[dict[str, Any]] = _yaml(DATA / "dossiers.yaml")["dossiers"]
EACH = pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda d: f"{d['unit'][:6]}-{d['received_at']}")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def _holds(username: str, role: str, unit: str, on: date) -> bool:
    roles = PEOPLE[username]["roles"]
    held = [r for r in roles if r["role"] == role and r["unit"] == unit]
    return any(r["valid_from"] <= on < (r["valid_until"] or FAR) for r in held)


def _in_force(version: dict[str, Any], on: date = DAY) -> bool:
    return bool(version["valid_from"] <= on < (version["valid_until"] or FAR))


def _version(dossier: dict[str, Any]) -> dict[str, Any]:
    on = _moment(dossier["received_at"]).date()
    versions: list[dict[str, Any]] = CATALOGUE[dossier["procedure"]]["versions"]
    return next(version for version in versions if _in_force(version, on))


def _steps(dossier: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {step["code"]: step for step in _version(dossier)["processes"]["xa"]["steps"]}


def _place(step: dict[str, Any], unit: str) -> str:
    kind, _, office = step["at"].partition(":")
    district = PARENTS[unit]
    places = {"receiving": unit, "district": district, "district_office": f"{office}-{district[-3:]}"}
    return places[kind]


def _due(dossier: dict[str, Any]) -> datetime:
    version = _version(dossier)
    cutoff = parse_cutoff(version["cutoff"]) if "cutoff" in version else None
    term = Term.parse(version["terms"][dossier["channel"]])
    moment = due(_moment(dossier["received_at"]), term, CALENDAR, cutoff=cutoff).due
    assert moment
    return moment


def test_the_five_headline_accounts_hold_the_roles_their_names_promise():
    headline = {name: person for name, person in PEOPLE.items() if person["headline"]}
    promised = {
        "canbo.motcua": ("one_stop_clerk", WARD),
        "chuyenvien": ("specialist", WARD),
        "lanhdao": ("leader", WARD),
        "giamdoc": ("department_head", "so-tu-phap"),
        "quantri": ("administrator", "tinh-ninh-thuan-58"),
    }
    assert set(headline) == set(promised)
    assert all(person["says"] for person in headline.values())
    assert all(_holds(name, role, unit, NOW.date()) for name, (role, unit) in promised.items())


def test_every_person_has_a_post_and_a_role_at_a_unit_that_exists():
    names = Counter(person["name"] for person in PEOPLE.values())
    assert max(names.values()) == 1
    for username, person in PEOPLE.items():
        assert person["posts"], username
        assert person["roles"], username
        for held in person["posts"] + person["roles"]:
            assert held["unit"] in PARENTS, username
            assert held["valid_from"] < (held["valid_until"] or FAR), username


def test_some_posts_and_roles_have_ended():
    ended = [n for n, p in PEOPLE.items() if all((r["valid_until"] or FAR) <= NOW.date() for r in p["roles"])]
    moved = [n for n, p in PEOPLE.items() if len({post["unit"] for post in p["posts"]}) > 1]
    assert len(ended) >= 2
    assert moved == ["hoabinh"]


def test_every_step_of_the_two_communes_finds_somebody_who_holds_its_role():
    for unit, procedure in itertools.product((WARD, COMMUNE), CATALOGUE.values()):
        alive = [v for v in procedure["versions"] if v["valid_from"] <= NOW.date() < (v["valid_until"] or FAR)]
        for version in alive:
            for step in version["processes"].get("xa", {"steps": []})["steps"]:
                place = _place(step, unit)
                holders = [name for name in PEOPLE if _holds(name, step["role"], place, NOW.date())]
                assert holders, (procedure["code"], step["code"], place)


def test_dossiers_come_in_order_and_fill_both_communes():
    received = [dossier["received_at"] for dossier in DOSSIERS]
    units = Counter(dossier["unit"] for dossier in DOSSIERS)
    states = Counter(dossier["state"] for dossier in DOSSIERS)
    assert received == sorted(received)
    assert units[WARD] >= 25
    assert units[COMMUNE] >= 12
    assert set(states) == {"at_counter", "at_specialist", "at_leader", "result_ready", "handed_out"}
    assert {dossier["channel"] for dossier in DOSSIERS} == {"direct", "online", "postal"}


def test_not_all_is_rosy():
    open_dossiers = [d for d in DOSSIERS if not d["result"]]
    late = [d for d in open_dossiers if _due(d) < NOW]
    today = [d for d in open_dossiers if _due(d).date() == NOW.date()]
    finished_late = [d for d in DOSSIERS if d["result"] and _moment(d["result"]["signed_at"]) > _due(d)]
    assert len(late) >= 5
    assert len(today) >= 8
    assert finished_late
    assert any(move["action"] == "send_back" for d in DOSSIERS for move in d["moves"])


@EACH
def test_a_dossier_is_of_a_procedure_offered_at_the_commune_over_that_channel(dossier):
    version = _version(dossier)
    assert "xa" in version["processes"]
    assert dossier["channel"] in version["terms"]
    assert dossier["papers"] == [], "none given: exactly the required papers"


@EACH
def test_everything_happens_in_order_and_in_working_hours(dossier):
    told = [dossier["received_at"], *(move["at"] for move in dossier["moves"])]
    told += [dossier[key][at] for key, at in (("taken", "at"), ("handed_out", "at")) if dossier[key]]
    moments = [_moment(text) for text in told]
    assert moments == sorted(moments)
    assert moments[-1] <= NOW
    for moment in moments:
        sessions = CALENDAR.sessions_on(moment.date())
        minute = moment.hour * 60 + moment.minute
        assert any(start <= minute <= end for start, end in sessions), moment


@EACH
def test_the_moves_lead_to_where_the_dossier_waits_and_each_was_made_by_a_holder(dossier):
    steps = _steps(dossier)
    order = list(steps)
    waits = order[0]
    for move in dossier["moves"]:
        step, at = steps[move["step"]], _moment(move["at"]).date()
        assert move["step"] == waits
        assert _holds(move["by"], step["role"], _place(step, dossier["unit"]), at), move
        if move["action"] == "send_back":
            assert move["to"] in step["may_send_back_to"]
            assert move["note"]
            waits = move["to"]
        else:
            waits = order[order.index(waits) + 1]
    handed = dossier["handed_out"]
    assert dossier["waits_at"] == (None if handed else waits)
    assert bool(dossier["result"]) == (waits == "tra_ket_qua")
    roles = {"one_stop_clerk": "at_counter", "specialist": "at_specialist", "leader": "at_leader"}
    expected = "handed_out" if handed else "result_ready" if dossier["result"] else roles[steps[waits]["role"]]
    assert dossier["state"] == expected


@EACH
def test_counter_and_signature_belong_to_those_who_may(dossier):
    counter = [(dossier["received_by"], dossier["received_at"])]
    if handed := dossier["handed_out"]:
        counter.append((handed["by"], handed["at"]))
        assert handed["receiver"]
    for username, at in counter:
        assert _holds(username, "one_stop_clerk", dossier["unit"], _moment(at).date())
    if result := dossier["result"]:
        last = [move for move in dossier["moves"] if move["step"] == "phe_duyet"][-1]
        assert (result["signed_by"], result["signed_at"]) == (last["by"], last["at"])


@EACH
def test_an_applicants_number_has_the_legal_shape_and_is_plainly_invented(dossier):
    applicant = dossier["applicant"]
    assert re.fullmatch(r"058[0-3]\d{8}", applicant["id_number"])
    assert applicant["id_number"][6:9] == "000"
    assert re.fullmatch(r"0900000\d{3}", applicant["phone"])
    assert applicant["name"] not in {person["name"] for person in PEOPLE.values()}


def test_no_number_belongs_to_two_applicants_and_no_result_number_is_given_twice():
    numbers = [dossier["applicant"]["id_number"] for dossier in DOSSIERS]
    results = [(d["unit"], d["result"]["number"]) for d in DOSSIERS if d["result"]]
    assert len(set(numbers)) == len(numbers)
    assert len(set(results)) == len(results)


def test_names_have_weights_and_shares_that_make_a_hundred():
    with (DATA / "names.csv").open(encoding="utf-8", newline="") as rows:
        names = list(csv.DictReader(rows))
    assert {row["kind"] for row in names} == {"family", "middle", "given", "share"}
    assert {row["ethnic"] for row in names} == {"kinh", "cham", "raglai", "hoa"}
    assert all(float(row["weight"]) > 0 for row in names)
    assert sum(float(row["weight"]) for row in names if row["kind"] == "share") == 100


@pytest.mark.parametrize("path", sorted(DATA.glob("*.*")), ids=lambda path: path.name)
def test_the_files_are_nfc(path):
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
