"""A Word file is read as its reader sees it, in order, with the cells of its tables."""

from __future__ import annotations

import pytest

from motcua.progress import documents
from motcua.progress.tests.documents.samples import boxed, paragraph, run, texts, with_footnote, word
from motcua.progress.types import Cell


def read(*body: str) -> list[str]:
    return texts(documents.read("báo cáo.docx", word(*body)))


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if not text.startswith('<') else text}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def inside(kind: str, content: str, attributes: str = 'w:id="1" w:author="An"') -> str:
    return f"<w:{kind} {attributes}>{content}</w:{kind}>"


BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end"))


def code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (paragraph("giao ", "16.2", "98 nhiệm vụ"), "giao 16.298 nhiệm vụ"),
        (paragraph("còn ", inside("ins", run("87")), inside("del", "<w:r><w:delText>88</w:delText></w:r>")), "còn 87"),
        (paragraph("a", inside("del", "<w:r><w:tab/></w:r>"), "b"), "ab"),
        (paragraph("a", inside("moveFrom", run("b")), inside("moveTo", run("c"))), "ac"),
        (paragraph("xem ", inside("hyperlink", run("28/9/2021"), "")), "xem 28/9/2021"),
        (paragraph("số ", inside("sdt", "<w:sdtPr/>" + inside("sdtContent", run("12"), ""), "")), "số 12"),
        (paragraph("số ", inside("smartTag", inside("smartTag", run("12"), ""), "")), "số 12"),
        (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        (paragraph("<w:r><w:t>2021</w:t><w:noBreakHyphen/><w:t>2025</w:t></w:r>"), "2021-2025"),
        (paragraph("<w:r><w:t>mã</w:t><w:softHyphen/><w:t>số</w:t></w:r>"), "mãsố"),
        (paragraph("có ", BEGIN, code("SUM(A1)"), SEPARATE, run("125"), END, " hồ sơ"), "có 125 hồ sơ"),
        (paragraph("a", BEGIN, code("IF 1"), BEGIN, run("ẩn"), END, SEPARATE, run("b"), END), "ab"),
        (paragraph("thấy", run("giấu", "<w:vanish/>"), run(" rõ", '<w:vanish w:val="0"/>')), "thấy rõ"),
        (paragraph("<w:r><w:t> rìa </w:t></w:r>", " giữa "), "rìa giữa "),
        (paragraph("a", "<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "b"), "ab"),
    ],
)
def test_a_paragraph_reads_as_it_is_shown(body: str, seen: str) -> None:
    assert read(body) == [seen]


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    gone = "<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='An'/></w:rPr></w:pPr>" + run("giao 12 ") + "</w:p>"
    assert read(gone, "nhiệm vụ", "Hết") == ["giao 12 nhiệm vụ", "Hết"]


def test_blank_paragraphs_are_no_blocks_and_leave_no_hole() -> None:
    opened = documents.read("a.docx", word("một", "", " \t", "hai"))
    assert opened.document.text == "một\nhai"
    assert [(block.start, block.end) for block in opened.document.blocks] == [(0, 3), (4, 7)]


def test_decomposed_letters_are_composed_paragraph_by_paragraph() -> None:
    assert read(paragraph("nhie", "\u0323\u0302m vu\u0323"), "ha\u0300") == ["nhiệm vụ", "hà"]


def test_a_table_of_contents_is_left_out_and_what_follows_is_not() -> None:
    body = [
        paragraph(BEGIN, code(' TOC \\o "1-3" '), SEPARATE, run("I. Kết quả"), "<w:r><w:tab/></w:r>", run("12")),
        paragraph(run("II. Nhiệm vụ 15"), END),
        "I. Kết quả",
    ]
    assert read(*body) == ["I. Kết quả"]


def test_cells_are_told_by_row_and_column_and_a_merged_one_once() -> None:
    wide, begins, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    opened = documents.read(
        "a.docx",
        word(
            "Trước",
            table(
                cell("Đơn vị", begins) + cell("Hồ sơ", wide),
                cell("che", goes_on) + cell("nhận") + cell("trả"),
                cell("Sở A") + cell("12") + cell(paragraph("9") + paragraph("đã trả")),
            ),
            "Sau",
            table(cell("x")),
        ),
    )
    assert [(block.cell, text) for block, text in zip(opened.document.blocks, texts(opened), strict=True)] == [
        (None, "Trước"),
        (Cell(0, 0, 0), "Đơn vị"),
        (Cell(0, 0, 1), "Hồ sơ"),
        (Cell(0, 1, 1), "nhận"),
        (Cell(0, 1, 2), "trả"),
        (Cell(0, 2, 0), "Sở A"),
        (Cell(0, 2, 1), "12"),
        (Cell(0, 2, 2), "9"),
        (Cell(0, 2, 2), "đã trả"),
        (None, "Sau"),
        (Cell(1, 0, 0), "x"),
    ]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    opened = documents.read("a.docx", word(table(cell(table(cell("trong")) + paragraph("ngoài")))))
    assert [(block.cell, text) for block, text in zip(opened.document.blocks, texts(opened), strict=True)] == [
        (Cell(1, 0, 0), "trong"),
        (Cell(0, 0, 0), "ngoài"),
    ]


def test_a_row_whose_deletion_is_tracked_is_gone() -> None:
    gone = "<w:trPr><w:del w:id='1' w:author='An'/></w:trPr>" + cell("cũ")
    assert read(table(cell("một"), gone, cell("hai"))) == ["một", "hai"]


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    assert read(paragraph("Trên ", boxed("12 hộp"), "dưới"), "Sau") == ["Trên dưới", "12 hộp", "Sau"]


def test_only_what_older_versions_show_is_read_where_there_is_nothing_newer() -> None:
    fallback = "<w:r><mc:AlternateContent><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
    ends = "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    assert read(paragraph("a", fallback + paragraph("b") + ends)) == ["a", "b"]


def test_a_footnote_follows_the_paragraph_that_refers_to_it() -> None:
    body = paragraph("Có 12", '<w:r><w:footnoteReference w:id="2"/></w:r>', " hồ sơ")
    assert texts(documents.read("a.docx", with_footnote(body, paragraph("Gồm 5 và 7.")))) == [
        "Có 12 hồ sơ",
        "Gồm 5 và 7.",
    ]


def styled(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text)}</w:p>'


def test_numbers_that_word_gives_to_lists_are_no_text_and_bullets_are() -> None:
    assert read(styled("ListNumber", "Mục"), styled("ListBullet", "Ý"), "Đoạn") == ["Mục", "• Ý", "Đoạn"]
