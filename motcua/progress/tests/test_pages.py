"""The auditor's pages: a report in, what was found, its text, the copies to take away, and whose it is."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.access.types import SYSTEM
from motcua.files import actions as files
from motcua.files.types import KINDS
from motcua.kernel import clock
from motcua.ledger.queries import story_of
from motcua.progress import documents, queries, tasks
from motcua.progress.models import AuditedReport
from motcua.progress.tests import made
from motcua.progress.tests.conftest import AT, sit_as
from motcua.progress.types import Unreadable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("planted", "monday")]
INDEX = "/soat-so-lieu/"


def page(answer: Any) -> str:
    """The words of a page, with entities resolved."""
    return " ".join(unescape(answer.content.decode()).split())


def words(answer: Any) -> str:
    """The same without tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page(answer)).split())


def hand_in(client: Client, name: str = "bao-cao.docx", content: bytes | None = None, **more: Any) -> Any:
    """Send the form as a browser does."""
    report = SimpleUploadedFile(name, made.word() if content is None else content)
    return client.post(INDEX, {"report": report, **more})


def handed_in(client: Client, **more: Any) -> AuditedReport:
    answer = hand_in(client, **more)
    assert answer.status_code == 302, words(answer)
    return AuditedReport.objects.latest("pk")


def url(report: AuditedReport, there: str = "") -> str:
    return f"{INDEX}{report.pk}/{there}"


def test_a_false_sum_is_found_at_once_and_shown_in_its_sentence(specialist: Client) -> None:
    report = handed_in(specialist)
    assert "Đã soát xong báo cáo" not in words(specialist.get("/thong-bao/")), "the page is the answer"
    answer = specialist.get(url(report))
    told = words(answer)
    assert made.SAYS in told
    assert "Tổng" in told
    assert "88 → 87" in told
    assert re.search(r'<mark class="mark mark-first mark-late">16\.298</mark>', page(answer))
    assert told.index("Lỗi Số liệu chắc chắn") < told.index("Câu hỏi Chưa đủ căn cứ")
    assert [row.says for row in story_of("progress.audited_report", report.pk)] == [
        "Đưa báo cáo “bao-cao.docx” vào soát số liệu.",
        "Soát xong 3 số liệu: 1 lỗi, 0 cảnh báo, 1 câu hỏi.",
    ]


def test_findings_are_narrowed_by_level_and_by_kind(specialist: Client) -> None:
    report = handed_in(specialist)
    for query, error, question in (
        ("muc=error", True, False),
        ("muc=question", False, True),
        ("loai=sum", True, False),
    ):
        told = words(specialist.get(f"{url(report)}?{query}"))
        assert (made.SAYS in told, made.ASKS in told) == (error, question), query
    assert "Không có phát hiện nào khớp" in words(specialist.get(f"{url(report)}?muc=warning"))
    assert made.SAYS in words(specialist.get(f"{url(report)}?muc=nothing"))


def test_the_text_leads_from_each_marked_figure_to_its_finding(specialist: Client) -> None:
    content = made.word(made.FALSE, table=(("Đơn vị", "Hồ sơ"), ("Sở <b>Nội vụ</b>", "120")))
    answer = specialist.get(url(handed_in(specialist, content=content), "van-ban/"))
    told = page(answer)
    assert '<span id="cho-1"></span><a class="mark mark-late mark-first" href="#phat-hien-1">16.298' in told
    assert 'href="#phat-hien-1">16.211' in told
    assert 'id="phat-hien-1"' in told
    assert "<td>120</td>" in told
    assert "Sở <b>Nội vụ</b>" not in answer.content.decode(), "what a report says is no HTML of ours"


def test_a_long_text_comes_a_page_at_a_time_and_findings_lead_to_their_page(specialist: Client) -> None:
    paragraphs = [f"Đoạn {number} không nói gì." for number in range(150)]
    report = handed_in(specialist, content=made.word(*paragraphs, made.FALSE))
    assert f"{url(report, 'van-ban/')}?trang=2#cho-1" in page(specialist.get(url(report)))
    first, second = (specialist.get(f"{url(report, 'van-ban/')}?trang={number}") for number in (1, 2))
    assert "16.298" not in words(first)
    assert 'id="cho-1"' in page(second)


