"""Reads entries of the data files: the core catalogue's YAML as content, rows of the national list as what they know.

Their keys are explained in `data/README.md`.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from motcua.kernel.printed import print_number
from motcua.kernel.worktime import parse_cutoff
from motcua.procedures.types import (
    Basis,
    FeeKind,
    PaperContent,
    ProcessContent,
    StepContent,
    Tier,
    VersionContent,
)

TIERS = {
    "bo": Tier.MINISTRY,
    "tinh": Tier.PROVINCE,
    "huyen": Tier.DISTRICT,
    "xa": Tier.COMMUNE,
    "khac": Tier.OTHER,
}
KNOWN_SINCE = date(2025, 7, 1)
"""The pages of 2026 show the state with two levels, which began on this day; what was before, they do not say."""


def content_of_entry(entry: dict[str, Any], version: dict[str, Any]) -> VersionContent:
    """A version as the core catalogue's file writes it."""
    terms, fee, result = version["terms"], version["fee"], version["result"]
    return VersionContent(
        name=entry["name"],
        term_direct=terms.get("direct") or "",
        term_online=terms.get("online") or "",
        term_postal=terms.get("postal") or "",
        term_certain=version.get("term_certain", True),
        term_note=version.get("term_note") or "",
        cutoff_time=parse_cutoff(version["cutoff"]) if version.get("cutoff") else None,
        fee_kind=FeeKind(fee["kind"]),
        fee_amount=fee.get("amount"),
        fee_online_amount=fee.get("online_amount"),
        fee_note=_fee_note(fee),
        result_name=result["name"],
        result_code=result.get("code") or "",
        subjects=entry.get("subjects") or "",
        agency=entry.get("agency") or "",
        legal_basis=tuple(version.get("legal_basis", [])),
        papers=tuple(_paper(paper) for paper in version["papers"]),
        processes=tuple(_process(level, process) for level, process in version["processes"].items()),
    )


def _fee_note(fee: dict[str, Any]) -> str:
    """Each known amount with its case, and the note: several amounts are no range, a case may be missing."""
    cases = [f"{print_number(case['amount'])} đồng ({case['note']})" for case in fee.get("amounts") or []]
    return "; ".join([*cases, *([fee["note"]] if fee.get("note") else [])])


def _paper(paper: dict[str, Any]) -> PaperContent:
    return PaperContent(
        code=paper["code"],
        name=paper["name"],
        originals=paper["originals"],
        copies=paper["copies"],
        required=paper["required"],
        show_only=paper.get("show_only", False),
        group=paper.get("group") or "",
        condition=paper.get("condition") or "",
    )


def _process(level: str, process: dict[str, Any]) -> ProcessContent:
    return ProcessContent(
        level=TIERS[level],
        receives=process.get("receives") or "",
        resolves=process.get("resolves") or "",
        steps=tuple(
            StepContent(
                code=step["code"],
                name=step["name"],
                role=step["role"],
                place=step.get("at", "receiving"),
                budget_minutes=step["budget_minutes"],
                may_send_back_to=tuple(step.get("may_send_back_to", [])),
            )
            for step in process["steps"]
        ),
    )


@dataclass(frozen=True, slots=True)
class NationalRow:
    """A row of the national list: a procedure and what its page says, without papers and steps."""

    code: str
    field: str
    issuer: str
    online_level: str
    is_provincial: bool
    is_non_boundary: bool
    decision: str
    tiers: tuple[Tier, ...]
    content: VersionContent
    since: date = KNOWN_SINCE
    basis: Basis = Basis.PAGE_2026


def read_national(path: Path) -> Iterator[NationalRow]:
    """The rows of the compact file of the national list, in its order."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield _national(row)


def _national(row: dict[str, str]) -> NationalRow:
    return NationalRow(
        code=row["code"],
        field=row["field"],
        issuer=row["issuer"],
        online_level=row["online_level"],
        is_provincial=row["provincial_candidate"] == "true",
        is_non_boundary=row["non_boundary"] == "true",
        decision=row["decision"],
        tiers=tuple(TIERS[tier] for tier in row["levels_2026"].split()),
        content=VersionContent(
            name=row["name"],
            term_direct=row["term_direct"],
            term_online=row["term_online"],
            term_postal=row["term_postal"],
            term_certain=row["term_certain"] == "true",
            fee_kind=FeeKind(row["fee_kind"]),
            fee_amount=int(row["fee_min"]) if row["fee_min"] else None,
            fee_up_to=int(row["fee_max"]) if row["fee_max"] and row["fee_max"] != row["fee_min"] else None,
            result_name=row["result"],
            result_code=row["result_codes"],
            subjects=row["subjects"],
            agency=row["agency"],
        ),
    )
