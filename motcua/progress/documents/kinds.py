"""What a file is by its first bytes, and what to do with one that cannot be read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePosixPath

import filetype

from motcua.progress.documents.opened import quoted
from motcua.progress.documents.package import BROKEN, damaged
from motcua.progress.types import Unreadable

_AGAIN = "rồi thử lại"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAKEN = "Word (.docx), PDF hoặc văn bản thuần (.txt)"


def kind_of(name: str, content: bytes) -> str:
    """`txt`, `docx` or `pdf`; everything else is refused with a sentence of its own (`Unreadable`)."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if not content:
        raise Unreadable(f"Tệp {quoted(name)} không có nội dung (0 byte); hãy chọn đúng tệp báo cáo {_AGAIN}.")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        return _kind_of_zip(name, content)
    if content.startswith(_OLE):
        raise _old_office(name, content)
    if content.lstrip().startswith(b"{\\rtf"):
        raise Unreadable(f"Tệp {quoted(name)} là tệp RTF; hãy mở bằng Word, lưu lại dưới dạng .docx {_AGAIN}.")
    if (guessed := filetype.guess(content)) is not None:
        raise _foreign(name, guessed.mime)
    if ending == ".docx":
        raise damaged(name)
    if ending == ".pdf":
        raise Unreadable(
            f"Tệp {quoted(name)} mang đuôi .pdf nhưng không phải tệp PDF; hãy xuất lại báo cáo thành PDF {_AGAIN}."
        )
    return "txt"


def _kind_of_zip(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = {entry.lower() for entry in package.namelist()}
            noted = _head(package, "mimetype") if "mimetype" in names else b""
    except BROKEN:
        raise damaged(name) from None
    if noted.startswith(b"application/vnd.oasis"):
        raise Unreadable(
            f"Tệp {quoted(name)} là tệp OpenDocument; hãy mở bằng LibreOffice hoặc Word, lưu lại dưới dạng .docx "
            f"{_AGAIN}."
        )
    if any(entry.endswith("vbaproject.bin") for entry in names):
        raise Unreadable(
            f"Tệp {quoted(name)} có macro nên không được mở; hãy mở bằng Word, lưu lại dưới dạng “Word Document "
            f"(.docx)” không có macro {_AGAIN}."
        )
    if any(entry.startswith("xl/") for entry in names):
        raise Unreadable(
            f"Tệp {quoted(name)} là bảng tính Excel; hãy đưa bảng vào báo cáo Word (.docx) hoặc xuất ra PDF {_AGAIN}."
        )
    if any(entry.startswith("ppt/") for entry in names):
        raise Unreadable(f"Tệp {quoted(name)} là bản trình chiếu PowerPoint; hãy xuất ra PDF {_AGAIN}.")
    if "[content_types].xml" in names:
        return "docx"
    raise Unreadable(f"Tệp {quoted(name)} là một tệp nén; hãy giải nén và chọn tệp báo cáo bên trong {_AGAIN}.")


def _head(package: zipfile.ZipFile, part: str) -> bytes:
    with package.open(part) as opened:
        return opened.read(100)


def _old_office(name: str, content: bytes) -> Unreadable:
    """Files of compound storage; a Word file with a password is one too."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Unreadable(
            f"Tệp {quoted(name)} được đặt mật khẩu; hãy mở bằng Word, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ tài liệu), "
            f"lưu lại {_AGAIN}."
        )
    if "WordDocument".encode("utf-16-le") in content:
        return Unreadable(
            f"Tệp {quoted(name)} là tệp Word đời cũ (.doc); hãy mở bằng Word, lưu lại dưới dạng .docx {_AGAIN}."
        )
    return Unreadable(
        f"Tệp {quoted(name)} là tệp Office đời cũ; hãy mở bằng Office, lưu lại dưới dạng .docx hoặc xuất ra PDF "
        f"{_AGAIN}."
    )


def _foreign(name: str, media: str) -> Unreadable:
    if media.startswith("image/"):
        return Unreadable(
            f"Tệp {quoted(name)} là ảnh nên không có chữ để đọc; hãy gửi bản gốc {_TAKEN}, hoặc nhận dạng chữ (OCR) "
            f"ra một trong các dạng đó {_AGAIN}."
        )
    return Unreadable(f"Tệp {quoted(name)} không phải báo cáo dạng văn bản; hãy chọn tệp {_TAKEN} {_AGAIN}.")
