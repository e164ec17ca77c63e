"""All accounts, for administrators: find one, look into it, open a new one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.refusal import Refusal
from motcua.org import queries as org
from motcua.people import actions, policy, queries
from motcua.people.models import Account
from motcua.people.passphrase import new_password
from motcua.people.types import AccountState
from motcua.people.web import own, sheet
from motcua.people.web.forms import OpenForm

PAGE = 25
RIGHT = policy.ADMINISTER.code


@require_GET
@for_staff(right=RIGHT)
def index(request: StaffRequest) -> HttpResponse:
    """Accounts by name, found by words, state and unit."""
    now, words, state = clock.now(), request.GET.get("q", ""), request.GET.get("trang-thai", "")
    units = org.units_on(now.date())
    unit = next((unit for unit in units if unit.slug == request.GET.get("don-vi")), None)
    found = queries.accounts(
        request.actor,
        now,
        words=words,
        state=state if state in AccountState.values else "",
        unit_id=unit.id if unit else None,
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    places = queries.places_of(page.object_list, now.date())
    context = {
        "page": page,
        "rows": [(account, AccountState(account.state), places[account.pk]) for account in page],
        "words": words,
        "state": state,
        "states": AccountState.choices,
        "unit": unit,
        "units": units,
    }
    return render(request, "people/accounts.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@for_staff(right=RIGHT)
def open_account(request: StaffRequest) -> HttpResponse:
    """Make an account; its first password is told once."""
    form = OpenForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "people/open.html", {"form": form}, status=422 if form.is_bound else 200)
    password = new_password()
    try:
        made = actions.open_account(
            **form.cleaned_data, password=password, is_temporary=True, by=request.actor, at=clock.now()
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return render(request, "people/open.html", {"form": form}, status=422)
    return _tell(request, made, password)


@require_GET
@for_staff(right=RIGHT)
def account(request: StaffRequest, username: str) -> HttpResponse:
    """One account: what holds when, its story, and what may be done with it."""
    return sheet.show_any(request, sheet.get(request, username))


@require_GET
@for_staff(right=RIGHT)
def rights(request: StaffRequest, username: str) -> HttpResponse:
    """What may they do, and why?"""
    return own.show_rights(request, sheet.get(request, username), "people/rights.html")


@require_POST
@never_cache
@for_staff(right=RIGHT)
def reset_password(request: StaffRequest, username: str) -> HttpResponse:
    """Set a temporary password, told once."""
    found, password = sheet.get(request, username), new_password()
    actions.reset_password(account=found, password=password, by=request.actor, at=clock.now())
    return _tell(request, found, password)


@require_POST
@for_staff(right=RIGHT)
def unlock(request: StaffRequest, username: str) -> HttpResponse:
    """End a lock before its time."""
    actions.unlock(account=sheet.get(request, username), by=request.actor, at=clock.now())
    messages.success(request, "Đã mở khóa đăng nhập.")
    return redirect("people:account", username=username)


@require_POST
@for_staff(right=RIGHT)
def remove_factor(request: StaffRequest, username: str) -> HttpResponse:
    """Do without a second factor that was lost."""
    actions.remove_factor(account=sheet.get(request, username), by=request.actor, at=clock.now())
    messages.success(request, "Đã tắt xác thực hai lớp; hãy nhắc người dùng bật lại trên điện thoại mới.")
    return redirect("people:account", username=username)


def _tell(request: StaffRequest, account: Account, password: str) -> HttpResponse:
    answer = render(request, "people/new_password.html", {"account": account, "password": password})
    answer["Cache-Control"] = "no-store"
    return answer
