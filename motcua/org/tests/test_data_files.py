"""The unit files hold what their README promises: a right tree on every day from 2021 to 2025."""

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
FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)
FAR = date(9999, 12, 31)


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [*_read("units_2024.csv"), *_read("units_2025.csv")]
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


@pytest.mark.parametrize("day", [date(2025, 7, 1), date(2025, 12, 31)])
def test_since_july_2025_there_are_twenty_four_communes_and_no_district(day):
    kinds = Counter(row["kind"] for row in _on(day) if row["code"])
    assert kinds == {"tinh": 1, "xa": 19, "phuong": 5}
    assert {row["level"] for row in _on(day)} == {"province", "commune"}


@pytest.mark.parametrize("day", DAYS_OF_THE_FILE)
def test_on_any_day_units_codes_and_identifiers_are_unique(day):
    alive = _on(day)
    for column in ("unit", "identifier", "name"):
        doubled = [value for value, times in Counter(row[column] for row in alive).items() if times > 1]
        assert doubled == [], column
    codes = Counter(row["code"] for row in alive if row["code"])
    assert max(codes.values()) == 1


@pytest.mark.parametrize("day", DAYS_OF_THE_FILE)
def test_on_any_day_every_parent_exists(day):
    alive = {row["unit"] for row in _on(day)}
    orphans = [row["unit"] for row in _on(day) if row["parent"] and row["parent"] not in alive]
    assert orphans == []


def test_parents_come_first_and_only_provinces_have_none():
    seen: set[str] = set()
    for row in ROWS:
        assert not row["parent"] or row["parent"] in seen, row["unit"]
        seen.add(row["unit"])
    assert [row["unit"] for row in ROWS if not row["parent"]] == ["tinh-ninh-thuan-58", "tinh-khanh-hoa-56"]


def test_versions_of_one_unit_follow_each_other_without_gap_or_overlap():
    for before, after in itertools.pairwise(ROWS):
        if before["unit"] == after["unit"]:
            assert before["valid_until"] == after["valid_from"], after["unit"]
    assert all(row["valid_from"] < row["valid_until"] for row in ROWS)


def test_code_22750_is_thanh_son_until_october_2024_and_phu_ha_after():
    holder = {day: [row["unit"] for row in _on(day) if row["code"] == "22750"] for day in DAYS_OF_THE_FILE}
    assert holder[date(2024, 10, 31)] == ["phuong-thanh-son-22750"]
    assert holder[date(2024, 11, 1)] == ["phuong-phu-ha-22747"]


def test_a_commune_lies_in_a_district_while_there_are_districts_and_then_in_the_province():
    level = {row["unit"]: row["level"] for row in ROWS}
    wanted = {"commune": {"district"}, "district": {"district", "province"}, "province": {"province", ""}}
    since_2025 = wanted | {"commune": {"province", "commune"}}
    for row in ROWS:
        above = level[row["parent"]] if row["parent"] else ""
        known = since_2025 if row["valid_from"] >= date(2025, 7, 1) else wanted
        assert above in known[row["level"]], row["unit"]


def test_only_the_provinces_own_identifiers_are_not_fictional_and_both_say_they_are_unchecked():
    own = [row for row in ROWS if row["identifier_fictional"] == "false"]
    assert [row["identifier"] for row in own] == ["H43", "H32"]
    assert all(f"{row['identifier']} ghi theo trí nhớ" in row["note"] for row in own)
    wrong = [row["identifier"] for row in ROWS if not re.fullmatch(r"(H43|H32)(\.\d{2,3}){0,2}", row["identifier"])]
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


ACTS = {row["act"]: row for row in _read("reorganisations.csv")}
SUCCESSIONS = [*_read("successions_2024.csv"), *_read("successions_2025.csv")]


def test_successions_lead_from_a_unit_that_ends_to_one_that_lives_on():
    ended = {row["unit"]: row["valid_until"] for row in ROWS}
    assert len(SUCCESSIONS) == 3 + 1 + 19 + 1 + 63 + 7
    for row in SUCCESSIONS:
        on = date.fromisoformat(ACTS[row["act"]]["on"])
        assert ended[row["predecessor"]] == on
        assert row["successor"] in {each["unit"] for each in _on(on)}


def test_only_the_ward_of_dong_hai_is_divided_and_nobody_states_the_shares():
    parts = [row for row in SUCCESSIONS if row["takes"] == "part"]
    assert {row["predecessor"] for row in parts} == {"phuong-dong-hai-22768"}
    assert {row["successor"] for row in parts} == {"phuong-dong-hai-22780-2025", "xa-phuoc-dinh-22888-2025"}
    assert all(not row["share"] for row in SUCCESSIONS)
    wholly = Counter(row["predecessor"] for row in SUCCESSIONS if row["takes"] == "all")
    assert max(wholly.values()) == 1
    assert "phuong-dong-hai-22768" not in wholly


def test_every_commune_that_ended_was_taken_over_by_a_clause_of_the_resolution():
    communes = [row["unit"] for row in ROWS if row["level"] == "commune" and row["valid_until"] == date(2025, 7, 1)]
    clauses = {row["predecessor"]: row["clause"] for row in SUCCESSIONS if row["act"] == "1667"}
    assert len(communes) == 62
    assert set(communes) == set(clauses)
    assert all(re.fullmatch(r"Điều 1 khoản (3\d|4[0-8]|6[0-4])", clause) for clause in clauses.values())


def test_every_unit_of_2025_begins_by_an_act_and_every_act_says_what_it_rests_on():
    for row in _read("units_2025.csv"):
        assert ACTS[row["act"]]["on"] == row["valid_from"], row["unit"]
    for act in ACTS.values():
        assert act["basis"] or (act["evidence"] == "remembered" and act["note"]), act["act"]
    assert {act["evidence"] for act in ACTS.values()} == {"verified", "remembered"}


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.name)
def test_the_files_are_nfc_and_hold_no_personal_numbers(path):
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"(?<!\d)\d{12}(?!\d)", text)
