"""An audit as JSON: the shape that programs read."""

from __future__ import annotations

from typing import Any

from motcua.progress.telling.words import in_order
from motcua.progress.types import Audit, Finding, Repair


def as_data(text: str, audit: Audit, *, with_rules: bool = False) -> dict[str, Any]:
    """`{"tokens": n, "quantities": n, "ties": n, "findings": [...], "text": "…"}`, and `missing` where a rule file was
    given. The findings stand in the order in which they are numbered elsewhere; `text` is what all spans count in."""
    told = {
        "tokens": len(audit.tokens),
        "quantities": len(audit.quantities),
        "ties": audit.ties,
        "findings": [finding_data(finding) for finding in in_order(audit.findings)],
        "text": text,
    }
    return told | ({"missing": list(audit.missing)} if with_rules else {})


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding; `span` and `places` are offsets in the NFC text."""
    return {
        "kind": finding.kind.value,
        "level": finding.level.value,
        "printed": finding.printed,
        "exact": finding.exact,
        "span": [finding.start, finding.end],
        "says": finding.says,
        "repairs": [repair_data(repair) for repair in finding.repairs],
        "places": [list(place) for place in finding.places],
        "rule": finding.rule,
    }


def repair_data(repair: Repair) -> dict[str, Any]:
    """One figure that, put so, mends the tie."""
    return {"span": [repair.start, repair.end], "printed": repair.printed, "put": repair.put}
