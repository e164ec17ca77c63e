"""The pages of a PDF that have findings, as pictures with the figures framed, and the findings beside them."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from math import sqrt
from operator import attrgetter

import pypdfium2 as pdfium
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.progress.documents import pdf
from motcua.progress.documents.cards import Numbered, cards
from motcua.progress.documents.glyphs import boxes_of
from motcua.progress.documents.opened import Opened
from motcua.progress.documents.view import Box

MOST_PICTURES = 60
"""Pages shown as pictures; the findings of further pages are told without. A picture weighs some 100 kB."""

_WIDTH = 1_100
_MOST_PIXELS = 3_000_000
_COLOURS = 32
"""A page of print is ink on paper and one red seal; a palette makes its picture a quarter as heavy."""

_ROOM = 1.5
"""Points left free between a figure and its frame."""


def pages(opened: Opened, findings: list[Numbered]) -> SafeString:
    """Every page with findings, in order."""
    page_of = attrgetter("page")
    with pdf.opened(opened.content) as document:
        shown = [
            _page(opened, document, number, list(group), with_picture=at < MOST_PICTURES)
            for at, (number, group) in enumerate(groupby(sorted(findings, key=page_of), key=page_of))
        ]
    return format_html_join("\n", "{}", ((page,) for page in shown))


def _page(
    opened: Opened, document: pdfium.PdfDocument, number: int, beside: list[Numbered], *, with_picture: bool
) -> SafeString:
    picture = _picture(opened, document, number, beside) if with_picture else SafeString("")
    note = "" if with_picture else f"Chỉ {MOST_PICTURES} trang đầu tiên có điều cần xem được in kèm hình."
    return format_html(
        '<section class="page"><h2>Trang {}</h2><p class="note">{}</p><div class="row found">{}<aside>{}</aside></div>'
        "</section>",
        number,
        note,
        picture,
        cards(beside),
    )


def _picture(opened: Opened, document: pdfium.PdfDocument, number: int, beside: list[Numbered]) -> SafeString:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(_WIDTH / width, sqrt(_MOST_PIXELS / (width * height)), 4)
        media, image = _encoded(page, scale)
        frames = list(_frames(opened, page, number, beside))
    finally:
        page.close()
    return format_html(
        '<div class="sheet"><img src="data:{};base64,{}" width="{}" height="{}" alt="Hình trang {} của báo cáo; các '
        'con số cần xem được đóng khung và đánh số.">{}</div>',
        media,
        image,
        round(width * scale),
        round(height * scale),
        number,
        format_html_join("", "{}", ((frame,) for frame in _framed(frames, width, height))),
    )


def _encoded(page: pdfium.PdfPage, scale: float) -> tuple[str, str]:
    """The lighter of a palette's PNG, good for print, and a JPEG, good for photographs."""
    image = page.render(scale=scale).to_pil().convert("RGB")
    png, jpeg = BytesIO(), BytesIO()
    image.quantize(_COLOURS, method=2).save(png, "PNG")
    image.save(jpeg, "JPEG", quality=70)
    media, lighter = min(("image/png", png), ("image/jpeg", jpeg), key=lambda pair: len(pair[1].getvalue()))
    return media, b64encode(lighter.getvalue()).decode("ascii")


def _frames(
    opened: Opened, page: pdfium.PdfPage, number: int, beside: list[Numbered]
) -> Iterator[tuple[Numbered, Box, str]]:
    """The boxes of each finding: the figure at fault, then the other figures of its tie on this page."""
    for one in beside:
        fault = (one.finding.start, max(one.finding.end, one.finding.start + 1))
        for place in (fault, *(place for place in one.finding.places if place != fault)):
            here = (at for at in range(*place) if pdf.page_at(opened, at) == number)
            glyphs = [opened.glyphs[at] for at in here if opened.glyphs[at] != pdf.NO_GLYPH]
            for box in boxes_of(page, glyphs):
                yield one, box, one.finding.level.value if place == fault else "tie"


def _framed(frames: list[tuple[Numbered, Box, str]], width: float, height: float) -> Iterator[SafeString]:
    """The frames over a picture of a page; the numbers of findings on one figure stand side by side."""
    at_one_place: Counter[Box] = Counter()
    named: set[int] = set()
    for one, box, look in frames:
        left, top = 100 * (box.left - _ROOM) / width, 100 * (box.top - _ROOM) / height
        across, down = 100 * (box.right - box.left + 2 * _ROOM) / width, 100 * (box.height + 2 * _ROOM) / height
        place = f"left:{left:.2f}%;top:{top:.2f}%;width:{across:.2f}%;height:{down:.2f}%"
        if look == "tie":
            yield format_html('<span class="frame tie" style="{}"></span>', place)
            continue
        yield format_html(
            '<a class="frame {}"{} href="#f-{}" style="{};--nth:{}"><span class="n">{}</span></a>',
            look,
            "" if one.number in named else format_html(' id="m-{}"', one.number),
            one.number,
            place,
            at_one_place[box],
            one.number,
        )
        at_one_place[box] += 1
        named.add(one.number)
