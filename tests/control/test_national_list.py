"""All procedures of the national list are there, as the list has them, and found in every way."""

from __future__ import annotations

import csv
import gzip
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection

from motcua.access.types import SYSTEM
from motcua.kernel.refusal import Conflict
from motcua.kernel.worktime import Term
from motcua.ledger.queries import story_of
from motcua.org.queries import unit_by_slug
from motcua.procedures import actions, queries
from motcua.procedures.actions.national import NATIONAL
from motcua.procedures.entries import NationalRow, read_national
from motcua.procedures.models import Procedure, ProcedureVersion
from motcua.procedures.queries import NotInForce, NotOffered, Wanted
from motcua.procedures.types import Basis, Channel, FeeKind, Standing, Tier
from tests.world import BIRTH, MONDAY, WARD, ward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_catalogue")]
DAY, LATER = MONDAY.date(), date(2025, 8, 1)
CUSTOMS = "1.000005"
with gzip.open(NATIONAL, "rt", encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))


def found(day: date = DAY, **wanted: Any) -> set[str]:
    return set(queries.find(Wanted(day, **wanted)).values_list("code", flat=True))


def test_every_procedure_of_the_list_is_in_the_catalogue_once(whole_catalogue: int) -> None:
    codes = list(Procedure.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes)) == len(ROWS) == 5807
    assert set(codes) == {row["code"] for row in ROWS}
    assert whole_catalogue == 5807 - 69


def test_loading_again_adds_nothing() -> None:
    assert actions.import_catalogue(by=SYSTEM, at=MONDAY) == 0


def test_terms_of_channels_are_those_of_the_list() -> None:
    imported = {
        version.procedure.code: version
        for version in ProcedureVersion.objects.filter(basis=Basis.PAGE_2026).select_related("procedure")
    }
    for row in ROWS:
        if version := imported.get(row["code"]):
            assert version.term_direct == row["term_direct"], row["code"]
            assert version.term_online == row["term_online"], row["code"]
            assert version.term_postal == row["term_postal"], row["code"]
            assert version.result_name == row["result"]
            assert version.fee_kind == row["fee_kind"]


def test_seventy_one_print_a_smaller_number_online_and_fifty_five_a_larger() -> None:
    pairs = [
        (Term.parse(row["term_direct"]), Term.parse(row["term_online"]))
        for row in ROWS
        if row["term_direct"] and row["term_online"]
    ]
    shorter = sum(online.amount < direct.amount for direct, online in pairs)
    longer = sum(online.amount > direct.amount for direct, online in pairs)
    assert len(pairs) == 3243
    assert (shorter, longer) == (71, 55)


def test_what_is_known_only_of_2026_has_no_data_before_the_two_levels() -> None:
    procedure = Procedure.objects.get(code=CUSTOMS)
    for day, standing in ((DAY, Standing.NO_DATA), (LATER, Standing.IN_FORCE)):
        queries.with_standing([procedure], day)
        assert procedure.standing == (standing, date(2025, 7, 1))
    with pytest.raises(NotInForce, match="chưa có dữ liệu trước ngày 01/07/2025"):
        queries.version_on(CUSTOMS, date(2025, 6, 30))


def test_what_lacks_parts_is_received_nowhere_and_says_which() -> None:
    version = queries.version_on(CUSTOMS, LATER)
    assert version.lacking == ["Trình tự thực hiện", "Thành phần, số lượng hồ sơ"]
    with pytest.raises(NotOffered, match="thiếu «Trình tự thực hiện», «Thành phần, số lượng hồ sơ»"):
        queries.process_at(CUSTOMS, ward(), LATER)


def test_the_core_procedures_keep_what_they_know() -> None:
    for version in ProcedureVersion.objects.filter(procedure__code=BIRTH):
        assert version.basis == Basis.ASSUMED
        assert version.lacks == []
    assert not ProcedureVersion.objects.filter(lacks=[], basis=Basis.PAGE_2026).exists()


