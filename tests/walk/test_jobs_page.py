"""The page of jobs: an administrator sees what failed and why, and has it run again; nobody else comes in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection

from motcua.ledger import jobs
from motcua.ledger.models import FactRow, JobFailure
from motcua.ledger.queries import story_of
from tests.walk.pages import read, sit_as
from tests.world import CLERK, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]
JOBS = "/viec-nen/"
ADMINISTRATOR = "quantri"


def job(state: str = "todo", attempts: int = 0, **arguments: Any) -> int:
    """A job that tells of a fact, in that state."""
    made = jobs.defer("ledger.tell", **({"fact_id": 0, "listener": "x"} | arguments))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s, attempts = %s WHERE id = %s", [state, attempts, made]
        )
    return made


def tiles(page: str) -> dict[str, int]:
    return {words: int(many) for many, words in re.findall(r"<strong>(\d+)</strong> ([^<]+)</a>", page)}


def test_a_failed_job_is_shown_with_what_it_is_about_and_why_it_failed() -> None:
    dossier = receive()
    fact = FactRow.objects.get(kind="onestop.dossier_received", subject_id=dossier.pk)
    failed = job("failed", 8, fact_id=fact.pk)
    JobFailure.objects.create(job_id=failed, run=7, says="Lỗi cũ.")
    JobFailure.objects.create(job_id=failed, run=8, says="Cơ sở dữ liệu không trả lời hoặc đang bận.", detail="<b>x")
    answer = sit_as(ADMINISTRATOR).get(JOBS)
    page = read(answer)
    assert "Báo một sự kiện cho phân hệ đăng ký nhận" in page
    assert f"do {fact.who} ghi lúc 10:00 ngày 09/09/2024" in page
    assert fact.says not in page, "who looks after the jobs need not see people's dossiers"
    assert "Cơ sở dữ liệu không trả lời hoặc đang bận." in page
    assert "Lỗi cũ." not in page
    assert "8 lần" in page
    assert b"&lt;b&gt;x" in answer.content
    assert tiles(page)["thất bại"] == 1
    assert f'action="{JOBS}{failed}/chay-lai/"' in page


def test_only_failed_and_stalled_jobs_have_a_button_and_they_come_first() -> None:
    waiting, stalled, failed = job(), job("doing"), job("failed")
    page = read(sit_as(ADMINISTRATOR).get(JOBS))
    assert [int(found) for found in re.findall(rf"{JOBS}(\d+)/chay-lai/", page)] == [failed, stalled]
    assert page.index(f"số {failed}") < page.index(f"số {stalled}") < page.index(f"số {waiting}")
    assert tiles(page) == {"thất bại": 1, "bị kẹt": 1, "đang chạy": 0, "đang chờ": tiles(page)["đang chờ"]}


def test_a_state_can_be_asked_for() -> None:
    waiting, failed = job(), job("failed")
    page = read(sit_as(ADMINISTRATOR).get(JOBS, {"trang-thai": "failed"}))
    assert f"số {failed}<" in page
    assert f"số {waiting}<" not in page
    assert read(sit_as(ADMINISTRATOR).get(JOBS, {"trang-thai": "lạ"})).count("chay-lai") == 1


def test_the_button_has_the_job_run_again_and_the_ledger_says_who_wanted_it() -> None:
    failed = job("failed", 8)
    official = sit_as(ADMINISTRATOR)
    page = read(official.post(f"{JOBS}{failed}/chay-lai/", follow=True))
    assert f"Đã đưa việc nền số {failed} trở lại hàng chờ" in page
    (fact,) = story_of("ledger.job", failed)
    assert fact.says == f"Cho chạy lại việc nền số {failed} (ledger.tell) sau 8 lần chạy."
    assert fact.who.startswith("Nguyễn Hoài Bảo Khôi")
    again = official.post(f"{JOBS}{failed}/chay-lai/")
    assert again.status_code == 409
    assert "hãy tải lại trang" in read(again)


def test_the_navigation_counts_what_needs_somebody() -> None:
    official = sit_as(ADMINISTRATOR)
    link = rf'href="{JOBS}"[^>]*>(.*?)</a>'
    job()
    assert not re.search(r">\s*\d", re.findall(link, read(official.get(JOBS)))[0])
    job("failed")
    job("doing")
    assert re.search(r">\s*2", re.findall(link, read(official.get(JOBS)))[0])


def test_an_empty_queue_says_so() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert "Không có việc nền nào" in read(sit_as(ADMINISTRATOR).get(JOBS))


@pytest.mark.parametrize("address", [JOBS, f"{JOBS}1/chay-lai/"])
def test_other_officials_are_told_whose_page_it_is(address: str) -> None:
    official = sit_as(CLERK)
    answer = official.post(address) if "chay-lai" in address else official.get(address)
    assert answer.status_code == 403
    assert "Trang này dành cho quản trị hệ thống" in read(answer)
    assert JOBS not in read(official.get("/mot-cua/viec/"))


def test_the_feed_of_a_dossier_is_told_a_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = receive()
    fact = FactRow.objects.get(kind="onestop.dossier_received", subject_id=dossier.pk)
    for _ in range(24):
        FactRow.objects.create(
            kind=fact.kind, subject=fact.subject, subject_id=dossier.pk, at=fact.at, by=fact.by, data=fact.data
        )
    official, address = sit_as(CLERK), f"/mot-cua/ho-so/{dossier.code}/"

    def told(query: str) -> int:
        page = read(official.get(address + query))
        return page.partition('id="nhat-ky"')[2].partition("</ol>")[0].count("<li>")

    assert told("") == 20
    assert told("?nhat-ky=2") == 5
    assert 'href="?nhat-ky=2#nhat-ky"' in read(official.get(address))
