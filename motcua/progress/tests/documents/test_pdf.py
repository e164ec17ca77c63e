"""A PDF is read paragraph by paragraph as its pages show them, and every character leads back to its place."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from threading import Thread

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from motcua.progress import documents
from motcua.progress.documents import pdf as pdfs
from motcua.progress.documents.glyphs import boxes_of
from motcua.progress.tests.documents.samples import pdf, span, texts
from motcua.progress.types import Cell, Unreadable

LONG = (
    "Từ ngày 28/9/2021 đến 31/8/2024, Ủy ban nhân dân tỉnh đã giao 16.298 nhiệm vụ trên phần mềm; theo đó đã hoàn "
    "thành 16.211 nhiệm vụ (99,47%), trong đó có 15.107 nhiệm vụ đúng hạn (chiếm 92,69%), 1.104 nhiệm vụ trễ "
    "hạn (6,77%)."
)
AGAIN = (
    "Trong đó, một số cơ quan, đơn vị đã nỗ lực hoàn thành tốt các nhiệm vụ được giao, không có nhiệm vụ nào trễ hạn "
    "hay tồn đọng kéo dài từ năm trước sang năm nay."
)
RAGGED = "#set par(justify: false, first-line-indent: 0cm)"
TIGHT = "#set par(spacing: 0.65em)"


def joined(content: bytes) -> list[str]:
    """The blocks, each on one line."""
    return [" ".join(text.split()) for text in texts(documents.read("a.pdf", content))]


@pytest.mark.parametrize("setup", ["", TIGHT, RAGGED, "#set page(flipped: true)", "#set page(columns: 2)\n" + TIGHT])
def test_a_paragraph_is_one_block_however_it_is_set(setup: str) -> None:
    assert joined(pdf(f"{LONG}\n\n{AGAIN}\n\n{LONG}", setup)) == [LONG, AGAIN, LONG]


def test_lines_stay_lines_within_a_paragraph() -> None:
    (block,) = texts(documents.read("a.pdf", pdf(LONG)))
    assert block.count("\n") >= 2
    assert block.replace("\n", " ") == LONG


def test_headings_and_items_are_blocks_of_their_own() -> None:
    body = f"= I. KẾT QUẢ\n{LONG}\n\n- Giao 12 nhiệm vụ;\n- Xong 11 nhiệm vụ;\n- Còn 1.\n\n{AGAIN}"
    heads = ["I. KẾT QUẢ", LONG, "• Giao 12 nhiệm vụ;", "• Xong 11 nhiệm vụ;", "• Còn 1.", AGAIN]
    assert joined(pdf(body)) == heads


def test_a_last_line_of_one_word_and_a_heading_over_its_text_are_told_apart() -> None:
    short = "Trong đó các vụ về hôn nhân và gia đình là 1.491, hòa giải đoàn tụ đạt 94 vụ."
    body = f"#box(width: 15.1cm)[#par(first-line-indent: (amount: 1.27cm, all: true))[{short}]]"
    assert texts(documents.read("a.pdf", pdf(body)))[0].count("\n") == 1
    assert joined(pdf(body, TIGHT)) == [short]
    assert joined(pdf(f"*BÁO CÁO TÓM TẮT CÔNG TÁC Y TẾ SÁU THÁNG ĐẦU NĂM 2024*\n\n{LONG}", TIGHT))[1:] == [LONG]


def test_a_paragraph_that_a_page_breaks_goes_on() -> None:
    body = f"{LONG} " * 16
    opened = documents.read("a.pdf", pdf(body))
    assert joined(opened.content) == [body.strip()]
    assert len(opened.page_starts) == 2
    assert opened.document.blocks[0].page == 1


def test_page_numbers_and_running_heads_are_no_text_and_other_lone_numbers_are() -> None:
    setup = '#set page(header: [Báo cáo năm 2024 #h(1fr) Sở Nội vụ], numbering: "1/1", number-align: bottom)'
    body = "#pagebreak()\n".join(f"{LONG}\n\n{number}25\n\n" for number in range(1, 5))
    assert joined(pdf(body, setup)) == [words for number in range(1, 5) for words in (LONG, f"{number}25")]


def test_a_lone_number_that_does_not_count_pages_stays() -> None:
    assert joined(pdf("#place(top + center, dy: -1.5cm)[2024]\n" + LONG, "#set page(numbering: none)")) == [
        "2024",
        LONG,
    ]


def test_blocks_bear_their_page() -> None:
    opened = documents.read("a.pdf", pdf(f"{LONG}\n#pagebreak()\n{AGAIN}"))
    assert [block.page for block in opened.document.blocks] == [1, 2]
    assert pdfs.page_at(opened, span(opened, "16.298")[0]) == 1
    assert pdfs.page_at(opened, span(opened, "tồn đọng")[0]) == 2


def test_an_empty_page_between_does_not_shift_the_others() -> None:
    opened = documents.read("a.pdf", pdf(f"{LONG}\n#pagebreak()\n#pagebreak()\n{AGAIN}", "#set page(numbering: none)"))
    assert [block.page for block in opened.document.blocks] == [1, 3]
    assert pdfs.page_at(opened, span(opened, "Trong đó, một")[0]) == 3
    assert pdfs.page_at(opened, span(opened, "tồn đọng")[0]) == 3


TABLE = """#table(columns: 4, [STT], [Đơn vị], [Nhận], [Trả],
  table.cell(colspan: 2)[Tổng cộng], [1.250], [1.200],
  [1], [Sở Nội vụ và các đơn vị trực thuộc Sở Nội vụ tỉnh], [250], [240],
  [2], [], [1.000], [960])"""


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    opened = documents.read("a.pdf", pdf(f"{LONG}\n{TABLE}\n{AGAIN}"))
    cells = [(block.cell, text) for block, text in zip(opened.document.blocks, joined(opened.content), strict=True)]
    assert cells == [
        (None, LONG),
        (Cell(0, 0, 0), "STT"),
        (Cell(0, 0, 1), "Đơn vị"),
        (Cell(0, 0, 2), "Nhận"),
        (Cell(0, 0, 3), "Trả"),
        (Cell(0, 1, 0), "Tổng cộng"),
        (Cell(0, 1, 2), "1.250"),
        (Cell(0, 1, 3), "1.200"),
        (Cell(0, 2, 0), "1"),
        (Cell(0, 2, 1), "Sở Nội vụ và các đơn vị trực thuộc Sở Nội vụ tỉnh"),
        (Cell(0, 2, 2), "250"),
        (Cell(0, 2, 3), "240"),
        (Cell(0, 3, 0), "2"),
        (Cell(0, 3, 2), "1.000"),
        (Cell(0, 3, 3), "960"),
        (None, AGAIN),
    ]


def test_two_tables_are_two_and_a_frame_around_a_text_is_none() -> None:
    body = f"{TABLE}\n{LONG}\n{TABLE}\n#rect(width: 100%)[{AGAIN}]"
    opened = documents.read("a.pdf", pdf(body))
    assert {block.cell.table for block in opened.document.blocks if block.cell} == {0, 1}
    assert opened.document.blocks[-1].cell is None


def test_columns_without_rules_are_kept_apart_and_not_called_cells() -> None:
    opened = documents.read("a.pdf", pdf("#table(columns: 3, stroke: none, [12], [34], [56], [78], [90], [11])"))
    assert texts(opened) == ["12", "34", "56", "78", "90", "11"]
    assert not any(block.cell for block in opened.document.blocks)


def turned(content: bytes, degrees: int) -> bytes:
    """The same pages, drawn on paper that lies on its side and is turned back to be shown."""
    writer = PdfWriter(BytesIO(content))
    for page in writer.pages:
        page.rotate(-degrees)
        page.transfer_rotation_to_content()
        page.rotate(degrees)
    packed = BytesIO()
    writer.write(packed)
    return packed.getvalue()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_every_figure_leads_back_to_where_it_is_printed(degrees: int) -> None:
    """In the picture of the page its box holds the figure's ink and no more of the line."""
    opened = documents.read("a.pdf", turned(pdf(f"{LONG}\n\n{AGAIN}"), degrees))
    upright = documents.read("a.pdf", pdf(f"{LONG}\n\n{AGAIN}"))
    assert opened.document == upright.document
    start, end = span(opened, "16.298")
    pictures = []
    for one in (opened, upright):
        with pdfs.opened(one.content) as document:
            page = document[0]
            (box,) = boxes_of(page, list(one.glyphs[start:end]))
            left, top, right, bottom = (round(4 * edge) for edge in box)
            image = page.render(scale=4).to_pil().convert("L")
            pictures.append(image.crop((left, top, right, bottom)).point(lambda ink: 255 if ink > 128 else 0))
            assert 35 < box.right - box.left < 50
    inked = [picture.histogram()[0] / (picture.width * picture.height) for picture in pictures]
    assert inked[1] > 0.1
    assert inked[0] == pytest.approx(inked[1], rel=0.15)


