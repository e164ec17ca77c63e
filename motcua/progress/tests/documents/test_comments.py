"""A Word file comes back with a comment on each figure at fault, and with nothing else changed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from unicodedata import combining, normalize

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from lxml import etree

from motcua.progress import documents
from motcua.progress.tests.documents.samples import (
    audit,
    boxed,
    finding,
    paragraph,
    run,
    unpacked,
    with_footnote,
    word,
)
from motcua.progress.types import Audit, Finding, Kind, Level, Unreadable

CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
BOLD, ITALIC = "<w:b/>", '<w:i/><w:color w:val="FF0000"/>'


def commented(package: bytes, *faults: str) -> bytes:
    opened = documents.read("báo cáo.docx", package)
    return documents.commented(opened, audit(*(finding(opened, fault) for fault in faults)))


def body_of(package: bytes) -> etree._Element:
    return etree.fromstring(unpacked(package)["word/document.xml"])


def on(package: bytes) -> dict[int, str]:
    """The text each comment stands on, by its number."""
    marked: dict[int, str] = {}
    open_: set[int] = set()
    for element in body_of(package).iter():
        number = int(element.get(qn("w:id"), "-1")) if element.tag.startswith(qn("w:comment")) else -1
        if element.tag == qn("w:commentRangeStart"):
            open_.add(number)
            marked[number] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            open_.discard(number)
        elif element.tag == qn("w:t"):
            for number in open_:
                marked[number] += element.text or ""
    return marked


def bare(package: bytes) -> bytes:
    """The body without comments and with neighbouring runs of one formatting joined, in canonical form."""
    root = etree.fromstring(unpacked(package)["word/document.xml"], etree.XMLParser(remove_blank_text=True))
    for kind in ("commentRangeStart", "commentRangeEnd"):
        for mark in list(root.iter(qn(f"w:{kind}"))):
            mark.getparent().remove(mark)
    for reference in list(root.iter(qn("w:commentReference"))):
        reference.getparent().getparent().remove(reference.getparent())
    for one in list(root.iter(qn("w:r"))):
        before = one.getprevious()
        if before is None or before.tag != one.tag or format_of(before) != format_of(one):
            continue
        for child in [child for child in one if child.tag != qn("w:rPr")]:
            last = before[-1]
            if child.tag == last.tag == qn("w:t"):
                last.text = (last.text or "") + (child.text or "")
                last.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            else:
                before.append(child)
        one.getparent().remove(one)
    return bytes(etree.tostring(root, method="c14n"))


def format_of(one: etree._Element) -> bytes:
    found = one.find(qn("w:rPr"))
    return b"" if found is None else bytes(etree.tostring(found, method="c14n"))


def test_a_comment_stands_on_the_figure_alone_and_splits_its_run() -> None:
    package = word(paragraph(run("giao 16.298 nhiệm vụ, còn 88", BOLD)))
    back = commented(package, "16.298", "88")
    assert on(back) == {0: "16.298", 1: "88"}
    runs = docx.Document(BytesIO(back)).paragraphs[0].runs
    assert [one.text for one in runs if one.text] == ["giao ", "16.298", " nhiệm vụ, còn ", "88"]
    assert all(one.bold for one in runs if one.text)


def test_a_figure_in_several_runs_is_marked_from_its_first_to_its_last() -> None:
    package = word(paragraph(run("giao 16", BOLD), run(".2", ITALIC), run("98 nhiệm vụ")))
    back = commented(package, "16.298")
    assert on(back) == {0: "16.298"}
    assert bare(back) == bare(package)


def test_a_figure_in_a_cell_and_one_in_a_link_are_marked_there() -> None:
    link = f'<w:hyperlink w:anchor="a">{run("xem 12 hồ sơ")}</w:hyperlink>'
    table = f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{paragraph('có 34 tờ')}</w:tc></w:tr></w:tbl>"
    back = commented(word(paragraph(link), table), "12", "34")
    assert on(back) == {0: "12", 1: "34"}
    starts = {mark.get(qn("w:id")): mark.getparent().tag for mark in body_of(back).iter(qn("w:commentRangeStart"))}
    assert starts == {"0": qn("w:hyperlink"), "1": qn("w:p")}


def test_two_findings_on_one_figure_are_two_comments() -> None:
    opened = documents.read("a.docx", word("còn 88 nhiệm vụ"))
    both = audit(finding(opened, "88", "Một."), finding(opened, "88 nhiệm", "Hai."))
    assert on(documents.commented(opened, both)) == {0: "88", 1: "88 nhiệm"}


@pytest.mark.parametrize(
    ("body", "host"),
    [
        (paragraph("Xem hộp", boxed("có 12 tờ")), "w:r"),
        (
            paragraph(f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('có 12 tờ')}</w:sdtContent></w:sdt>"),
            "w:sdt",
        ),
    ],
)
def test_where_word_takes_no_comment_it_stands_around_the_whole(body: str, host: str) -> None:
    package = word(body)
    (start,) = body_of(commented(package, "12")).iter(qn("w:commentRangeStart"))
    assert start.getnext().tag == qn(host)
    was = next(one for one in body_of(package).iter(qn(host)) if "12" in "".join(one.itertext()))
    assert etree.tostring(start.getnext(), method="c14n") == etree.tostring(was, method="c14n")
    assert start.getparent().getparent().tag == qn("w:body")


def test_a_comment_on_the_result_of_a_field_stands_around_the_field() -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")]
    code = "<w:r><w:instrText> =SUM(A1) </w:instrText></w:r>"
    package = word(paragraph("có ", marks[0], code, marks[1], "tất cả 125 hồ sơ", marks[2], " xong"))
    back = commented(package, "125")
    (start,) = body_of(back).iter(qn("w:commentRangeStart"))
    (end,) = body_of(back).iter(qn("w:commentRangeEnd"))
    kinds = [mark.find(qn("w:fldChar")).get(qn("w:fldCharType")) for mark in (start.getnext(), end.getprevious())]
    assert kinds == ["begin", "end"]
    assert bare(back) == bare(package)


def test_a_comment_on_a_footnote_stands_on_its_mark() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    package = with_footnote(paragraph("Có 15 hồ sơ", mark), paragraph("Gồm 12 tờ."))
    back = commented(package, "12")
    (start,) = body_of(back).iter(qn("w:commentRangeStart"))
    assert start.getnext().find(qn("w:footnoteReference")) is not None
    assert unpacked(back)["word/footnotes.xml"] == unpacked(package)["word/footnotes.xml"]


def test_all_other_parts_stay_byte_for_byte_and_the_text_the_same() -> None:
    package = word(paragraph(run("giao 16.298", BOLD), " nhiệm vụ"), parts={"word/media/x.png": b"\x89PNG"})
    back = commented(package, "16.298")
    before, after = unpacked(package), unpacked(back)
    assert set(after) - set(before) == {"word/comments.xml"}
    assert {name for name in before if before[name] != after[name]} <= CHANGED
    assert bare(back) == bare(package)
    assert documents.read("a.docx", back).document == documents.read("a.docx", package).document


def test_what_else_a_split_run_holds_stays_in_its_order() -> None:
    holding = (
        '<w:r><w:t>có 12</w:t><w:tab/><w:t>34</w:t><w:footnoteReference w:id="9"/>'
        '<w:t xml:space="preserve"> và 56</w:t><w:br/></w:r>'
    )
    marks = '<w:bookmarkStart w:id="7" w:name="đây"/>', '<w:bookmarkEnd w:id="7"/>'
    package = word(paragraph("trước", marks[0], holding, marks[1]))
    back = commented(package, "34", "56")
    assert on(back) == {0: "34", 1: "56"}
    assert bare(back) == bare(package)


def test_comments_that_are_there_stay_and_ours_are_numbered_after_them() -> None:
    theirs = docx.Document()
    line = theirs.add_paragraph("giao 16.298 nhiệm vụ")
    theirs.add_comment(line.runs, "Xem lại", author="Bình", initials="B")
    packed = BytesIO()
    theirs.save(packed)
    once = commented(packed.getvalue(), "16.298")
    comments = list(docx.Document(BytesIO(once)).comments)
    assert [(one.author, one.initials) for one in comments] == [("Bình", "B"), ("motcua", "mc")]
    assert comments[0].text == "Xem lại"
    assert on(once) == {0: "giao 16.298 nhiệm vụ", 1: "16.298"}
    twice = commented(once, "16.298")
    assert on(twice) == {0: "giao 16.298 nhiệm vụ", 1: "16.298", 2: "16.298"}


def test_a_comment_says_level_sentence_exact_value_and_repairs() -> None:
    opened = documents.read("a.docx", word("giao 16.298, xong 16.211, còn 88"))
    found = finding(
        opened, "16.298", "Cộng lại là 16.299.", exact="16.299", repairs={"16.298": "16.299", "88": "87"}
    )  # fmt: skip
    (comment,) = docx.Document(BytesIO(documents.commented(opened, audit(found)))).comments
    assert comment.text.split("\n") == [
        "1. Lỗi: Cộng lại là 16.299.",
        "Đã in: 16.298; chính xác: 16.299.",
        "Có thể sửa một trong các chỗ sau:",
        "- “16.298” sửa thành “16.299”;",
        "- “88” sửa thành “87”.",
    ]


@pytest.mark.parametrize(("level", "called"), [(Level.WARNING, "1. Cảnh báo: "), (Level.QUESTION, "1. Câu hỏi: ")])
def test_a_warning_and_a_question_say_what_they_are(level: Level, called: str) -> None:
    opened = documents.read("a.docx", word("đạt 80,12%"))
    found = finding(opened, "80,12%", "Làm tròn.", level=level)
    (comment,) = docx.Document(BytesIO(documents.commented(opened, audit(found)))).comments
    assert comment.text == f"{called}Làm tròn."


def test_a_comment_bears_the_moment_it_is_given_and_else_none() -> None:
    opened = documents.read("a.docx", word("còn 88"))
    found = audit(finding(opened, "88"))
    at = datetime(2024, 9, 9, 3, 0, tzinfo=UTC)
    (dated,) = docx.Document(BytesIO(documents.commented(opened, found, at=at))).comments
    (undated,) = docx.Document(BytesIO(documents.commented(opened, found))).comments
    assert (dated.timestamp, undated.timestamp) == (at, None)
    assert documents.commented(opened, found) == documents.commented(opened, found)


def test_without_findings_the_bytes_are_those_that_came() -> None:
    opened = documents.read("a.docx", word("còn 88"))
    assert documents.commented(opened, Audit((), (), ())) == opened.content


PIECES = st.lists(
    st.tuples(
        st.text("aệ12.,% \u0302\u0323o", min_size=1, max_size=8),
        st.sampled_from(["", BOLD, ITALIC]),
        st.sampled_from(["", "<w:tab/>", "<w:br/>", '<w:footnoteReference w:id="9"/>', "<w:noBreakHyphen/>"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60)
@given(lines=st.lists(PIECES, min_size=1, max_size=4), data=st.data())
def test_any_span_of_any_paragraph_leads_to_runs_that_say_it(
    lines: list[list[tuple[str, str, str]]], data: st.DataObject
) -> None:
    """Offsets to runs and back; the text and all but the splitting of runs stays as it was."""
    package = word("đầu", *(paragraph(*(with_sign(*piece) for piece in line)) for line in lines))
    try:
        opened = documents.read("a.docx", package)
    except Unreadable:  # hardly a letter among the signs
        reject()
    text, spans = opened.document.text, []
    for _ in range(data.draw(st.integers(1, 4))):
        block = data.draw(st.sampled_from(opened.document.blocks))
        start = data.draw(st.integers(block.start, block.end - 1))
        spans.append((start, data.draw(st.integers(start + 1, block.end))))
    spans.sort()
    found = tuple(Finding(Kind.SUM, Level.ERROR, "", "", start, end, "x") for start, end in spans)
    back = documents.commented(opened, audit(*found))
    assert documents.read("a.docx", back).document == opened.document
    assert bare(back) == bare(package)
    for (start, end), marked in zip(spans, on(back).values(), strict=True):
        begins, ends = {start, cluster(text, start)[0]}, {end, cluster(text, end - 1)[1]}
        wanted = {re.sub(r"[\t\n-]", "", text[begin:until]) for begin in begins for until in ends}
        assert normalize("NFC", marked) in {normalize("NFC", words) for words in wanted}


def cluster(text: str, at: int) -> tuple[int, int]:
    """The letter with all its marks that a character is part of: it may have been one character in the file."""
    start, end = at, at + 1
    while start and combining(text[start]) and text[start - 1] != "\n":
        start -= 1
    while end < len(text) and combining(text[end]):
        end += 1
    return start, end


def with_sign(text: str, format_: str, sign: str) -> str:
    return run(text, format_).replace("</w:r>", f"{sign}</w:r>")
