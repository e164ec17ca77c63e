"""How an audit is told: sentences cut at their ends, figures marked where they stand, places in words."""

from __future__ import annotations

from dataclasses import replace

from motcua.progress import telling
from motcua.progress.documents.cards import numbered
from motcua.progress.documents.opened import Opened
from motcua.progress.tests import made
from motcua.progress.types import Audit, Block, Cell, Document, Finding, Kind, Level


def document(*paragraphs: str) -> Document:
    """Paragraphs as blocks."""
    blocks, at = [], 0
    for each in paragraphs:
        blocks.append(Block(at, at + len(each)))
        at += len(each) + 1
    return Document("\n".join(paragraphs), tuple(blocks))


def about(text: Document, printed: str) -> Finding:
    start = text.text.index(printed)
    return Finding(Kind.SUM, Level.ERROR, printed, "", start, start + len(printed), made.SAYS)


def shown(text: Document, printed: str) -> str:
    pieces = telling.sentence_pieces(text, about(text, printed))
    return "".join(f"«{each.text}»" if each.is_first else each.text for each in pieces)


def test_a_figure_is_shown_in_its_own_sentence() -> None:
    text = document("Năm 2023 có 5 xã. Đến nay tiếp nhận 16.298 hồ sơ; trễ 88. Ấp Một có 3.", "Đoạn sau.")
    assert shown(text, "16.298") == "Đến nay tiếp nhận «16.298» hồ sơ; trễ 88."
    assert shown(text, "5 xã") == "Năm 2023 có «5 xã»."


def test_a_dot_in_a_number_or_before_a_small_letter_ends_no_sentence() -> None:
    text = document("Tổng 1.234.567 đồng, theo TP. và q. ba có 12 việc.")
    assert shown(text, "12") == "Tổng 1.234.567 đồng, theo TP. và q. ba có «12» việc."


def test_lines_that_a_typewriter_broke_are_one_sentence_and_items_of_a_list_are_not() -> None:
    text = Document("Đã giao\n16.298 việc.\n- xong 5\n- còn 3", (Block(0, 38),))
    assert shown(text, "16.298") == "Đã giao\n«16.298» việc."
    assert shown(text, "5") == "- xong «5»"


def test_a_long_sentence_is_cut_at_blanks_around_the_figure() -> None:
    text = document("một " * 200 + "có 16.298 hồ sơ " + "hai " * 200)
    told = shown(text, "16.298")
    assert told.startswith("… một")
    assert told.endswith("hai …")
    assert "có «16.298» hồ sơ" in told
    assert len(told) < 350


def test_all_figures_of_a_tie_are_seen_where_they_stand_near() -> None:
    text = document("Đã giao 16.298 việc. " + "Câu giữa. " * 40 + "Còn 88 việc. Câu sau.")
    parts = tuple((text.text.index(each), text.text.index(each) + len(each)) for each in ("16.298", "88"))
    finding = replace(about(text, "16.298"), places=parts)
    told = "".join(each.text for each in telling.sentence_pieces(text, finding))
    assert told.startswith("Đã giao 16.298 việc.")
    assert told.rstrip(" …").endswith("Còn 88 việc.")


def test_marks_that_overlap_cut_the_text_into_pieces_that_add_up_to_it() -> None:
    marks = [telling.Mark(2, 6, 1, is_first=True), telling.Mark(4, 8, 2)]
    pieces = telling.text_pieces("0123456789", 0, 10, marks)
    assert "".join(each.text for each in pieces) == "0123456789"
    assert [(each.text, [mark.finding for mark in each.marks]) for each in pieces] == [
        ("01", []),
        ("23", [1]),
        ("45", [1, 2]),
        ("67", [2]),
        ("89", []),
    ]


def test_places_are_told_by_page_table_paragraph_or_line() -> None:
    text = "a 1\nb 2\nc 3"
    blocks = (Block(0, 3), Block(4, 7, Cell(1, 0, 2)), Block(8, 11, page=3))
    told = [telling.place_words(Document(text, blocks), at) for at in (2, 6, 10)]
    assert told == ["đoạn 1", "bảng 2, hàng 1, cột 3", "trang 3"]
    assert telling.place_words(Document("a\nb 2", (Block(0, 5),)), 4, has_lines=True) == "dòng 2"
    assert telling.place_words(Document(text, blocks), 10, page_starts=(0, 4, 6, 9)) == "trang 4"


def test_a_text_without_a_number_is_told_so() -> None:
    text = document("Không có gì.")
    assert telling.as_text("bc.txt", text, Audit((), (), ())) == "bc.txt: không thấy số liệu nào để soát."


def test_what_the_rule_file_wanted_and_was_not_found_is_told() -> None:
    told = telling.as_text("bc.txt", document("x"), Audit((), (), (), missing=("Đã giao {giao} nhiệm vụ.",)))
    assert "KHÔNG TÌM THẤY TRONG BÁO CÁO: 1 câu mẫu" in told
    assert "– Đã giao {giao} nhiệm vụ." in told


def test_findings_are_numbered_as_they_are_listed_the_gravest_first() -> None:
    text = document("Có 10 xã, 20 ấp, 30 khóm.")
    found = tuple(
        replace(about(text, printed), level=level)
        for printed, level in (("10", Level.QUESTION), ("20", Level.WARNING), ("30", Level.ERROR))
    )
    audit = Audit((), (), found)
    told = telling.as_text("bc.docx", text, audit)
    assert [told.index(f"\n{number}. Tổng") for number in (1, 2, 3)] == sorted(
        told.index(f"\n{number}. Tổng") for number in (1, 2, 3)
    )
    assert [each["printed"] for each in telling.as_data(text.text, audit)["findings"]] == ["30", "20", "10"]
    assert [each.finding.printed for each in numbered(Opened("bc.docx", "docx", text, b""), audit)] == [
        "30",
        "20",
        "10",
    ]