def test_a_figure_in_text_that_runs_upwards_has_one_frame() -> None:
    opened = documents.read("a.pdf", pdf(f"#rotate(-90deg, reflow: true)[Còn 16298 hồ sơ]\n{LONG}"))
    start, end = span(opened, "16298")
    with pdfs.opened(opened.content) as document:
        (box,) = boxes_of(document[0], list(opened.glyphs[start:end]))
    assert box.height > 2 * (box.right - box.left)


def test_every_character_has_a_glyph_or_is_a_break() -> None:
    opened = documents.read("a.pdf", pdf(f"{LONG}\n\n{TABLE}"))
    text = opened.document.text
    assert len(opened.glyphs) == len(text) + 1
    assert {char for char, glyph in zip(text, opened.glyphs, strict=False) if glyph == pdfs.NO_GLYPH} == {"\n"}


def locked(user: str, owner: str) -> bytes:
    writer = PdfWriter(BytesIO(pdf(LONG)))
    writer.encrypt(user, owner, algorithm="RC4-128")
    packed = BytesIO()
    writer.write(packed)
    return packed.getvalue()


def scanned(*, stamp: str = "") -> bytes:
    """Two pages that are pictures, with a stamp's text over the first."""
    document = pdfium.PdfDocument.new()
    for _ in range(2):
        page = document.new_page(595, 842)
        image = pdfium.PdfImage.new(document)
        picture = pdfium.PdfBitmap.from_pil(Image.effect_noise((200, 280), 80).convert("RGB"))
        image.set_bitmap(picture)
        image.set_matrix(pdfium.PdfMatrix().scale(595, 842))
        page.insert_obj(image)
        page.gen_content()
    packed = BytesIO()
    document.save(packed)
    document.close()
    if not stamp:
        return packed.getvalue()
    writer = PdfWriter(packed)
    writer.pages[0].merge_page(PdfReader(BytesIO(pdf(stamp, "#set page(numbering: none)"))).pages[0])
    stamped = BytesIO()
    writer.write(stamped)
    return stamped.getvalue()


