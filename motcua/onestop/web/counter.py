"""The counter: find the procedure, enter who applies, tick the papers, see the due moment, save."""

from __future__ import annotations

import re
import uuid
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from motcua.access import rights
from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.printed import parse_moment
from motcua.kernel.refusal import Malformed, NotAllowed, Refusal
from motcua.kernel.worktime import Term
from motcua.onestop import actions, policy, queries
from motcua.onestop.rules import SaidOtherwise
from motcua.onestop.types import Application
from motcua.onestop.web import papers
from motcua.onestop.web.forms import ReceiptForm, id_number_or_none
from motcua.org import queries as org
from motcua.org.types import UnitOn
from motcua.population import queries as population
from motcua.population.queries import Applicant
from motcua.procedures import queries as procedures
from motcua.procedures.queries import ProcedureVersion, Process
from motcua.procedures.types import Channel

PAGE = 20


def _counter(request: StaffRequest) -> UnitOn:
    """The unit at whose counter the clerk sits: the one asked for, or the first where they receive today."""
    day = clock.today()
    ids = rights.units_where(request.actor, policy.RECEIVE.code, day)
    units = org.units_on(day, ids=ids)
    wanted = request.GET.get("don-vi") or request.POST.get("don-vi")
    for unit in units:
        if wanted in (None, "", unit.slug):
            return unit
    raise NotAllowed("Bạn không tiếp nhận hồ sơ tại đơn vị này hôm nay; hãy chọn đơn vị của mình.")


@require_GET
@for_staff(right=policy.RECEIVE.code)
def choose(request: StaffRequest) -> HttpResponse:
    """Find the procedure by code or words; only what this counter offers today."""
    unit, day = _counter(request), clock.today()
    words = request.GET.get("q", "")
    offered = procedures.offered_at(unit, day)
    found = procedures.search(words, offered)
    elsewhere = None
    if re.fullmatch(r"[0-9]\.[0-9]{6}", words.strip()) and not found.exists():
        try:
            procedures.process_at(words.strip(), unit, day)
        except Refusal as refusal:
            elsewhere = refusal
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    context = {"unit": unit, "asked": unit.slug, "page": page, "words": words, "elsewhere": elsewhere}
    template = "onestop/_procedures.html" if request.htmx else "onestop/choose.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.RECEIVE.code)
def receive(request: StaffRequest, procedure: str) -> HttpResponse:
    """The receipt form; saving calls the verb once, whatever happens to the network."""
    unit, now = _counter(request), clock.now()
    process = procedures.process_at(procedure, unit, now.date())
    if request.method == "GET":
        form = ReceiptForm(initial={"key": uuid.uuid4(), "channel": Channel.DIRECT.value})
        form.fields["id_number"].widget.attrs["autofocus"] = True  # a refused form begins at its faults
        lines = papers.blank(process.version.papers.all())
        return _show(request, unit, process, form, lines, now=now)
    form = ReceiptForm(request.POST)
    lines = papers.read(request, process.version.papers.all(), by=request.actor, at=now)
    is_sound = form.is_valid() and not any(line.error for line in lines)
    if is_sound:
        data = form.cleaned_data
        application = Application(
            procedure_code=procedure,
            channel=int(data["channel"]),
            applicant=form.details(),
            abstract=data["abstract"],
            sets=data["sets"],
            papers=tuple(line.handed_in() for line in lines if line.ticked),
            late_because=data["late_because"],
        )
        try:
            dossier = actions.receive(
                application=application,
                unit=unit,
                key=data["key"],
                received_at=data["received_at"] or now,
                by=request.actor,
                at=now,
            )
        except SaidOtherwise as refusal:
            form.refuse(refusal)
            form.begin_anew()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Đã tiếp nhận hồ sơ {dossier.code}. Hãy in giấy tiếp nhận cho người nộp.")
            return redirect("onestop:dossier", code=dossier.code)
    papers.mark_missing(lines)
    return _show(request, unit, process, form, lines, now=now, status=422)


def _show(
    request: StaffRequest,
    unit: UnitOn,
    process: Process,
    form: ReceiptForm,
    lines: list[papers.PaperLine],
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    version = process.version
    required = [line for line in lines if line.paper.required]
    others = [line for line in lines if not line.paper.required]
    context = {
        "unit": unit,
        "process": process,
        "version": version,
        "form": form,
        "required": required,
        "others": others,
        "wrong_papers": [(f"{line.prefix}-on", f"{line.paper.name}: {line.error}") for line in lines if line.error],
        "is_unfolded": not required or any(line.ticked or line.error for line in others),
        "file_limit": settings.FILE_LIMIT_BYTES,
        **_due(version, unit, form["channel"].value(), form["received_at"].value(), now),
    }
    return render(request, "onestop/receive.html", context, status=status)


def _due(version: ProcedureVersion, unit: UnitOn, channel: object, typed: object, now: datetime) -> dict[str, object]:
    """The due moment for what is entered so far, or the sentence that says why there is none; term and fee in words."""
    told: dict[str, object] = {"due": None, "due_refusal": None}
    try:
        code = int(str(channel or Channel.DIRECT.value))
        term = version.term_for(code)
        told |= {"term": Term.parse(term).words if term else "", "fee": version.fee_in_words(code)}
        moment = parse_moment(str(typed)) if typed else now
        return told | {"due": queries.due_for(version, code, unit, moment)}
    except ValueError:
        refusal: Refusal = Malformed("Chưa tính được ngày hẹn: hãy chọn cách nộp.", field="channel")
    except Refusal as caught:
        refusal = caught
    return told | {"due_refusal": refusal}


@require_GET
@for_staff(right=policy.RECEIVE.code)
def due_preview(request: StaffRequest, procedure: str) -> HttpResponse:
    """The due moment again, as channel or moment of receipt change on the page."""
    unit, now = _counter(request), clock.now()
    process = procedures.process_at(procedure, unit, now.date())
    due = _due(process.version, unit, request.GET.get("channel"), request.GET.get("received_at"), now)
    return render(request, "onestop/_due_preview.html", {"version": process.version, **due})


@require_GET
@for_staff(right=policy.RECEIVE.code)
def applicant_fields(request: StaffRequest, procedure: str) -> HttpResponse:
    """The applicant's fields, filled from the register by personal number or telephone number.

    Nobody known: no content, so that the page keeps what is being typed. Several people with one telephone: their
    names to choose from.
    """
    typed = {name: request.GET.get(name, "") for name in ("id_number", "name", "phone", "address", "email")}
    known = _known(typed["id_number"], typed["phone"])
    if not known:
        return HttpResponse(status=204)
    if len(known) == 1:
        person = known[0]
        typed = {name: getattr(person, name) for name in typed}
    context = {
        "form": ReceiptForm(initial=typed),
        "known": known[0] if len(known) == 1 else None,
        "candidates": known if len(known) > 1 else (),
        "url": reverse("onestop:applicant_fields", args=[procedure]),
    }
    return render(request, "onestop/_applicant.html", context)


def _known(id_number: str, phone: str) -> list[Applicant]:
    """Whom a whole personal number names, or else a whole telephone number."""
    if number := id_number_or_none(id_number):
        return population.find(number, limit=1)
    digits = "".join(filter(str.isdigit, phone))
    return population.find(digits) if len(digits) >= 10 and not id_number.strip() else []
