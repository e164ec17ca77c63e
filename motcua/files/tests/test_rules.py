"""Files are what they say they are, or are refused with a sentence that helps."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pytest

from motcua.files import rules
from motcua.files.tests.samples import EXCEL, JPEG, PDF, PNG, TIFF, office, zipped
from motcua.files.types import (
    DOCX,
    KINDS,
    TEXT,
    YAML,
    EmptyFile,
    FileTooLarge,
    NamelessFile,
    WrongKind,
    size_words,
)
from motcua.files.types import PDF as PDF_KIND

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("đơn.pdf", PDF, "application/pdf"),
        ("đơn.PDF", b"\xef\xbb\xbf\r\n" + PDF, "application/pdf"),
        ("ảnh.jpg", JPEG, "image/jpeg"),
        ("ảnh.jpeg", JPEG, "image/jpeg"),
        ("ảnh.png", PNG, "image/png"),
        ("quét.tif", TIFF, "image/tiff"),
        ("tờ khai.docx", office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("bảng.xlsx", office(EXCEL), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_a_file_of_a_kind_taken_in_is_known_by_its_content(name: str, content: bytes, media_type: str) -> None:
    assert rules.must_be_of_a_kind(name, BytesIO(content)).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("đơn.pdf", JPEG, r"“đơn\.pdf” mang đuôi \.pdf nhưng nội dung là ảnh JPEG; .* thành \.jpg"),
        ("đơn", PDF, r"“đơn” không có đuôi nhưng nội dung là PDF; .* thành \.pdf"),
        ("đơn.docx", office(EXCEL), r"nội dung là Excel; .* thành \.xlsx"),
        ("đơn.exe", PDF, r"mang đuôi \.exe nhưng nội dung là PDF"),
        ("đơn.docx", zipped({"word/document.xml": b"<x/>"}), r"không mở được như một tệp Word"),
        ("đơn.docx", zipped({"a.exe": b"MZ"}), r"không mở được như một tệp Word"),
        ("đơn.docx", office()[:60], r"không mở được như một tệp Word"),
        ("đơn.docx", office(parts={"word/vbaProject.bin": b"x"}), r"không mở được như một tệp Word"),
        ("đơn.docx", office("wordprocessingml.template"), r"không mở được như một tệp Word"),
        ("đơn.pdf", b"<html><script>", r"không mở được như một tệp PDF"),
        ("đơn.pdf", b"MZ\x90\x00" + PDF, r"không mở được như một tệp PDF"),
        ("phim.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40, r"không thuộc loại được nhận; .* PDF, JPEG"),
        ("đơn.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, r"không thuộc loại được nhận"),
        ("trang.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", r"không thuộc loại được nhận"),
        ("tệp.zip", zipped({"a.txt": b"a"}), r"không thuộc loại được nhận"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_any_other_file_is_refused_with_what_to_do(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(WrongKind, match=sentence) as refused:
        rules.must_be_of_a_kind(name, BytesIO(content))
    assert "hãy " in refused.value.says
    assert refused.value.field == "files"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("báo cáo.txt", "Đã giao 16.298 việc.".encode(), "text/plain"),
        ("báo cáo.TXT", "Đã giao 16.298 việc.".encode("utf-16"), "text/plain"),
        ("cũ.txt", "Đã giao".encode("cp1258", "ignore"), "text/plain"),
        ("quy tắc.yaml", b"claims: {}", "application/yaml"),
        ("quy tắc.yml", b"claims: {}", "application/yaml"),
    ],
)
def test_plain_texts_are_taken_in_only_where_a_verb_asks_for_them(name: str, content: bytes, media_type: str) -> None:
    assert rules.must_be_of_a_kind(name, BytesIO(content), (TEXT, YAML)).media_type == media_type
    with pytest.raises(WrongKind, match="không thuộc loại được nhận"):
        rules.must_be_of_a_kind(name, BytesIO(content))
    assert not KINDS[media_type].opens_in_browser


@pytest.mark.parametrize("content", [b"MZ\x90\x00" + bytes(90), b"\x00\x01", b"a\x1bc"])
def test_what_holds_bytes_that_steer_is_no_text(content: bytes) -> None:
    with pytest.raises(WrongKind, match="không mở được như một tệp văn bản thuần"):
        rules.must_be_of_a_kind("bc.txt", BytesIO(content), (TEXT, YAML))


def test_where_only_some_kinds_are_asked_for_no_other_is_taken_in() -> None:
    with pytest.raises(WrongKind, match=r"hãy đính kèm tệp Word \(\.docx\), PDF hoặc văn bản thuần \(\.txt\)\."):
        rules.must_be_of_a_kind("ảnh.jpg", BytesIO(JPEG), (DOCX, PDF_KIND, TEXT))


def test_a_package_that_swells_when_opened_is_not_read_in_full() -> None:
    swelling = zipped({"[Content_Types].xml": b" " * (64 * MB)})
    with pytest.raises(WrongKind):
        rules.must_be_of_a_kind("đơn.docx", BytesIO(swelling))
    assert len(swelling) < MB


def test_an_empty_file_is_refused_by_name() -> None:
    with pytest.raises(EmptyFile, match=r"“đơn\.pdf” không có nội dung"):
        rules.must_have_size("đơn.pdf", 0, 20 * MB)


def test_a_file_over_the_limit_is_refused_with_its_size_and_the_limit() -> None:
    with pytest.raises(FileTooLarge, match=r"“đơn\.pdf” nặng 23,4 MB, quá mức 20 MB"):
        rules.must_have_size("đơn.pdf", int(23.4 * MB), 20 * MB)


def test_one_byte_over_the_limit_does_not_read_as_the_limit() -> None:
    rules.must_have_size("đơn.pdf", 20 * MB, 20 * MB)
    with pytest.raises(FileTooLarge, match="nặng 20,1 MB, quá mức 20 MB"):
        rules.must_have_size("đơn.pdf", 20 * MB + 1, 20 * MB)


@pytest.mark.parametrize(
    ("size", "words"),
    [(17, "17 byte"), (1024, "1 KB"), (1500, "2 KB"), (MB, "1 MB"), (MB * 1234, "1.234 MB")],
)
def test_sizes_are_said_in_the_largest_fitting_unit(size: int, words: str) -> None:
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("đơn.pdf", "đơn.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\An\\đơn.pdf", "đơn.pdf"),
        ("  tờ   khai .pdf ", "tờ khai .pdf"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("hoa\u202efdp.exe", "hoafdp.exe"),
        (unicodedata.normalize("NFD", "giấy khai sinh.pdf"), "giấy khai sinh.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("x" * 194 + ".pdf", "x" * 194 + ".pdf"),
        ("x" * 198 + ".pdf", "x" * 196 + ".pdf"),
        ("a." + "y" * 300, "a." + "y" * 198),
    ],
)
def test_a_name_loses_folders_and_invisible_letters(typed: str, kept: str) -> None:
    assert rules.clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "..", "thư mục/", "\u200b"])
def test_a_name_of_nothing_is_refused(typed: str) -> None:
    with pytest.raises(NamelessFile, match="hãy đặt tên"):
        rules.clean_name(typed)
