"""A specialist drops a Word file with a false sum, sees it said where it stands, and takes the commented file away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page

from motcua.progress.tests import made
from tests.journeys.person import NARROW, WIDE, Person, faults, panel
from tests.knocks.official import SPECIALIST

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
TABLE = (("Đơn vị", "Tiếp nhận", "Đúng hạn"), ("Sở Nội vụ", "120", "118"), ("Sở Tư pháp", "90", "90"))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report as it lies on an official's machine."""
    path = tmp_path_factory.mktemp("reports") / "bao-cao-quy-3.docx"
    others = (
        "Đã giao 1.200 nhiệm vụ, gồm 800 nhiệm vụ đã hoàn thành và 400 nhiệm vụ đang thực hiện.",
        "Các cơ quan thường xuyên kiểm tra, đôn đốc việc thực hiện.",
    )
    paragraphs = ("BÁO CÁO", "Kết quả giải quyết thủ tục hành chính quý III năm 2024", made.FALSE, *others)
    path.write_bytes(made.word(*paragraphs, table=TABLE))
    return path


def look(visitor: Person, name: str, found: list[str]) -> None:
    """The page at both sizes."""
    for size in (NARROW, WIDE):
        visitor.page.set_viewport_size({"width": size[0], "height": size[1]})
        visitor.size = size
        visitor.shot(name)
        found += [f"{name} at {size[0]} px: {fault}" for fault in faults(visitor.page)]


def drop(page: Page, file: Path) -> None:
    """Drag a file from the machine's own window onto the form and let it go there."""
    box = page.locator(".chooser", has=page.locator("#id_report")).bounding_box()
    assert box is not None
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    carried = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    hand = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        hand.send("Input.dispatchDragEvent", {"type": step, **place, "data": carried})


def test_a_false_sum_is_found_in_a_word_file_that_comes_back_with_comments(
    person: Callable[..., Person], report: Path, tmp_path: Path
) -> None:
    visitor = person()
    page, found = visitor.sign_in(SPECIALIST), list[str]()
    page.get_by_role("link", name="Soát số liệu báo cáo").first.click()
    look(visitor, "audit-empty", found)
    page.get_by_role("button", name="Soát số liệu").click()
    page.get_by_role("alert").wait_for()
    assert "Hãy chọn báo cáo cần soát." in page.get_by_role("main").inner_text()
    look(visitor, "audit-refused", found)

    drop(page, report)
    assert "bao-cao-quy-3.docx" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Soát số liệu").click()
    visitor.arrive("/soat-so-lieu/[0-9]+/")
    errors = panel(page, "Lỗi")
    assert "16.298" in errors.locator("mark.mark-first").all_inner_texts()
    assert "16.299" in errors.inner_text()
    look(visitor, "audit-report", found)

    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải bản Word có ghi chú").click()
    assert coming.value.suggested_filename == "bao-cao-quy-3-da-soat.docx"
    kept = tmp_path / "kept.docx"
    coming.value.save_as(kept)
    opened = docx.Document(str(kept))
    assert any("16.299" in comment.text for comment in opened.comments)
    assert [each.text for each in opened.paragraphs] == [each.text for each in docx.Document(str(report)).paragraphs]

    errors.get_by_role("link", name="Xem trong văn bản").first.click()
    visitor.arrive("/soat-so-lieu/[0-9]+/van-ban/")
    look(visitor, "audit-text", found)
    page.get_by_role("link", name="16.298").click()
    shown = page.locator(".findings > .is-shown")
    assert "16.299" in shown.inner_text()
    assert shown.evaluate("each => each === document.activeElement")
    page.goto("/soat-so-lieu/")
    look(visitor, "audit-list", found)
    assert not found, "\n".join(found)


def test_it_works_without_javascript_and_says_what_cannot_be_read(
    person: Callable[..., Person], report: Path, tmp_path: Path
) -> None:
    visitor = person(javascript=False)
    page: Page = visitor.sign_in(SPECIALIST)
    page.goto("/soat-so-lieu/")
    old = tmp_path / "cu.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(600))
    page.locator("#id_report").set_input_files(old)
    page.get_by_role("button", name="Soát số liệu").click()
    assert "hãy mở bằng Word, lưu lại dưới dạng .docx" in page.get_by_role("main").inner_text()
    page.locator("#id_report").set_input_files(report)
    page.get_by_role("button", name="Soát số liệu").click()
    visitor.arrive("/soat-so-lieu/[0-9]+/")
    assert "16.299" in panel(page, "Lỗi").inner_text()


def test_a_long_report_is_audited_by_the_worker_and_its_page_turns_by_itself(
    person: Callable[..., Person], tmp_path: Path
) -> None:
    long = tmp_path / "dai.docx"
    paragraphs = [f"Đoạn {number}: các đơn vị tiếp tục thực hiện." for number in range(9000)]
    long.write_bytes(made.word(*paragraphs, made.FALSE))
    visitor = person()
    page = visitor.sign_in(SPECIALIST)
    page.goto("/soat-so-lieu/")
    page.locator("#id_report").set_input_files(long)
    page.get_by_role("button", name="Soát số liệu").click()
    visitor.arrive("/soat-so-lieu/[0-9]+/")
    assert "soát ở nền" in page.locator("body").inner_text()
    found: list[str] = []
    look(visitor, "audit-waiting", found)
    page.get_by_text("Lỗi", exact=True).first.wait_for(timeout=120_000)
    assert not found, "\n".join(found)
