"""Finding procedures, what one is on a day, and the process by which a unit handles it on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    F,
    Func,
    Model,
    OuterRef,
    Prefetch,
    QuerySet,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Length

from motcua.kernel.printed import print_day
from motcua.kernel.refusal import Refusal
from motcua.kernel.text import search_query, sort_key
from motcua.org import queries as org
from motcua.org.types import UnitOn
from motcua.procedures import rules
from motcua.procedures.models import Procedure, ProcedureVersion, Process
from motcua.procedures.types import Standing

CITATION = "Nghị định 63/2010/NĐ-CP, Điều 15"


class NoSuchProcedure(Refusal):
    """A code the catalogue does not know."""

    code = "no_such_procedure"


class NotInForce(Refusal):
    """A procedure that has no version on that day."""

    code = "not_in_force"


class NotOffered(Refusal):
    """A procedure that this unit does not receive."""

    code = "not_offered"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in the catalogue; what is empty does not narrow.

    `words` as for `search()`; `agency` words of the agency that resolves; `unit` one at whose counter it is received;
    `tier` one of `types.Tier`. The last two and `in_force` speak of `day`.
    """

    day: date
    words: str = ""
    field: str = ""
    tier: str = ""
    agency: str = ""
    unit: UnitOn | None = None
    in_force: bool = False


def find(wanted: Wanted) -> QuerySet[Procedure]:
    """The procedures that fit: those that words name best first, without words by field and code.

    Tier and agency are those of the version of the day or, where that day has none, of any version.
    """
    found = search(wanted.words, offered_at(wanted.unit, wanted.day) if wanted.unit else None)
    if wanted.field:
        found = found.filter(field=wanted.field)
    versions = ProcedureVersion.objects.filter(procedure=OuterRef("pk"))
    narrowed = versions
    if wanted.tier:
        narrowed = narrowed.filter(tiers__contains=[wanted.tier])
    if wanted.agency.strip():
        narrowed = _matching(narrowed, "agency_search", wanted.agency)
    on_day = {"valid__contains": wanted.day}
    if wanted.in_force:
        return found.filter(Exists(narrowed.filter(**on_day)))
    if narrowed is versions:
        return found
    elsewhere = Exists(narrowed) & ~Exists(versions.filter(**on_day))
    return found.filter(Exists(narrowed.filter(**on_day)) | elsewhere)


def offered_at(unit: UnitOn, day: date) -> QuerySet[Procedure]:
    """The procedures a unit's counter receives on a day."""
    processes = Process.objects.filter(
        version__procedure=OuterRef("pk"),
        version__valid__contains=day,
        receives=unit.slug if unit.level == "province" else "",
        level=unit.level,
    )
    return Procedure.objects.filter(Exists(processes))


def search(words: str, within: QuerySet[Procedure] | None = None) -> QuerySet[Procedure]:
    """Procedures by code or its beginning, or by words of name and field, with marks or without.

    A word typed with marks matches exactly, a bare one matches any marks; all words must occur. Where they stand side
    by side comes first, a name with little besides before a longer one. No words: all, by field and code.
    """
    found = Procedure.objects.all() if within is None else within
    words = words.strip()
    if not words:
        return found.order_by("field", "code")
    if re.fullmatch(r"[0-9]\.[0-9.]*", words):
        return found.filter(code__startswith=words).order_by("code")
    side_by_side = _Matches(F("search"), Value(search_query(words, prefix=True)))
    return _matching(found, "search", words).order_by(side_by_side.desc(), Length("name"), "code")