def test_the_word_file_comes_back_with_comments_and_the_kept_one_is_untouched(specialist: Client) -> None:
    content = made.word()
    report = handed_in(specialist, name="báo cáo.docx", content=content)
    answer = specialist.get(url(report, "ban-da-soat.docx"))
    assert "b%C3%A1o%20c%C3%A1o-da-soat.docx" in answer["Content-Disposition"]
    assert any(made.SAYS in each.text for each in docx.Document(BytesIO(answer.content)).comments)
    assert b"".join(specialist.get(url(report, "ban-goc/")).streaming_content) == content  # type: ignore[attr-defined]


def test_a_text_gives_html_and_no_word_file(specialist: Client) -> None:
    report = handed_in(specialist, name="bc.txt", content=made.text())
    answer = specialist.get(url(report, "ban-da-soat.html"))
    assert made.SAYS in page(answer)
    assert "3 con số đã đọc" in words(answer)
    assert answer["Content-Disposition"].startswith("attachment")
    assert specialist.get(url(report, "ban-da-soat.docx")).status_code == 404


def test_a_report_without_a_number_is_told_so(specialist: Client) -> None:
    report = handed_in(specialist, name="bc.txt", content="Không có số nào.".encode())
    assert "Văn bản không có số liệu nào để soát" in words(specialist.get(url(report)))


def test_nobody_else_has_a_report_not_even_an_administrator(specialist: Client) -> None:
    report = handed_in(specialist)
    for username in ("lanhdao", "quantri"):
        other = sit_as(username)
        for there in ("", "van-ban/", "tien-do/", "ban-da-soat.docx", "ban-da-soat.html", "ban-goc/"):
            assert other.get(url(report, there)).status_code == 404, there
        assert other.post(url(report, "cat/")).status_code == 404
        assert report.name not in page(other.get(INDEX))
    assert report.name in page(specialist.get(INDEX))


def test_what_is_put_away_leaves_the_list_and_stays_in_the_ledger(specialist: Client) -> None:
    report = handed_in(specialist)
    assert specialist.post(url(report, "cat/")).status_code == 302
    assert report.name not in page(specialist.get(INDEX)).split("Bạn chưa soát")[-1]
    assert specialist.get(url(report)).status_code == 404
    assert AuditedReport.objects.filter(pk=report.pk).exists()
    assert story_of("progress.audited_report", report.pk).latest("pk").kind == "progress.report_put_away"


