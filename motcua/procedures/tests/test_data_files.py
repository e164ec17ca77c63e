"""The core catalogue holds what its README promises: complete, honest, in force in September 2024."""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from motcua.kernel.worktime import Term
from motcua.procedures.rules import term_minutes

PATH = Path(__file__).parent.parent / "data" / "catalogue_core.yaml"
TEXT = PATH.read_text(encoding="utf-8")
PROCEDURES: list[dict[str, Any]] = yaml.load(TEXT, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["procedures"]
VERSIONS = [(p["code"], v) for p in PROCEDURES for v in p["versions"]]
IDS = [f"{code} from {version['valid_from']}" for code, version in VERSIONS]
EACH = pytest.mark.parametrize(("code", "version"), VERSIONS, ids=IDS)
DEMONSTRATION = date(2024, 9, 9)
FAR = date(9999, 12, 31)
ROLES = {"one_stop_clerk", "specialist", "department_head", "leader"}
PLACES = {"receiving", "resolving", "district", "district_office:phong-lao-dong-xa-hoi"}
LATER = re.compile(r"/(2025|2026)/|175/2024/NĐ-CP")


def _in_force(version: dict[str, Any], on: date = DEMONSTRATION) -> bool:
    return version["valid_from"] <= on < (version["valid_until"] or FAR)


def _offered_at(level: str) -> list[str]:
    return [code for code, version in VERSIONS if _in_force(version) and level in version["processes"]]


def test_codes_are_unique_ordered_and_of_the_national_form():
    codes = [p["code"] for p in PROCEDURES]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"\d\.\d{6}", code) for code in codes)


def test_the_most_used_procedures_of_all_three_levels_are_there():
    assert len(_offered_at("xa")) >= 30
    assert len(_offered_at("huyen")) >= 18
    assert len(_offered_at("tinh")) >= 14
    everyday = {"1.001193", "1.000894", "1.000656", "1.004873", "2.000815", "2.000884", "1.010041"}
    assert everyday <= set(_offered_at("xa"))


def test_some_procedures_are_not_in_force_in_september_2024():
    asleep = {p["code"] for p in PROCEDURES if not any(_in_force(v) for v in p["versions"])}
    assert asleep == {"1.000798", "2.000381", "1.014027"}


def test_versions_follow_each_other_and_some_cut_the_term():
    cut = []
    for procedure in PROCEDURES:
        for before, after in zip(procedure["versions"], procedure["versions"][1:], strict=False):
            assert before["valid_until"] <= after["valid_from"], procedure["code"]
            cut.append(term_minutes(after["terms"]["direct"]) < term_minutes(before["terms"]["direct"]))
    assert len(cut) == 3
    assert sum(cut) == 2, "the third only looks like a cut: fifteen days are ten working days"


def test_the_levels_of_2024_are_those_of_the_versions_in_force():
    for procedure in PROCEDURES:
        alive = [v for v in procedure["versions"] if _in_force(v)]
        offered = {level for version in alive or procedure["versions"] for level in version["processes"]}
        assert offered == set(procedure["levels"]), procedure["code"]


@EACH
def test_every_version_has_a_readable_term_and_says_when_it_is_uncertain(code, version):
    assert version["terms"], code
    assert set(version["terms"]) <= {"direct", "online", "postal"}
    assert all(term_minutes(term) > 0 for term in version["terms"].values())
    assert version["term_certain"] or version["term_note"]


@EACH
def test_every_version_requires_a_paper_and_names_each_once(code, version):
    papers = version["papers"]
    codes = [paper["code"] for paper in papers]
    assert any(paper["required"] for paper in papers)
    assert len(set(codes)) == len(codes)
    assert all(each.startswith(code + "-") for each in codes)
    for paper in papers:
        assert 0 < len(paper["name"]) <= 300
        assert paper["originals"] + paper["copies"] > 0
        assert not (paper["required"] and paper["show_only"])
        assert paper["required"] or paper["show_only"] or paper["condition"]


