"""The report of an audit as one page that needs nothing else: no script, no style sheet, no picture from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from motcua.kernel.printed import moment_words, print_number
from motcua.progress import telling
from motcua.progress.documents import pictures, words
from motcua.progress.documents.cards import Numbered, numbered
from motcua.progress.documents.look import STYLE
from motcua.progress.documents.opened import Opened
from motcua.progress.documents.prose import prose
from motcua.progress.types import Audit

_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kiểm tra số liệu: {name}</title>
<style>{style}</style>
</head>
<body>
<header>
<p class="brand">motcua · Kiểm tra số liệu báo cáo</p>
<h1>{name}</h1>
<ul class="counts">{counts}</ul>
<p class="lead">{lead}</p>
{missing}{contents}
</header>
<main class="{breaks}">
{body}
</main>
</body>
</html>
"""


def as_html(opened: Opened, audit: Audit, *, at: datetime | None = None) -> str:
    """The page of an audit: what was counted, a list of findings, and each finding beside its place.

    Text and Word are shown as their paragraphs and tables, a PDF as pictures of the pages with findings. `at` is
    printed as the moment of the audit, where given.
    """
    findings = numbered(opened, audit)
    body = pictures.pages(opened, findings) if opened.kind == "pdf" else prose(opened.document, findings)
    return format_html(
        _PAGE,
        name=opened.name,
        style=mark_safe(STYLE),  # noqa: S308 - our own
        counts=_counts(audit),
        lead=_lead(audit, at),
        missing=_missing(audit),
        contents=_contents(findings),
        breaks="" if opened.kind == "txt" else "lines",  # a text file's lines end where its writer's screen ended
        body=body,
    )


def _counts(audit: Audit) -> SafeString:
    levels = Counter(finding.level for finding in audit.findings)
    told = [(level.value, print_number(levels[level]), words_) for level, words_ in telling.LEVELS.items()]
    told += [
        ("plain", print_number(len(audit.quantities)), "con số đã đọc"),
        ("plain", print_number(audit.ties), "mối liên hệ đã kiểm tra"),
    ]
    return format_html_join("", '<li class="{}"><b>{}</b> {}</li>', told)


def _lead(audit: Audit, at: datetime | None) -> SafeString:
    if not audit.quantities and not audit.findings:
        said = "Không tìm thấy con số nào trong báo cáo nên không có gì để đối chiếu."
    elif not audit.findings:
        said = "Không thấy con số nào mâu thuẫn với con số khác trong báo cáo."
    else:
        said = (
            "Các con số trong báo cáo đã được đối chiếu với nhau; tệp gốc không bị sửa. “Lỗi” là điều chắc chắn sai, "
            "“cảnh báo” là điều đúng nhưng nên xem lại, “câu hỏi” là điều chỉ người viết trả lời được."
        )
    return format_html("{} Lập lúc {}.", said, moment_words(at)) if at else format_html("{}", said)


def _missing(audit: Audit) -> SafeString:
    if not audit.missing:
        return SafeString("")
    return format_html(
        '<section class="missing"><h2>Câu của tệp quy tắc không thấy trong báo cáo</h2><ul>{}</ul></section>',
        format_html_join("", "<li>{}</li>", ((sentence,) for sentence in audit.missing)),
    )


def _contents(findings: Iterable[Numbered]) -> SafeString:
    rows = format_html_join(
        "",
        '<li class="{}"><a href="#f-{}"><span class="n">{}</span> <b>{}</b> <span class="printed">{}</span>'
        '<span class="what">{}{}</span></a></li>',
        (
            (
                found.finding.level.value,
                found.number,
                found.number,
                words.LEVELS[found.finding.level],
                found.finding.printed,
                words.KINDS[found.finding.kind],
                f", trang {found.page}" if found.page else "",
            )
            for found in findings
        ),
    )
    return format_html('<nav aria-label="Các điều cần xem"><ol class="contents">{}</ol></nav>', rows) if rows else rows