def test_the_list_costs_the_same_however_many_reports_it_shows(specialist: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    handed_in(specialist)
    specialist.get(INDEX)
    with CaptureQueriesContext(connection) as few:
        specialist.get(INDEX)
    for number in range(5):
        handed_in(specialist, name=f"bc-{number}.docx")
    specialist.get(INDEX)  # says what was done
    with CaptureQueriesContext(connection) as many:
        specialist.get(INDEX)
    assert len(many) == len(few)


# What cannot be read ------------------------------------------------------------------------------------------


def test_without_a_report_the_form_asks_for_one_and_keeps_the_rules(specialist: Client) -> None:
    answer = specialist.post(INDEX, {"rules": SimpleUploadedFile("quy-tac.yaml", made.RULES.encode())})
    assert answer.status_code == 422
    assert "Hãy chọn báo cáo cần soát." in words(answer)
    assert 'name="rules-kept"' in page(answer)


@pytest.mark.parametrize("name", ["bc.doc", "bc.jpg", "bc.xlsx", "bc"])
def test_what_is_no_report_is_refused_at_the_form_in_the_readers_words(specialist: Client, name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        documents.read(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    answer = hand_in(specialist, name=name, content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert answer.status_code == 422
    assert refused.value.says in words(answer)
    assert not AuditedReport.objects.exists()


def test_what_the_reader_refuses_stands_at_the_form_and_the_rule_file_is_kept(
    specialist: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = "Tệp “bc.docx” đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."

    def refuse(name: str, content: bytes) -> None:
        raise Unreadable(says)

    rules = SimpleUploadedFile("quy-tac.yaml", made.RULES.encode())
    with monkeypatch.context() as shut:
        shut.setattr(documents, "read", refuse)
        answer = hand_in(specialist, name="bc.docx", rules=rules)
    assert answer.status_code == 422
    assert says in words(answer)
    assert "quy-tac.yaml" in words(answer)
    assert not AuditedReport.objects.exists()
    (token,) = re.findall(r'name="rules-kept" value="([^"]+)"', page(answer))
    report = handed_in(specialist, **{"rules-kept": token})
    assert report.rules_name == "quy-tac.yaml"
    assert hand_in(sit_as("lanhdao"), **{"rules-kept": token}).status_code == 422, "a token is its sender's alone"


def test_rules_that_cannot_be_read_stand_at_their_field_and_the_report_is_kept(specialist: Client) -> None:
    answer = hand_in(specialist, rules=SimpleUploadedFile("quy-tac.yaml", b"- [dang do"))
    assert answer.status_code == 422
    assert "bao-cao.docx" in words(answer)
    assert "rules-kept" not in page(answer), "what will not do is not kept"
    (token,) = re.findall(r'name="report-kept" value="([^"]+)"', page(answer))
    again = specialist.post(INDEX, {"report-kept": token})
    assert again.status_code == 302
    assert AuditedReport.objects.get().name == "bao-cao.docx"


def test_a_text_that_is_no_text_is_refused(specialist: Client) -> None:
    answer = hand_in(specialist, name="bc.txt", content=b"MZ\x90\x00\x03" + bytes(2000))
    assert answer.status_code == 422
    assert not AuditedReport.objects.exists()


# Long reports -------------------------------------------------------------------------------------------------


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every report for a long one."""
    monkeypatch.setattr(queries, "is_short", lambda file: False)


def test_what_is_long_is_told_by_its_text() -> None:
    def file(name: str, content: bytes) -> Any:
        return files.store(upload=BytesIO(content), name=name, by=SYSTEM, at=AT, kinds=tuple(KINDS.values()))

    few, many = [made.FALSE] * 20, [made.FALSE] * 2000
    assert queries.is_short(file("bc.docx", made.word(*few)))
    assert not queries.is_short(file("bc.docx", made.word(*many)))
    assert queries.is_short(file("bc.txt", made.text(*few)))
    assert not queries.is_short(file("bc.txt", made.text(*many)))
    assert queries.is_short(file("hong.pdf", b"%PDF-1.7\nhong")), "it is refused in a moment"


@pytest.mark.usefixtures("long")
def test_a_long_report_waits_for_a_worker_and_its_page_says_so(specialist: Client) -> None:
    report = handed_in(specialist)
    assert "Đang chờ đến lượt" in words(specialist.get(url(report)))
    assert "Đang soát" in words(specialist.get(INDEX))
    assert specialist.get(url(report, "van-ban/")).status_code == 302
    assert specialist.get(url(report, "ban-da-soat.docx")).status_code == 404
    assert "HX-Refresh" not in specialist.get(url(report, "tien-do/"))
    tasks.audit(report_id=report.pk)
    assert specialist.get(url(report, "tien-do/"))["HX-Refresh"] == "true"
    told = words(specialist.get("/thong-bao/"))
    assert "Đã soát xong báo cáo “bao-cao.docx”" in told
    assert "Soát xong 3 số liệu: 1 lỗi, 0 cảnh báo, 1 câu hỏi." in told
    assert made.SAYS in words(specialist.get(url(report)))


@pytest.mark.usefixtures("long")
def test_a_long_report_that_cannot_be_read_says_why_on_its_page(
    specialist: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = handed_in(specialist)

    def refuse(name: str, content: bytes) -> None:
        raise Unreadable("Tệp chỉ có ảnh quét; hãy gửi bản Word.")

    monkeypatch.setattr(documents, "read", refuse)
    tasks.audit(report_id=report.pk)
    tasks.audit(report_id=report.pk)
    assert "Tệp chỉ có ảnh quét; hãy gửi bản Word." in words(specialist.get(url(report)))
    assert "Không đọc được" in words(specialist.get(INDEX))
    assert "Không soát được báo cáo" in words(specialist.get("/thong-bao/"))
    told = story_of("progress.audited_report", report.pk).filter(kind="progress.report_found_unreadable")
    assert told.count() == 1


@pytest.mark.usefixtures("long")
def test_a_report_is_audited_once(specialist: Client) -> None:
    report = handed_in(specialist)
    tasks.audit(report_id=report.pk)
    with clock.at(AT.replace(hour=11)):
        tasks.audit(report_id=report.pk)
    report.refresh_from_db()
    assert report.finished_at == AT
    assert report.findings.count() == 2
