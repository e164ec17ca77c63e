"""The page of an audit needs nothing else, says what was found, and shows it where it stands."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import datetime
from html.parser import HTMLParser
from io import BytesIO

import pytest
from PIL import Image

from motcua.progress import documents
from motcua.progress.documents import Opened, pictures, words
from motcua.progress.tests.documents.samples import audit, finding, paragraph, pdf, word
from motcua.progress.types import Audit, Kind, Level

TEXT = "Đã giao 16.298 nhiệm vụ, xong 16.211 nhiệm vụ, còn 88 nhiệm vụ (chiếm 5,54%)."
ALONE = {"meta", "img", "br"}


class Page(HTMLParser):
    """The elements of a page and its text, without the style; every element must be closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [found for name, found in self.elements if name == tag and wanted.items() <= found.items()]


def text_file(text: str = TEXT) -> Opened:
    return documents.read("báo cáo.txt", text.encode())


def files() -> list[Opened]:
    return [text_file(), documents.read("báo cáo.docx", word(TEXT)), documents.read("báo cáo.pdf", pdf(TEXT))]


def two(opened: Opened) -> Audit:
    return audit(
        finding(
            opened,
            "16.298",
            "16.211 và 88 cộng lại là 16.299.",
            exact="16.299",
            repairs={"16.298": "16.299", "88": "87"},
            places=("16.298", "16.211", "88"),
        ),
        finding(opened, "5,54%", "88 trên 16.298 là 0,54%.", level=Level.WARNING, kind=Kind.RATIO),
    )


@pytest.mark.parametrize("opened", files(), ids=lambda opened: opened.kind)
def test_every_kind_of_file_shows_its_findings_and_their_places(opened: Opened) -> None:
    page = Page(documents.as_html(opened, two(opened)))
    assert [found["class"] for found in page.all("article")] == ["card error", "card warning"]
    for words_ in ("16.211 và 88 cộng lại là 16.299.", "88 trên 16.298 là 0,54%.", "16.298 → 16.299", "88 → 87"):
        assert words_ in page.text
    ids = [found["id"] for _, found in page.elements if "id" in found]
    assert len(ids) == len(set(ids)) == 4
    assert {found["href"] for found in page.all("a")} == {f"#{id_}" for id_ in ids}


@pytest.mark.parametrize("opened", files(), ids=lambda opened: opened.kind)
def test_a_page_asks_for_nothing_from_elsewhere(opened: Opened) -> None:
    html = documents.as_html(opened, two(opened))
    page = Page(html)
    assert not page.all("script")
    assert not page.all("link")
    assert all((found["src"] or "").startswith("data:image/") for found in page.all("img"))
    assert not re.search(r"url\(|@import|https?://|\bon\w+=", html)
    assert 'lang="vi"' in html
    assert "width=device-width" in html


def test_the_counts_say_lỗi_cảnh_báo_câu_hỏi() -> None:
    opened = text_file()
    text = Page(documents.as_html(opened, two(opened))).text
    for counted in ("1 lỗi", "1 cảnh báo", "0 câu hỏi", "0 con số đã đọc", "0 mối liên hệ đã kiểm tra"):
        assert counted in text
    assert "1.234 mối liên hệ" in Page(documents.as_html(opened, Audit((), (), (), 1234))).text


def test_a_text_without_numbers_and_one_without_faults_say_so() -> None:
    opened = text_file("Không có con số.")
    assert "Không tìm thấy con số nào" in documents.as_html(opened, Audit((), (), ()))


def test_what_a_stranger_wrote_is_shown_and_never_obeyed() -> None:
    evil = '<script>alert(1)</script> & "12" \' <b>'
    for opened in (
        documents.read('<img src=x onerror="a">.txt', evil.encode()),
        documents.read("a.docx", word(paragraph(evil.replace("&", "&amp;").replace("<", "&lt;")))),
    ):
        found = finding(opened, "12", evil, exact=evil, repairs={"12": evil})
        page = Page(documents.as_html(opened, audit(found, missing=(evil,))))
        assert not page.all("script")
        assert not page.all("img")
        assert page.text.count(evil) >= 4


