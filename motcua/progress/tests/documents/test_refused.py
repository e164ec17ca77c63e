"""What cannot be read is refused in one Vietnamese sentence of its own that says what to do."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from time import process_time

import pytest

from motcua.progress import documents
from motcua.progress.documents import package
from motcua.progress.tests.documents.samples import paragraph, pdf, repacked, unpacked, word, zipped
from motcua.progress.types import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"


def declared(old: str, new: str, **parts: bytes) -> bytes:
    """A Word file whose list of contents is another's."""
    sound = word("12")
    types = unpacked(sound)["[Content_Types].xml"].replace(old.encode(), new.encode())
    return repacked(sound, {"[Content_Types].xml": types} | parts)


def body(document: bytes) -> bytes:
    return repacked(word("12"), {"word/document.xml": document})


def locked() -> bytes:
    """A zip whose first entry says that it is encrypted."""
    packed = bytearray(word("12"))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + at] |= 1
    return bytes(packed)


MAIN = "wordprocessingml.document.main"
LAUGHS = (
    b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/'
    b'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)
REFUSED = {
    "empty": ("a.docx", b"", "không có nội dung .0 byte.; hãy chọn"),
    "old word": ("a.doc", OLE + "WordDocument".encode("utf-16-le"), r"Word đời cũ .*lưu lại dưới dạng \.docx"),
    "old word named docx": ("a.docx", OLE + "WordDocument".encode("utf-16-le"), r"Word đời cũ"),
    "word with a password": ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "đặt mật khẩu; hãy .*bỏ mật khẩu"),
    "old excel": ("a.xls", OLE + "Workbook".encode("utf-16-le"), "Office đời cũ"),
    "rtf": ("a.rtf", rb"{\rtf1\ansi 12}", "RTF; hãy mở bằng Word"),
    "opendocument": (
        "a.odt",
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "OpenDocument; hãy mở bằng LibreOffice",
    ),
    "excel": ("a.xlsx", zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "bảng tính Excel"),
    "slides": ("a.pptx", zipped({"[Content_Types].xml": b"<Types/>", "ppt/p.xml": b"<x/>"}), "PowerPoint; hãy xuất"),
    "zip": ("a.zip", zipped({"a.txt": b"12"}), "tệp nén; hãy giải nén"),
    "png": ("a.png", PNG, "là ảnh .*OCR"),
    "picture named text": ("a.txt", JPEG, "là ảnh"),
    "program": ("a.txt", b"MZ" + b"\0" * 200, "không phải báo cáo"),
    "page saved as word": ("a.docx", b"<html><body>12</body></html>", "hỏng hoặc chưa tải hết"),
    "page": ("a.txt", b"<!DOCTYPE html><p>12", "trang web"),
    "text named docx": ("a.docx", b"12 ho so", "Word .* hỏng hoặc chưa tải hết"),
    "text named pdf": ("a.pdf", b"12 ho so", r"đuôi \.pdf nhưng không phải"),
    "cut word": ("a.docx", word("12")[:-200], "hỏng hoặc chưa tải hết"),
    "macros": (
        "a.docx",
        declared(MAIN, "ms-word.document.macroEnabled.main", **{"word/vbaProject.bin": b"x"}),
        "có macro .*không có macro",
    ),
    "template": ("a.docx", declared(MAIN, "wordprocessingml.template.main"), r"mẫu của Word \(\.dotx\)"),
    "locked zip": ("a.docx", locked(), "nén có mật khẩu; hãy bỏ mật khẩu"),
    "entities": ("a.docx", body(LAUGHS), "khai báo XML không an toàn"),
    "entities in utf-16": ("a.docx", body(b"\xff\xfe" + LAUGHS.decode().encode("utf-16-le")), "XML không an toàn"),
    "entities in utf-7": ("a.docx", body(b'<?xml version="1.0" encoding="UTF-7"?><a/>'), "XML không an toàn"),
    "broken xml": ("a.docx", body(b"<w:document><w:body>"), "hỏng hoặc chưa tải hết"),
    "strict": (
        "a.docx",
        body(b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
        "Strict Open XML",
    ),
    "cut pdf": ("a.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog", "PDF .*hỏng hoặc chưa tải hết"),
}


@pytest.mark.parametrize(("name", "content", "says"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_a_sentence_of_its_own(name: str, content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as refused:
        documents.read(name, content)
    assert f"“{name}”" in refused.value.says
    assert "; hãy " in refused.value.says
    assert refused.value.says.endswith("thử lại.")


def test_no_two_kinds_of_trouble_share_a_sentence_by_chance() -> None:
    said: dict[str, list[str]] = {}
    for trouble, (name, content, _) in REFUSED.items():
        with pytest.raises(Unreadable) as refused:
            documents.read(name, content)
        said.setdefault(refused.value.says.replace(name, "x"), []).append(trouble)
    shared = [sorted(troubles) for troubles in said.values() if len(troubles) > 1]
    assert sorted(shared) == [
        ["broken xml", "cut word", "page saved as word", "text named docx"],
        ["entities", "entities in utf-16", "entities in utf-7"],
        ["old word", "old word named docx"],
        ["picture named text", "png"],
    ]


def test_the_kind_is_told_by_content_and_not_by_name() -> None:
    assert documents.read("a.pdf", word("12")).kind == "docx"
    assert documents.read("a.docx", pdf("12 hồ sơ")).kind == "pdf"
    assert documents.read("báo cáo", b"12").kind == "txt"


def test_a_package_that_swells_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "TAGS", 50_000)
    assert documents.read("a.docx", word("12"))
    with pytest.raises(Unreadable, match=r"lớn hơn nhiều lần một báo cáo 500 trang .*; hãy tách"):
        documents.read("a.docx", body(b"<w:document>" + b"<w:p/>" * 50_000 + b"</w:document>"))


@pytest.mark.parametrize("part", ["word/document.xml", "word/media/image1.png", "customXml/item1.xml"])
def test_a_bomb_of_zeros_is_refused_quickly(part: str) -> None:
    bomb = repacked(word("12"), {part: b"\0" * (package.UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    begun = process_time()
    with pytest.raises(Unreadable, match=r"bung ra quá 512 MB"):
        documents.read("a.docx", bomb)
    assert process_time() - begun < 30  # it did not unpack by the gigabyte


def test_a_package_that_lies_about_its_sizes_is_refused() -> None:
    """The list says ten bytes, the data holds more."""
    packed = bytearray(repacked(word("12"), {"word/media/x.png": b"\0" * 10_000_000}))
    at = packed.rindex(b"PK\x01\x02", 0, packed.rindex(b"word/media/x.png"))
    packed[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(Unreadable, match="hỏng hoặc chưa tải hết"):
        documents.read("a.docx", bytes(packed))


def test_a_package_of_very_many_parts_is_refused() -> None:
    many = BytesIO(word("12"))
    with zipfile.ZipFile(many, "a") as added:
        for number in range(package.ENTRIES):
            added.writestr(f"word/media/{number}", b"")
    with pytest.raises(Unreadable, match=r"quá mức 5\.000 phần"):
        documents.read("a.docx", many.getvalue())


def test_tables_nested_past_all_reason_are_refused_and_not_followed() -> None:
    deep = paragraph("12")
    for _ in range(400):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    with pytest.raises(Unreadable, match="hỏng"):
        documents.read("a.docx", word(deep))


def test_a_name_is_shown_without_what_turns_it_around() -> None:
    with pytest.raises(Unreadable, match=r"“báo cáofdp\.docx”"):
        documents.read("báo cáo\u202efdp.docx", b"")
