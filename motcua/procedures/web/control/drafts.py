"""The next version of a procedure: begin it, edit it as a plain form, see difference and faults, publish it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.refusal import Conflict
from motcua.procedures import actions, policy, queries
from motcua.procedures.queries import VersionDraft
from motcua.procedures.types import VersionContent
from motcua.procedures.web.control.content import ContentForms
from motcua.procedures.web.control.forms import PublishForm

RIGHT = policy.PUBLISH.code


@require_GET
@for_staff(right=RIGHT)
def index(request: StaffRequest) -> HttpResponse:
    """The drafts somebody is writing."""
    return render(request, "procedures/control/drafts.html", {"drafts": queries.open_drafts()})


@require_POST
@for_staff(right=RIGHT)
def begin(request: StaffRequest, code: str) -> HttpResponse:
    """Open a draft of a procedure, or go to the one that is open."""
    draft = queries.open_draft_of(code)
    if draft is None:
        draft = actions.open_draft(code=code, by=request.actor, at=clock.now())
        messages.success(request, "Đã mở dự thảo từ phiên bản hiện có. Người dân chưa thấy gì cho đến khi công bố.")
    return redirect("control:draft", draft_id=draft.pk)


@require_http_methods(["GET", "POST"])
@for_staff(right=RIGHT)
def edit(request: StaffRequest, draft_id: int) -> HttpResponse:
    """Edit a draft: terms, fee, papers, steps; beside it what has changed and what is still wrong."""
    draft = queries.draft(draft_id)
    content = queries.from_data(draft.content)
    if request.method == "GET":
        return _show(request, draft, content, ContentForms(content, draft.revision))
    forms = ContentForms(content, draft.revision, request.POST)
    if forms.is_valid():
        try:
            actions.save_draft(
                draft_id=draft_id, content=forms.content(), seen=forms.seen, by=request.actor, at=clock.now()
            )
        except Conflict as refusal:
            return _show(request, queries.draft(draft_id), content, forms, refusal=refusal, status=409)
        messages.success(request, "Đã lưu dự thảo.")
        return redirect("control:draft", draft_id=draft_id)
    return _show(request, draft, content, forms, status=422)


def _show(
    request: StaffRequest,
    draft: VersionDraft,
    content: VersionContent,
    forms: ContentForms,
    *,
    refusal: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"draft": draft, "forms": forms, "refusal": refusal, **_told(draft, content)}
    return render(request, "procedures/control/draft.html", context, status=status)


def _told(draft: VersionDraft, content: VersionContent) -> dict[str, Any]:
    """What has changed and what is wrong, as it would be tomorrow: no draft can begin sooner."""
    begins = clock.today() + timedelta(days=1)
    gaps = queries.staffing_gaps(content, begins)
    return {
        "changes": queries.differences(queries.content_of(draft.base), content) if draft.base else (),
        "faults": [fault.says for fault in queries.faults_of(content, begins)]
        + [gap.says for gap in gaps if gap.is_everywhere],
        "warnings": [gap.says for gap in gaps if not gap.is_everywhere],
    }


@require_http_methods(["GET", "POST"])
@for_staff(right=RIGHT)
def publish(request: StaffRequest, draft_id: int) -> HttpResponse:
    """Put a draft in force from a day on, by a decision."""
    draft = queries.draft(draft_id)
    content = queries.from_data(draft.content)
    today = clock.today()
    form = PublishForm(request.POST or None, initial={"signed_on": today, "since": today + timedelta(days=10)})
    if request.method == "POST" and form.is_valid():
        since = form.cleaned_data["since"]
        with form.refusing():
            version = actions.publish_draft(
                draft_id=draft_id,
                since=since,
                decision=form.decision(effective_on=since),
                seen=draft.revision,
                by=request.actor,
                at=clock.now(),
            )
            messages.success(request, f"Đã công bố phiên bản có hiệu lực từ ngày {since:%d/%m/%Y}.")
            return redirect("procedures:compare", code=draft.procedure.code, version_id=version.pk)
    context = {"draft": draft, "form": form, **_told(draft, content)}
    status = 422 if request.method == "POST" else 200
    return render(request, "procedures/control/publish.html", context, status=status)


@require_POST
@for_staff(right=RIGHT)
def discard(request: StaffRequest, draft_id: int) -> HttpResponse:
    """Give a draft up."""
    draft = actions.discard_draft(draft_id=draft_id, by=request.actor, at=clock.now())
    messages.success(request, f"Đã bỏ dự thảo của thủ tục {draft.procedure.code}.")
    return redirect("procedures:procedure", code=draft.procedure.code)