def test_the_text_is_told_in_full_with_the_fault_marked_and_its_tie_underlined() -> None:
    opened = text_file()
    html = documents.as_html(opened, two(opened))
    assert '<mark class="error">16.298</mark><sup class="error"><a href="#f-1">1</a></sup>' in html
    assert '<span class="tie">16.211</span>' in html
    assert '<span class="tie">88</span>' in html
    shown = re.sub(r"<sup.*?</sup>|<[^>]+>", "", html[html.index("<main") :])
    assert TEXT in shown


def test_faults_that_overlap_are_marked_by_the_worst() -> None:
    opened = text_file()
    both = audit(
        finding(opened, "88 nhiệm vụ", level=Level.QUESTION, kind=Kind.QUESTION), finding(opened, "88", exact="87")
    )
    html = documents.as_html(opened, both)
    assert '<mark class="error">88</mark>' in html
    assert '<mark class="question"> nhiệm vụ</mark>' in html


def test_a_table_of_word_is_shown_as_a_table_with_its_findings_below() -> None:
    cells = "".join(f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>" for text in ("Sở A", "12"))
    opened = documents.read("a.docx", word("Trước", f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>", "Sau"))
    html = documents.as_html(opened, audit(finding(opened, "12")))
    assert re.search(r'<td><p>Sở A</p></td><td><p><span id="m-1"></span><mark class="error">12</mark>', html)
    assert len(Page(html).all("section", class_="row found")) == 1


def test_the_picture_of_a_page_bears_a_frame_on_the_figure() -> None:
    opened = documents.read("a.pdf", pdf(f"Mở đầu.\n#pagebreak()\n{TEXT}"))
    page = Page(documents.as_html(opened, two(opened)))
    (picture,) = page.all("img")
    image = Image.open(BytesIO(b64decode((picture["src"] or "").split(",")[1]))).convert("L")
    assert image.width == 1100
    (frame,) = page.all("a", class_="frame error")
    edges = {name: float(value) / 100 for name, value in re.findall(r"(\w+):([\d.]+)%", frame["style"] or "")}
    left, top = edges["left"] * image.width, edges["top"] * image.height
    right, bottom = left + edges["width"] * image.width, top + edges["height"] * image.height
    inside = image.crop((round(left), round(top), round(right), round(bottom))).convert("1", dither=Image.Dither.NONE)
    assert inside.histogram()[0] > 20
    assert len(page.all("span", class_="frame tie")) == 2
    assert "Trang 2" in page.text
    assert "Trang 1" not in page.text


def test_only_so_many_pages_are_shown_as_pictures_and_no_finding_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 2)
    opened = documents.read("a.pdf", pdf("\n#pagebreak()\n".join(f"Có 1{number}7 tờ." for number in range(3))))
    page = Page(documents.as_html(opened, audit(*(finding(opened, f"1{number}7") for number in range(3)))))
    assert len(page.all("img")) == 2
    assert len(page.all("article")) == 3
    assert page.text.count("Chỉ 2 trang đầu tiên có điều cần xem được in kèm hình.") == 1


def test_sentences_of_the_rules_that_are_missing_are_listed() -> None:
    html = documents.as_html(text_file(), audit(missing=("Toàn tỉnh có {n} xã.",)))
    assert "<li>Toàn tỉnh có {n} xã.</li>" in html


def test_the_moment_is_printed_where_it_is_given() -> None:
    html = documents.as_html(text_file(), Audit((), (), ()), at=datetime(2024, 9, 9, 10, 0))  # noqa: DTZ001 - a Vietnamese clock's
    assert "Lập lúc 10 giờ 00 phút, thứ Hai ngày 09/09/2024." in html


def test_every_kind_and_level_has_its_words() -> None:
    assert set(words.KINDS) == set(Kind)
    assert set(words.LEVELS) == set(Level)
