"""What other apps may ask of the catalogue: find a procedure, and the process by which a unit handles it on a day.

The rows that answer are named here too, for those who hold them; only this app asks their tables.
"""

from __future__ import annotations

import re
from datetime import date

from django.db.models import BooleanField, Exists, OuterRef, Prefetch, QuerySet
from django.db.models.expressions import RawSQL

from motcua.kernel.refusal import Refusal
from motcua.kernel.text import search_query
from motcua.org.types import UnitOn
from motcua.procedures.models import Procedure, ProcedureVersion, Process, RequiredPaper, Step

__all__ = [
    "NoSuchProcedure",
    "NotInForce",
    "NotOffered",
    "Procedure",
    "ProcedureVersion",
    "Process",
    "RequiredPaper",
    "Step",
    "offered_at",
    "process_at",
    "search",
    "version_on",
]

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

    A word typed with marks matches exactly, a bare one matches any marks; all words must occur. No words, all.
    """
    found = Procedure.objects.all() if within is None else within
    words = words.strip()
    if not words:
        return found.order_by("field", "code")
    if re.fullmatch(r"[0-9]\.[0-9.]*", words):
        return found.filter(code__startswith=words).order_by("code")
    query = search_query(words, prefix=True, phrase=False)
    if not query:
        return found.none()
    matches = RawSQL('"procedures_procedure"."search" @@ %s::tsquery', [query], output_field=BooleanField())
    return found.filter(matches).order_by("field", "code")


def version_on(code: str, day: date) -> ProcedureVersion:
    """The version of a procedure in force on a day; refuses by name an unknown one and one not in force."""
    versions = ProcedureVersion.objects.filter(procedure__code=code).select_related("procedure").order_by("valid")
    known = list(versions)
    if not known:
        raise NoSuchProcedure(
            f"Không có thủ tục mang mã «{code}» trong danh mục; hãy tìm lại theo tên hoặc mã.",
            citation=CITATION,
            field="procedure",
        )
    for version in known:
        if version.in_force(day):
            return version
    first, last = known[0], known[-1]
    if first.valid.lower and day < first.valid.lower:
        why = f"chỉ có hiệu lực từ ngày {first.valid.lower:%d/%m/%Y}"
    elif last.valid.upper and day >= last.valid.upper:
        why = f"đã hết hiệu lực từ ngày {last.valid.upper:%d/%m/%Y}"
    else:
        why = "tạm thời không có hiệu lực"
    raise NotInForce(
        f"Thủ tục {code} «{first.procedure.name}» {why}; ngày {day:%d/%m/%Y} không được tiếp nhận.",
        citation=CITATION,
        field="procedure",
    )


def process_at(code: str, unit: UnitOn, day: date) -> Process:
    """The process by which a unit receives a procedure on a day, with version, papers and steps at hand."""
    version = version_on(code, day)
    processes = list(
        version.processes.select_related("version__procedure").prefetch_related("steps", Prefetch("version__papers"))
    )
    for process in processes:
        at_home = process.receives == "" and unit.level != "province"
        if process.level == unit.level and (at_home or process.receives == unit.slug):
            return process
    levels = ", ".join(process.get_level_display() for process in processes)
    raise NotOffered(
        f"{unit.name} không tiếp nhận thủ tục {code} «{version.procedure.name}» (thủ tục {levels}); "
        "hãy hướng dẫn người dân đến đúng nơi tiếp nhận.",
        citation=CITATION,
        field="procedure",
    )
