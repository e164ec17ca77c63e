"""The unit files hold what their README promises: a right tree on every day from 2021 to 2024."""

from __future__ import annotations

import csv
import itertools
import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent.parent / "data"
FIRST, LAST = date(2021, 1, 1), date(2024, 12, 31)
FAR = date(9999, 12, 31)


def _rows() -> list[dict[str, Any]]:
    with (DATA / "units_2024.csv").open(encoding="utf-8", newline="") as lines:
        rows: list[dict[str, Any]] = list(csv.DictReader(lines))
    for row in rows:
        row["valid_from"] = date.fromisoformat(row["valid_from"])
        row["valid_until"] = date.fromisoformat(row["valid_until"]) if row["valid_until"] else FAR
    return rows


ROWS = _rows()
CHANGES = sorted({row[end] for row in ROWS for end in ("valid_from", "valid_until")} | {FIRST, LAST})
DAYS = sorted({day + timedelta(days=shift) for day in CHANGES for shift in (-1, 0)})
DAYS_OF_THE_FILE = [day for day in DAYS if FIRST <= day <= LAST]


def _on(day: date) -> list[dict[str, Any]]:
    return [row for row in ROWS if row["valid_from"] <= day < row["valid_until"]]


@pytest.mark.parametrize("day", [date(2021, 1, 1), date(2024, 9, 9), date(2024, 10, 31)])
def test_until_october_2024_there_are_seven_districts_and_sixty_five_communes(day):
    levels = Counter(row["level"] for row in _on(day) if row["code"])
    kinds = Counter(row["kind"] for row in _on(day) if row["level"] == "commune")
    assert levels == {"province": 1, "district": 7, "commune": 65}
    assert kinds == {"xa": 47, "phuong": 15, "thi_tran": 3}


def test_since_november_2024_there_are_sixty_two_communes():
    kinds = Counter(row["kind"] for row in _on(date(2024, 11, 1)) if row["level"] == "commune")
    assert kinds == {"xa": 47, "phuong": 12, "thi_tran": 3}


@pytest.mark.parametrize("day", DAYS_OF_THE_FILE)
def test_on_any_day_units_codes_and_identifiers_are_unique(day):
    alive = _on(day)
    for column in ("unit", "name", "identifier"):
        doubled = [value for value, times in Counter(row[column] for row in alive).items() if times > 1]
        assert doubled == [], column
    codes = Counter(row["code"] for row in alive if row["code"])
    assert max(codes.values()) == 1


@pytest.mark.parametrize("day", DAYS_OF_THE_FILE)
def test_on_any_day_every_parent_exists(day):
    alive = {row["unit"] for row in _on(day)}
    orphans = [row["unit"] for row in _on(day) if row["parent"] and row["parent"] not in alive]
    assert orphans == []


def test_parents_come_first_and_only_the_province_has_none():
    seen: set[str] = set()
    for row in ROWS:
        assert row["parent"] in seen or not seen, row["unit"]
        seen.add(row["unit"])
    assert [row["unit"] for row in ROWS if not row["parent"]] == ["tinh-ninh-thuan-58"]


def test_versions_of_one_unit_follow_each_other_without_gap_or_overlap():
    for before, after in itertools.pairwise(ROWS):
        if before["unit"] == after["unit"]:
            assert before["valid_until"] == after["valid_from"], after["unit"]
    assert all(row["valid_from"] < row["valid_until"] for row in ROWS)


def test_code_22750_is_thanh_son_until_october_2024_and_phu_ha_after():
    holder = {day: [row["unit"] for row in _on(day) if row["code"] == "22750"] for day in DAYS_OF_THE_FILE}
    assert holder[date(2024, 10, 31)] == ["phuong-thanh-son-22750"]
    assert holder[date(2024, 11, 1)] == ["phuong-phu-ha-22747"]


def test_a_commune_lies_in_a_district_and_a_district_in_the_province():
    level = {row["unit"]: row["level"] for row in ROWS}
    wanted = {"commune": "district", "district": {"district", "province"}, "province": {"province", ""}}
    for row in ROWS:
        above = level[row["parent"]] if row["parent"] else ""
        assert above in wanted[row["level"]], row["unit"]


def test_only_the_provinces_own_identifier_is_not_fictional():
    assert [row["identifier"] for row in ROWS if row["identifier_fictional"] == "false"] == ["H43"]
    wrong = [row["identifier"] for row in ROWS if not re.fullmatch(r"H43(\.\d{2}){0,2}", row["identifier"])]
    assert wrong == []


def test_an_identifier_below_another_belongs_to_a_unit_below_it():
    by_identifier = {row["identifier"]: row for row in ROWS}
    for row in ROWS:
        above = row["identifier"].rpartition(".")[0]
        if above:
            assert by_identifier[above]["unit"] == row["parent"], row["unit"]


def test_words_of_the_closed_columns_are_known():
    kinds = {row["kind"] for row in ROWS}
    evidence = {row["evidence"] for row in ROWS}
    territorial = {"tinh", "huyen", "thanh_pho", "xa", "phuong", "thi_tran"}
    assert kinds == territorial | {"so", "co_quan_khac", "trung_tam", "phong"}
    assert evidence == {"verified", "remembered"}
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["unit"]) for row in ROWS)
    assert all(bool(row["code"]) == (row["kind"] in territorial) for row in ROWS)


def test_successions_lead_from_a_unit_that_ends_to_one_that_lives_on():
    with (DATA / "successions_2024.csv").open(encoding="utf-8", newline="") as lines:
        successions = list(csv.DictReader(lines))
    ended = {row["unit"]: row["valid_until"] for row in ROWS}
    assert len(successions) == 3
    for row in successions:
        on = date.fromisoformat(row["on"])
        assert ended[row["predecessor"]] == on
        assert row["successor"] in {each["unit"] for each in _on(on)}
        assert row["takes"] == "all"


@pytest.mark.parametrize("path", sorted(DATA.glob("*_2024.csv")), ids=lambda path: path.name)
def test_the_files_are_nfc_and_hold_no_personal_numbers(path):
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"(?<!\d)\d{12}(?!\d)", text)