def test_paper_codes_are_unique_in_the_whole_catalogue():
    codes = [paper["code"] for _, version in VERSIONS for paper in version["papers"]]
    assert len(set(codes)) == len(codes)


@EACH
def test_the_steps_of_a_process_fit_in_its_term(code, version):
    shortest = min(term_minutes(term) for term in version["terms"].values())
    for level, process in version["processes"].items():
        steps = process["steps"]
        budgets = [step["budget_minutes"] for step in steps]
        assert all(type(budget) is int for budget in budgets)
        assert all(budget > 0 for budget in budgets[:-1])
        assert sum(budgets) <= shortest, (code, level)


@EACH
def test_a_process_begins_and_ends_at_the_counter_and_is_approved_in_between(code, version):
    for process in version["processes"].values():
        steps = process["steps"]
        codes = [step["code"] for step in steps]
        assert (codes[0], codes[-1]) == ("tiep_nhan", "tra_ket_qua"), code
        assert len(set(codes)) == len(codes)
        assert codes[-2] == "phe_duyet"
        assert steps[-2]["role"] in {"leader", "department_head"}
        assert steps[-1]["budget_minutes"] == 0
        for place, step in enumerate(steps):
            assert step["role"] in ROLES
            assert step["at"] in PLACES
            assert set(step["may_send_back_to"]) <= set(codes[:place])
            assert (step["role"] == "one_stop_clerk") == (place in (0, len(steps) - 1))


@EACH
def test_who_resolves_is_named_where_it_is_not_the_receiving_unit(code, version):
    for level, process in version["processes"].items():
        elsewhere = any(step["at"] == "resolving" for step in process["steps"])
        assert bool(process["resolves"]) == elsewhere, code
        assert (process["receives"] == "trung-tam-phuc-vu-hanh-chinh-cong") == (level == "tinh")


@EACH
def test_a_fee_is_a_sum_only_where_a_sum_is_known(code, version):
    fee = version["fee"]
    known = {"free": fee["amount"] == 0, "fixed": bool(fee["amount"]), "several": bool(fee["amounts"])}
    unknown = {"provincial_council", "by_law", "unknown"}
    assert known.get(fee["kind"], fee["kind"] in unknown and fee["amount"] is None), code
    assert fee["kind"] not in unknown or fee["note"]


@EACH
def test_a_version_of_2024_rests_on_no_document_of_2025(code, version):
    late = [number for number in version["legal_basis"] if LATER.search(number)]
    late += [paper["name"] for paper in version["papers"] if LATER.search(paper["name"])]
    assert late == [] or version["valid_from"] >= date(2025, 1, 1), code
    assert version["result"]["name"]


def test_papers_are_named_in_clean_vietnamese():
    for code, version in VERSIONS:
        for paper in version["papers"]:
            name = paper["name"]
            assert name == " ".join(name.split()), code
            assert name.count("(") >= name.count(")"), name
            assert not name.endswith((";", ",", ":")), name


def test_the_file_is_nfc_and_holds_no_personal_numbers():
    assert unicodedata.is_normalized("NFC", TEXT)
    assert not re.search(r"(?<!\d)\d{12}(?!\d)", TEXT)
    assert len(TEXT.encode()) < 1_000_000


def test_the_whole_national_list_is_there_with_terms_the_engine_reads():
    with gzip.open(PATH.parent / "catalogue_2026.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    terms = [row[f"term_{channel}"] for row in rows for channel in ("direct", "online", "postal")]
    assert len({row["code"] for row in rows}) == len(rows) == 5807
    assert sum(row["provincial_candidate"] == "true" for row in rows) == 2369
    assert all(Term.parse(term) for term in terms if term)
    assert {p["code"] for p in PROCEDURES} <= {row["code"] for row in rows}
    assert (PATH.parent / "catalogue_2026.csv.gz").stat().st_size < 1_000_000
