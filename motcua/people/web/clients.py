"""Programs that call the API, for administrators: find one, register one for a unit, make and revoke its secrets."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.refusal import NotFound, Refusal
from motcua.people import actions, policy, queries
from motcua.people.models import Account
from motcua.people.types import AccountState
from motcua.people.web import sheet
from motcua.people.web.forms import ClientForm

PAGE = 25
RIGHT = policy.ADMINISTER.code


@require_GET
@for_staff(right=RIGHT)
def index(request: StaffRequest) -> HttpResponse:
    """Programs by name, found by words, with what they may do today and whether a secret of theirs opens."""
    now, words = clock.now(), request.GET.get("q", "")
    page = Paginator(queries.clients_seen(request.actor, now, words=words), PAGE).get_page(request.GET.get("trang"))
    roles = queries.roles_of_each(page.object_list, now.date())
    rows = [(client, AccountState(client.state), roles[client.pk]) for client in page]
    return render(request, "people/clients.html", {"page": page, "rows": rows, "words": words})


@require_http_methods(["GET", "POST"])
@never_cache
@for_staff(right=RIGHT)
def register(request: StaffRequest) -> HttpResponse:
    """Register a program for a unit; its secret is told once."""
    day = clock.today()
    form = ClientForm(request.POST or None, day=day, initial={"since": day})
    if request.method == "POST" and form.is_valid():
        named = {name: form.cleaned_data[name] for name in ("name", "username", "roles")}
        try:
            made, secret = actions.register_client(**named, **form.chosen(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _tell(request, made, secret)
    return render(request, "people/register_client.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@never_cache
@for_staff(right=RIGHT)
def make_secret(request: StaffRequest, username: str) -> HttpResponse:
    """Make another secret, told once; the old ones open until they are revoked."""
    found = sheet.get(request, username)
    return _tell(request, found, actions.make_secret(account=found, by=request.actor, at=clock.now()))


@require_POST
@for_staff(right=RIGHT)
def revoke_secret(request: StaffRequest, username: str, secret: int) -> HttpResponse:
    """Revoke a secret: tokens that were issued for it open nothing from now on."""
    found = sheet.get(request, username)
    if secret not in {each.pk for each in queries.secrets_of(found)}:
        raise NotFound("Không có khóa này ở phần mềm đang xem; hãy tải lại trang.")
    actions.revoke_secret(secret_id=secret, by=request.actor, at=clock.now())
    messages.success(request, "Đã thu hồi khóa; mã truy cập cấp bằng khóa này hết giá trị ngay.")
    return redirect("people:account", username=username)


def _tell(request: StaffRequest, account: Account, secret: str) -> HttpResponse:
    answer = render(request, "people/new_secret.html", {"account": account, "secret": secret})
    answer["Cache-Control"] = "no-store"
    return answer