def test_a_pdf_with_a_password_is_refused_and_one_merely_kept_from_copying_is_read() -> None:
    with pytest.raises(Unreadable, match=r"“a\.pdf” được đặt mật khẩu .*; hãy bỏ mật khẩu"):
        documents.read("a.pdf", locked("bí mật", "chủ"))
    assert joined(locked("", "chủ")) == [LONG]


@pytest.mark.parametrize("stamp", ["", "Ký bởi: Ủy ban nhân dân tỉnh. Thời gian ký: 12/09/2024 10:12:00"])
def test_a_scan_is_refused_even_with_the_stamp_of_a_signature(stamp: str) -> None:
    with pytest.raises(Unreadable, match=r"bản quét .* hãy gửi bản gốc Word .* \(OCR\)"):
        documents.read("a.pdf", scanned(stamp=stamp))


def test_a_pdf_without_text_or_pictures_is_refused() -> None:
    with pytest.raises(Unreadable, match="không có lớp chữ để đọc; hãy gửi bản gốc"):
        documents.read("a.pdf", pdf("#rect()", "#set page(numbering: none)"))


def test_a_pdf_of_more_than_five_hundred_pages_is_refused_before_it_is_read() -> None:
    document = pdfium.PdfDocument.new()
    for _ in range(501):
        document.new_page(100, 100)
    packed = BytesIO()
    document.save(packed)
    document.close()
    with pytest.raises(Unreadable, match=r"có 501 trang, quá mức 500 trang; hãy tách"):
        documents.read("a.pdf", packed.getvalue())


