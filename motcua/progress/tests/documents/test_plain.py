"""Plain text in whatever code it was saved; what cannot be decoded beyond doubt is not guessed."""

from __future__ import annotations

import codecs
from unicodedata import normalize

import pytest

from motcua.kernel.text import is_syllable
from motcua.progress import documents
from motcua.progress.documents import legacy
from motcua.progress.types import Unreadable

REPORT = (
    "Từ ngày 28/9/2021 đến 31/8/2024, Ủy ban nhân dân tỉnh đã giao 16.298 nhiệm vụ; theo đó đã hoàn thành 16.211 "
    "nhiệm vụ (99,47%), trong đó có 15.107 nhiệm vụ giải quyết đúng hạn, 1.104 nhiệm vụ trễ hạn.\n"
    "Thực hiện quyết định của Hội đồng nhân dân về cải cách thủ tục hành chính, các sở đã rút ngắn thời gian."
)
TCVN3 = {letter: byte for byte, letter in legacy._TCVN3.items()}
VNI_MARKS = {normalize("NFD", "o" + marks)[1:]: code for code, marks in legacy._VNI_MARKS.items()}
VNI_ALONE = {normalize("NFC", letter): code for code, letter in legacy._VNI_ALONE.items()}


def in_tcvn3(text: str) -> bytes:
    """As typed with .VnTime: capitals with tones have no code of their own and come as small letters."""
    return bytes(TCVN3.get(char) or TCVN3.get(char.lower()) or ord(char) for char in text)


def in_vni(text: str) -> bytes:
    return "".join(map(vni_letter, text)).encode("cp1252")


def vni_letter(char: str) -> str:
    small = char.lower()
    base, marks = normalize("NFD", small)[:1], normalize("NFD", small)[1:]
    if "\u031b" in marks:
        base, marks = normalize("NFC", base + "\u031b"), marks.replace("\u031b", "")
    code = VNI_ALONE.get(small) or VNI_ALONE.get(base, base) + VNI_MARKS.get(marks, marks)
    return code.upper() if char.isupper() else code


def in_windows_1258(text: str) -> bytes:
    """Each letter as its own code or as a letter and a tone."""
    written = bytearray()
    for char in text:
        try:
            written += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = normalize("NFD", char)
            tone = next(part for part in parts if part in "\u0300\u0309\u0303\u0301\u0323")
            written += normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return bytes(written)


def text_of(content: bytes, name: str = "báo cáo.txt") -> str:
    return documents.read(name, content).document.text


@pytest.mark.parametrize(
    "content",
    [
        REPORT.encode(),
        codecs.BOM_UTF8 + REPORT.encode(),
        codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + REPORT.encode("utf-32-le"),
        REPORT.encode("utf-16-le"),
        REPORT.encode("utf-16-be"),
        normalize("NFD", REPORT).encode(),
        REPORT.replace("\n", "\r\n").encode(),
        in_windows_1258(REPORT),
        in_vni(REPORT),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "utf-32", "bare-16", "bare-16-be", "nfd", "crlf", "1258", "vni"],
)
def test_the_same_report_in_any_code_is_the_same_text(content: bytes) -> None:
    assert text_of(content) == REPORT


def test_tcvn3_reads_as_it_was_typed() -> None:
    assert text_of(in_tcvn3(REPORT)) == REPORT.replace("Ủ", "ủ")


def test_nothing_but_line_ends_and_composition_is_changed() -> None:
    odd = "Giao  12\u00a0nhiệm vụ\t;\r\n\r\n  hoà – thuỷ\f\u200bxong "
    assert text_of(odd.encode()) == odd.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "content",
    [
        REPORT.encode() + in_tcvn3(REPORT),
        in_tcvn3(REPORT) * 20 + " tỉnh".encode(),
        in_windows_1258(REPORT) + in_vni(REPORT),
        REPORT.encode()[:-1] + b"\xe1\xbb",
        in_tcvn3(REPORT) + in_vni(REPORT),
        b"\xff\xfe" + REPORT.encode("utf-16-le")[:-1],
        bytes(range(256)) * 40,
        "Số liệu năm 2024: 12\0\0\0".encode(),
        REPORT.encode() + REPORT.encode("utf-16"),
        codecs.BOM_UTF8 + b"Bao cao so 12\n" + "Trễ hạn 88 hồ sơ".encode("utf-16-le"),
        b"Bao cao so 12, tong so 88.\n" * 4 + REPORT.encode("utf-16-le") * 9,
        REPORT.encode("utf-16") + REPORT.encode() + b" " * (len(REPORT.encode()) % 2),
        "Báo cáo năm 2024.\n".encode() + in_windows_1258(REPORT) * 20,
    ],
    ids=[
        "utf-8+tcvn3",
        "a word of utf-8",
        "1258+vni",
        "cut",
        "tcvn3+vni",
        "odd",
        "binary",
        "nul",
        "utf-8+utf-16",
        "bom+utf-16",
        "ascii+utf-16",
        "utf-16+utf-8",
        "a line of utf-8+1258",
    ],
)
def test_a_code_that_is_not_beyond_doubt_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"bảng mã .*“báo cáo\.txt”.* hãy .* UTF-8") as refused:
        text_of(content)
    assert refused.value.says.count(".") == 2  # the name's own and the end: one sentence


