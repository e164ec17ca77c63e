"""Printing keeps its promises: safe from markup, the same bytes twice, an archive file, the fonts of the house."""

from __future__ import annotations

import resource
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import typst
from pypdf import PageObject, PdfReader

from motcua.printing import typeset

SHEET = Path(__file__).with_name("sheet.typ")
PLAIN = {"superior": "UBND tỉnh Ninh Thuận", "issuer": "Sở Tư pháp", "signer": "Nguyễn Thị Thúy Hằng"}


def printed(**data: Any) -> bytes:
    return typeset.pdf(SHEET, PLAIN | data)


def pages(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(BytesIO(pdf)).pages)


def words(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pages(pdf))


@pytest.mark.parametrize(
    "typed",
    [
        "#sys.inputs",
        '#import "/settings.py"',
        '#read("/settings.py")',
        "$x^2$ giá 5$",
        "*đậm* _nghiêng_ `mã`",
        "\\ a\\b \\u{41}",
        "<script>alert(1)</script> <nhãn> @nhãn",
        "// không phải chú thích /* này */",
        "= Tiêu đề - một + hai ~ ba --- bốn",
        "\"ngoặc\" 'đơn' [vuông] {nhọn} (tròn)",
        '"}, "issuer": "giả',
        "https://example.vn/tra-cuu?a=b&c=d#e",
    ],
)
def test_what_a_citizen_types_is_printed_letter_by_letter(typed: str) -> None:
    assert typed in words(printed(body=[typed]))


def test_equal_data_gives_equal_bytes() -> None:
    assert printed(body=["một"]) == printed(body=["một"]) != printed(body=["hai"])


def test_the_file_bears_the_date_of_its_data() -> None:
    information = PdfReader(BytesIO(printed())).metadata
    assert information is not None
    assert information.creation_date is not None
    assert information.creation_date.strftime("%d/%m/%Y") == "09/09/2024"


def test_the_file_is_an_archive_file_that_can_be_read_aloud() -> None:
    root: Any = PdfReader(BytesIO(printed())).trailer["/Root"]
    described = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in described
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in described
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    assert root["/Lang"].lower().startswith("vi")
    assert root["/MarkInfo"]["/Marked"]


def test_only_tinos_is_used_and_every_font_is_embedded() -> None:
    (page,) = pages(printed())
    resources: Any = page["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "Tinos" in font["/BaseFont"]
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys()


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_a_missing_font_is_refused_with_the_command_that_brings_it(settings: Any, tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    settings.PRINT_FONTS = tmp_path / folder
    with pytest.raises(typeset.FontsMissing, match="bin/dev"):
        printed()


@pytest.mark.parametrize("strange", ["😀", "漢", "\x07"])
def test_a_letter_the_font_lacks_is_named(strange: str) -> None:
    with pytest.raises(typeset.Unprintable, match=r"ký tự “.+”") as refused:
        printed(body=[f"Nguyễn {strange} An"])
    assert strange in refused.value.says or "u{7}" in refused.value.says


def test_a_wrong_template_is_an_error_and_not_a_refusal() -> None:
    with pytest.raises(typst.TypstError):
        typeset.pdf(SHEET, {"superior": "thiếu những giá trị khác"})


def test_decomposed_letters_are_printed_composed() -> None:
    assert "Nguyễn" in words(printed(signer="Nguye\u0302\u0303n"))


def test_bullets_of_symbol_fonts_are_printed_as_bullets() -> None:
    assert "• Bản sao + Bản chính" in words(printed(body=["\uf0fc Bản sao \uf02b Bản chính"]))


def test_the_letterhead_holds_the_lines_of_decree_30() -> None:
    lines = [line.strip() for line in words(printed()).splitlines()]
    head = ["UBND TỈNH NINH THUẬN", "SỞ TƯ PHÁP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert lines[:4] == [*head, "Độc lập - Tự do - Hạnh phúc"]


def test_a_long_name_of_an_agency_is_spread_over_lines_of_about_one_length() -> None:
    lines = words(printed(issuer="Ủy ban nhân dân xã Phước Thuận")).splitlines()
    assert [line.strip() for line in lines[1:3]] == ["ỦY BAN NHÂN DÂN", "XÃ PHƯỚC THUẬN"]


def test_a_word_without_spaces_does_not_run_off_the_page() -> None:
    lines = words(printed(body=["x" * 300])).splitlines()
    running = [line.count("x") for line in lines if "xxx" in line]
    assert sum(running) == 300
    assert max(running) < 90


def test_page_numbers_stand_from_the_second_page_of_each_copy() -> None:
    long = ["Một đoạn văn dài vừa phải để kín trang giấy, lặp lại nhiều lần cho đủ số trang."] * 90
    firsts = [page.extract_text().splitlines()[0].strip() for page in pages(printed(copies=2, body=long))]
    assert firsts == [firsts[0], "2", "3", firsts[0], "2", "3"]
    assert firsts[0] == "UBND TỈNH NINH THUẬN"


def test_a_page_takes_less_than_300_ms_once_warm() -> None:
    printed()
    start = perf_counter()
    for number in range(5):
        printed(body=[f"Lần {number}"])
    assert (perf_counter() - start) / 5 < 0.3


@pytest.mark.slow
def test_a_day_of_printing_does_not_fill_the_memory() -> None:
    for number in range(100):
        printed(body=[f"Khởi động {number}"] * 20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(400):
        printed(body=[f"Hồ sơ {number}"] * 20)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 40_000, f"grew by {grown} kB"
