"""One finding as a card beside its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.progress import telling
from motcua.progress.documents import pdf, words
from motcua.progress.documents.opened import Opened
from motcua.progress.telling import EXACT
from motcua.progress.types import Audit, Finding


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number, as in every list of findings, and the page of a PDF it stands on (else 0)."""

    number: int
    finding: Finding
    page: int = 0


def numbered(opened: Opened, audit: Audit) -> list[Numbered]:
    """The findings of an audit as they are listed, counted from 1."""
    is_pdf = opened.kind == "pdf"
    return [
        Numbered(number, finding, pdf.page_at(opened, finding.start) if is_pdf else 0)
        for number, finding in enumerate(telling.in_order(audit.findings), start=1)
    ]


def cards(findings: Iterable[Numbered]) -> SafeString:
    """The cards of findings that stand together."""
    return format_html_join("", "{}", ((_card(found),) for found in findings))


def _card(found: Numbered) -> SafeString:
    finding = found.finding
    return format_html(
        '<article class="card {}" id="f-{}"><h3><a class="n" href="#m-{}" title="Đến con số trong báo cáo">{}</a> {} '
        "<small>{}</small></h3><p>{}</p>{}{}{}</article>",
        finding.level.value,
        found.number,
        found.number,
        found.number,
        words.LEVELS[finding.level],
        words.KINDS[finding.kind],
        finding.says,
        _figures(finding),
        _repairs(finding),
        format_html('<p class="rule">Theo quy tắc “{}”.</p>', finding.rule) if finding.rule else "",
    )


def _figures(finding: Finding) -> SafeString:
    told = [("Đã in", finding.printed), (EXACT.get(finding.kind, "chính xác").capitalize(), finding.exact)]
    rows = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", ((name, value) for name, value in told if value))
    return format_html("<dl>{}</dl>", rows) if finding.exact else SafeString("")


def _repairs(finding: Finding) -> SafeString:
    if not finding.repairs:
        return SafeString("")
    rows = format_html_join(
        "",
        "<li><del>{}</del> → <ins>{}</ins></li>",
        ((repair.printed, repair.put) for repair in finding.repairs),
    )
    title = "Có thể sửa" if len(finding.repairs) == 1 else "Có thể sửa một trong các chỗ"
    return format_html('<div class="repairs"><p>{}:</p><ul>{}</ul></div>', title, rows)