def test_procedures_are_found_by_code_words_field_tier_and_agency() -> None:
    assert found(words=CUSTOMS) == {CUSTOMS}
    assert CUSTOMS in found(words="hai quan khi nguyen lieu")
    assert CUSTOMS in found(words="hải quan", field="Hải quan")
    assert CUSTOMS not in found(words="hai quân")
    assert len(found(field="Đất đai")) == 534
    assert found(tier=Tier.COMMUNE) >= {BIRTH, CUSTOMS}
    assert CUSTOMS not in found(tier=Tier.MINISTRY)
    customs = found(agency="chi cuc hai quan")
    assert CUSTOMS in customs
    assert BIRTH not in customs


def test_tier_and_agency_are_those_of_the_day() -> None:
    permit = "1.013225"  # of the district until July 2025, of the commune since
    assert permit in found(tier=Tier.DISTRICT)
    assert permit not in found(tier=Tier.COMMUNE)
    assert permit not in found(LATER, tier=Tier.DISTRICT)
    assert permit in found(LATER, tier=Tier.COMMUNE)


def test_only_what_is_in_force_on_the_day_is_found_where_that_is_asked() -> None:
    assert len(found(in_force=True)) == 66
    assert len(found(LATER, in_force=True)) > 5700
    assert CUSTOMS not in found(in_force=True)


def test_a_units_procedures_are_those_its_counter_offers() -> None:
    unit = unit_by_slug(WARD, DAY)
    assert found(unit=unit) == set(queries.offered_at(unit, DAY).values_list("code", flat=True))
    assert WARD in {each.slug for each in queries.receiving_units(DAY)}
    assert not any(each.kind == "phong" for each in queries.receiving_units(DAY))


def test_fields_are_counted_in_vietnamese_order() -> None:
    fields = queries.fields()
    assert len(fields) == 297 - 1
    assert dict(fields)["Hộ tịch"] == 62
    names = [name for name, _ in fields]
    assert names.index("Báo chí") < names.index("Đất đai") < names.index("Hải quan")


def test_a_fee_is_a_sum_only_where_a_sum_is_known() -> None:
    for version in ProcedureVersion.objects.filter(basis=Basis.PAGE_2026):
        known = version.fee_kind in (FeeKind.FIXED, FeeKind.SEVERAL)
        assert (version.fee_amount is not None) == known, version.procedure_id
        assert bool(re.search(r"\d đồng", version.fee_in_words(Channel.DIRECT))) == known


# The named exception --------------------------------------------------------------------------------------

UNLIKE = {"id", "procedure_id", "xid", "recorded_at", "subject_id", "data"}


def rows_of(table: str, where: str, given: list[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE {where} ORDER BY id', given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def everything(code: str) -> list[dict[str, Any]]:
    """All columns of a procedure, its version and its fact, but for ids and the moment of writing."""
    procedure = Procedure.objects.get(code=code)
    made = [
        *rows_of("procedures_procedure", "id = %s", [procedure.pk]),
        *rows_of("procedures_version", "procedure_id = %s", [procedure.pk]),
        *rows_of("ledger_fact", "subject = 'procedures.procedure' AND subject_id = %s", [procedure.pk]),
    ]
    (fact,) = story_of("procedures.procedure", procedure.pk)
    told = {name: value for name, value in fact.data.items() if name != "procedure_id"}
    return [{name: value for name, value in row.items() if name not in UNLIKE} for row in made] + [told]


def test_rows_and_facts_of_the_bulk_import_equal_those_of_the_verb() -> None:
    sample: list[NationalRow] = [row for row in read_national(NATIONAL) if row.basis is Basis.PAGE_2026][::97]
    core = set(ProcedureVersion.objects.exclude(basis=Basis.PAGE_2026).values_list("procedure__code", flat=True))
    at = story_of("procedures.procedure", Procedure.objects.get(code=CUSTOMS).pk)[0].at
    tried = 0
    for row in sample:
        if row.code in core:
            continue
        twin = replace(row, code=f"9{row.code}")
        actions.register(row=twin, by=SYSTEM, at=at)
        bulk, verb = everything(row.code), everything(twin.code)
        for each in verb:
            each["code"] = row.code if each.get("code") == twin.code else each.get("code")
        for each in bulk:
            each.setdefault("code", None)
        assert bulk == verb, row.code
        tried += 1
    assert tried > 50


def test_the_verb_registers_nothing_the_catalogue_knows() -> None:
    row = next(iter(read_national(NATIONAL)))
    with pytest.raises(Conflict, match="đã có trong danh mục"):
        actions.register(row=row, by=SYSTEM, at=MONDAY)