@pytest.mark.parametrize("code", ["tcvn3", "vni"])
def test_letters_of_old_fonts_kept_as_unicode_are_refused(code: str) -> None:
    garbled = in_tcvn3(REPORT).decode("latin-1") if code == "tcvn3" else in_vni(REPORT).decode("cp1252")
    with pytest.raises(Unreadable, match=r"TCVN3 .* VNI .*UniKey"):
        text_of(garbled.encode())


@pytest.mark.parametrize("code", ["tcvn3", "1258"])
def test_one_line_from_an_old_code_in_a_long_sound_text_is_refused(code: str) -> None:
    garbled = in_tcvn3(REPORT) if code == "tcvn3" else in_windows_1258(REPORT)
    text = "\n".join([REPORT] * 90 + [garbled.decode("latin-1"), REPORT])
    with pytest.raises(Unreadable, match=r"Một phần chữ .* lẫn bảng mã .* hãy chuyển phần đó sang Unicode"):
        text_of(text.encode())


def test_names_of_other_peoples_and_foreign_firms_are_read() -> None:
    names = "Krông Búk, Krông Pắc, Đắk Mil, Đắk Glong, Ea H'leo, Cư M'gar; QĐND, HĐND; Công ty Nestlé, Düsseldorf"
    assert text_of(f"{REPORT}\n{names}: 12 xã.".encode()).endswith("Düsseldorf: 12 xã.")


def test_utf_8_that_was_saved_as_western_text_is_refused() -> None:
    twice = REPORT.encode().decode("latin-1").encode()
    with pytest.raises(Unreadable, match="lẫn bảng mã"):
        text_of(twice)


def test_text_that_lost_its_letters_is_refused() -> None:
    with pytest.raises(Unreadable, match="đã mất mã"):
        text_of(REPORT.encode("ascii", "replace").replace(b"?", "\ufffd".encode()))


def test_letters_of_a_font_without_a_table_are_refused() -> None:
    with pytest.raises(Unreadable, match="đã mất mã"):
        text_of("CӜNG HÒA XÃ HӜI CHӪ NGHƬA VIӊT NAM Ĉӝc lұp - Tӵ do - Hҥnh phúc".encode())


@pytest.mark.parametrize(
    "text",
    [
        "Phân bổ « hợp lý» 12%, đạt «khá», «tốt»; km²/người, 25°C, §1, ½ số hộ, Krông Búk, Đắk Lắk.",
        "12 34 56 78 ...................... 90 _______________",
        "Total 12 of 24 tasks.",
        "Văn phòng Goethe ở München và Zürich có 12 người.",
    ],
)
def test_what_is_merely_unusual_is_read(text: str) -> None:
    assert text_of(text.encode()) == text


@pytest.mark.parametrize("content", [b" \n\t ", "\ufeff".encode(), "\u00a0\n".encode()])
def test_a_text_of_blanks_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable, match="không có chữ nào; hãy chọn đúng tệp"):
        text_of(content)


def test_a_text_longer_than_five_hundred_pages_is_refused() -> None:
    line = "Giao 12 nhiệm vụ.\n"
    fits = line * (documents.CHARACTERS // len(line))
    assert text_of(fits.encode())
    with pytest.raises(Unreadable, match=r"quá mức 1\.500\.000 ký tự \(khoảng 500 trang\); hãy tách"):
        text_of((fits + line).encode())


@pytest.mark.parametrize("word", ["nghiêng", "quỳ", "giữa", "oan", "Ủy", "TỈNH", "đường", "khuỷu"])
def test_words_of_the_language_are_its_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ViÖt", "hoøa", "vaên", "xz", "ngườii", "tấố", ""])
def test_garbled_words_are_none(word: str) -> None:
    assert not is_syllable(word)