def test_two_threads_may_read_at_once() -> None:
    content, read = pdf(LONG), []
    threads = [Thread(target=lambda: read.append(joined(content))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [[LONG]] * 4


SHORT_PAGE = "#set page(height: 9cm, numbering: none)"
BARE = "#set table(stroke: none, align: left)"


def cells_of(body: str, setup: str = "") -> list[tuple[Cell | None, str]]:
    opened = documents.read("a.pdf", pdf(body, setup))
    return [
        (block.cell, " ".join(text.split())) for block, text in zip(opened.document.blocks, texts(opened), strict=True)
    ]


@pytest.mark.parametrize("setup", [SHORT_PAGE, f"{SHORT_PAGE}\n{RAGGED}"])
def test_a_paragraph_over_page_breaks_is_one_block_wherever_its_lines_break(setup: str) -> None:
    body = " ".join(f"Quý {at} giao {at}.250 việc. Còn lại (6,{at}%) hồ sơ; {LONG}" for at in range(1, 6))
    assert joined(pdf(f"{body}\n\n{AGAIN}", setup)) == [body, AGAIN]


def test_an_item_over_a_page_break_is_one_block() -> None:
    items = [f"Mục {at}: {LONG}" for at in range(1, 6)]
    body = "\n".join(f"- {item}" for item in items)
    assert joined(pdf(body, SHORT_PAGE)) == [f"• {item}" for item in items]


def test_a_running_foot_of_two_short_pages_is_no_text() -> None:
    setup = "#set page(height: 11cm, numbering: none, footer: [UBND tỉnh – Báo cáo năm 2024])"
    assert joined(pdf(f"{LONG}\n#pagebreak()\n{AGAIN}", setup)) == [LONG, AGAIN]


def with_code(content: bytes, old: str, new: str) -> bytes:
    """A PDF whose font tells another character for one of its glyphs, as those of Symbol and Wingdings do."""
    writer = PdfWriter(clone_from=BytesIO(content))
    for page in writer.pages:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            stream = font["/ToUnicode"].get_object()
            stream.set_data(stream.get_data().replace(f"{ord(old):04X}".encode(), f"{ord(new):04X}".encode()))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize("marker", ["\uf0b7", "\uf0a7", "\uf0d8"])
def test_bullets_of_symbol_fonts_are_read_as_bullets_that_begin_items(marker: str) -> None:
    body = "Theo loại án:\n\n• Dân sự 2.046 vụ\\\n• Hành chính 58 vụ\\\n• Lao động 19 vụ"
    content = with_code(pdf(body, RAGGED), "•", marker)
    with pdfs.opened(content) as document:
        assert marker in document[0].get_textpage().get_text_range()
    opened = documents.read("a.pdf", content)
    assert [" ".join(text.split()) for text in texts(opened)] == [
        "Theo loại án:",
        "• Dân sự 2.046 vụ",
        "• Hành chính 58 vụ",
        "• Lao động 19 vụ",
    ]
    with pdfs.opened(opened.content) as document:
        start, end = span(opened, "2.046")
        assert len(boxes_of(document[0], [opened.glyphs[at] for at in range(start, end)])) == 1


ROWS = [
    ("STT", "Đơn vị", "Đã nhận", "Trễ hạn"),
    ("1", "Sở Y tế và các đơn vị trực thuộc", "1.250", "120"),
    ("2", "Sở Nội vụ", "3.410", "211"),
    ("3", "Sở Tư pháp", "2.105", "98"),
    ("", "Tổng cộng", "6.765", "429"),
]


def table(rows: Sequence[tuple[str, ...]]) -> str:
    inside = ", ".join(f"[{text}]" for row in rows for text in row)
    return f"#table(columns: (1.5cm, 4cm, 4cm, 4cm), {inside})"


def filled(rows: Sequence[tuple[str, ...]]) -> list[tuple[Cell | None, str]]:
    return [(Cell(0, at, column), text) for at, row in enumerate(rows) for column, text in enumerate(row) if text]


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_table_without_rules_is_read_cell_by_cell_as_one_with_rules(align: str) -> None:
    setup = f"{RAGGED}\n#set table(stroke: none, align: {align})"
    assert cells_of(f"{LONG}\n{table(ROWS)}\n{AGAIN}", setup) == [(None, LONG), *filled(ROWS), (None, AGAIN)]


@pytest.mark.parametrize("setup", [BARE, ""], ids=["bare", "ruled"])
def test_a_table_that_a_page_breaks_is_one_table(setup: str) -> None:
    rows = [ROWS[0], *[(str(at), f"Xã số {at * 7}", f"1.{at}50", f"{at}2") for at in range(1, 10)], ROWS[-1]]
    assert cells_of(table(rows), f"{SHORT_PAGE}\n{RAGGED}\n{setup}") == filled(rows)


@pytest.mark.parametrize("setup", [BARE, ""], ids=["bare", "ruled"])
def test_a_head_that_is_printed_on_every_page_is_one_row(setup: str) -> None:
    rows = [ROWS[0], *[(str(at), f"Xã số {at * 7}", f"1.{at}50", f"{at}2") for at in range(1, 10)], ROWS[-1]]
    head = ", ".join(f"[{text}]" for text in rows[0])
    body = table(rows[1:]).replace("4cm), ", f"4cm), table.header({head}), ", 1)
    assert cells_of(body, f"{SHORT_PAGE}\n{RAGGED}\n{setup}") == filled(rows)


def test_columns_of_prose_and_lone_figures_are_no_table() -> None:
    sides = "#grid(columns: (1fr, 1fr), [Nơi nhận: \\ - Như trên; \\ - Lưu: VT, 12.], [TM. ỦY BAN \\ CHỦ TỊCH])"
    assert all(cell is None for cell, _ in cells_of(f"{LONG}\n\n{sides}"))
    assert all(cell is None for cell, _ in cells_of(f"{LONG}\n\n{AGAIN}", "#set page(columns: 2)"))
