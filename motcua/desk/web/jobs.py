"""Jobs (việc nền) for administrators: what waits, runs, is stuck or has failed and why, and having it run again."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from motcua.access import rights
from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.ledger import actions, queries
from motcua.ledger.types import JobState

PAGE = 20
RIGHT = "ledger.run_jobs"
LOOKS = {
    JobState.FAILED: ("late", "circle-x"),
    JobState.STALLED: ("warn", "alert-triangle"),
    JobState.RUNNING: ("info", "refresh"),
    JobState.WAITING: ("neutral", "hourglass"),
}


@require_GET
@for_staff(right=RIGHT)
def index(request: StaffRequest) -> HttpResponse:
    """The jobs in a state (`trang-thai`), or all: those that need somebody first."""
    wanted = [state for state in JobState if state == request.GET.get("trang-thai")]
    page = Paginator(queries.jobs(*wanted), PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "jobs": [(job, *LOOKS[job.state]) for job in queries.seen(page)],
        "counts": queries.job_counts().items(),
        "wanted": wanted[0] if wanted else None,
        "is_shifted": clock.is_shifted(),
    }
    return render(request, "desk/jobs.html", context)


@require_POST
@for_staff(right=RIGHT)
def retry(request: StaffRequest, job_id: int) -> HttpResponse:
    """Put one job back into the queue."""
    actions.retry_job(job_id=job_id, by=request.actor, at=clock.now())
    messages.success(request, f"Đã đưa việc nền số {job_id} trở lại hàng chờ; việc sẽ chạy trong vài giây.")
    return redirect("desk:jobs")


def in_need(request: HttpRequest) -> int | None:
    """How many jobs need somebody, for the navigation; asked only for those who may look after them."""
    actor = getattr(request, "actor", None)
    if actor is None or not rights.units_where(actor, RIGHT, clock.today()):
        return None
    return queries.jobs(JobState.FAILED, JobState.STALLED).count()