class _Matches(Func):
    """A text-search column and a query written by `kernel.text`, as a condition."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def _matching[R: Model](rows: QuerySet[R], column: str, words: str) -> QuerySet[R]:
    query = search_query(words, prefix=True, phrase=False)
    return rows.filter(_Matches(F(column), Value(query))) if query else rows.none()


def receiving_units(day: date) -> list[UnitOn]:
    """The units at whose counters something is received on a day, in Vietnamese order."""
    processes = Process.objects.filter(version__valid__contains=day)
    slugs = set(processes.exclude(receives="").values_list("receives", flat=True))
    levels = set(processes.filter(receives="").values_list("level", flat=True))
    return [unit for unit in org.units_on(day) if unit.slug in slugs or (unit.level in levels and unit.kind != "phong")]


def fields() -> list[tuple[str, int]]:
    """The fields of the catalogue with the number of their procedures, in Vietnamese order."""
    counted = Procedure.objects.exclude(field="").values_list("field").annotate(Count("pk")).order_by()
    return sorted(counted, key=lambda row: sort_key(row[0]))


def with_standing(procedures: Iterable[Procedure], day: date) -> None:
    """Set `standing` on each procedure of a page: what it is on that day, and the day that says so."""
    rows = list(procedures)
    prefetch_related_objects(rows, "versions")
    for procedure in rows:
        procedure.standing = rules.standing_of(procedure.versions.all(), day)


def versions_of(code: str) -> list[ProcedureVersion]:
    """All versions of a procedure, oldest first; refuses an unknown code."""
    known = list(
        ProcedureVersion.objects.filter(procedure__code=code)
        .select_related("procedure", "published_by")
        .order_by("valid")
    )
    if not known:
        raise NoSuchProcedure(
            f"Không có thủ tục mang mã «{code}» trong danh mục; hãy tìm lại theo tên hoặc mã.",
            citation=CITATION,
            field="procedure",
        )
    return known


def published_versions(code: str) -> QuerySet[ProcedureVersion]:
    """The versions of a procedure as rows to be paged through."""
    return ProcedureVersion.objects.filter(procedure__code=code)


def version_on(code: str, day: date) -> ProcedureVersion:
    """The version of a procedure in force on a day; refuses by name an unknown one and one not in force."""
    known = versions_of(code)
    for version in known:
        if version.in_force(day):
            return version
    standing, turn = rules.standing_of(known, day)
    when = print_day(turn) if turn else ""
    why = {
        Standing.NOT_YET: f"chỉ có hiệu lực từ ngày {when}; ngày {print_day(day)} không được tiếp nhận",
        Standing.NO_DATA: f"chưa có dữ liệu trước ngày {when}; hãy chọn ngày từ {when} trở đi",
        Standing.ENDED: f"đã hết hiệu lực từ ngày {when}; ngày {print_day(day)} không được tiếp nhận",
    }[standing]
    raise NotInForce(f"Thủ tục {code} «{known[0].procedure.name}» {why}.", citation=CITATION, field="procedure")


_IN_FORCE = """
SELECT version.id, version.xmin::text, version.ctid::text, procedure.xmin::text, procedure.ctid::text
FROM procedures_version AS version JOIN procedures_procedure AS procedure ON procedure.id = version.procedure_id
WHERE procedure.code = %s AND version.valid @> %s
"""
_kept: dict[tuple[Any, ...], list[Process]] = {}
MOST_KEPT = 300


def _processes_on(code: str, day: date) -> list[Process]:
    """The processes of the version in force on a day, with version, papers and steps; refuses as `version_on`.

    What a version says never changes, so each process of ours keeps what it has read. The key tells which writing of
    the two rows that may change was read: of the version, whose end is set, and the procedure, which may be renamed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, [code, day])
        key = cursor.fetchone()
    if key is None:
        return _read_processes(version_on(code, day))
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = _read_processes(version_on(code, day))
    return _kept[key]


def _read_processes(version: ProcedureVersion) -> list[Process]:
    related = version.processes.select_related("version__procedure")
    return list(related.prefetch_related("steps", Prefetch("version__papers")))


def process_at(code: str, unit: UnitOn, day: date) -> Process:
    """The process by which a unit receives a procedure on a day, with version, papers and steps at hand."""
    processes = _processes_on(code, day)
    for process in processes:
        at_home = process.receives == "" and unit.level != "province"
        if process.level == unit.level and (at_home or process.receives == unit.slug):
            return process
    version = version_on(code, day)
    if not processes:
        lacking = ", ".join(f"«{part}»" for part in version.lacking)
        raise NotOffered(
            f"Thủ tục {code} «{version.procedure.name}» chưa tiếp nhận được vì chưa đủ bộ phận tạo thành "
            f"(thiếu {lacking}); hãy đề nghị đơn vị kiểm soát thủ tục hành chính hoàn thiện và công bố.",
            citation="Nghị định 63/2010/NĐ-CP, khoản 2 Điều 8",
            field="procedure",
        )
    levels = ", ".join(process.get_level_display() for process in processes)
    raise NotOffered(
        f"{unit.name} không tiếp nhận thủ tục {code} «{version.procedure.name}» (thủ tục {levels}); "
        f"hãy hướng dẫn người dân đến {_places(processes, unit, day)}.",
        citation=CITATION,
        field="procedure",
    )


def _places(processes: Iterable[Process], unit: UnitOn, day: date) -> str:
    """Where else a procedure is received, as seen from a unit: at agencies by name, or at the unit above it."""
    above = {each.level: each.short_name for each in org.chain_of(unit, day)}
    found = []
    for process in processes:
        if process.receives:
            found.append(f"bộ phận một cửa của {org.unit_by_slug(process.receives, day).short_name}")
        elif process.level in above:
            found.append(f"bộ phận một cửa của {above[process.level]}")
        else:
            found.append(f"bộ phận một cửa {process.get_level_display().lower()} nơi cư trú")
    return " hoặc ".join(dict.fromkeys(found))
