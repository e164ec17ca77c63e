"""How tests sit before a page: sign in as an official, fill the counter's form, read what the page says."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from motcua.files.tests.samples import PDF
from motcua.onestop.models import Dossier
from motcua.people.models import Account
from motcua.procedures import queries as procedures
from tests.world import BIRTH, MONDAY, ward

COUNTER = "/mot-cua/tiep-nhan/"
INBOX = "/mot-cua/viec/"
DOSSIERS = "/mot-cua/ho-so/"
LOOK_UP = "/tra-cuu/"
TYPED = {
    "id_number": "058 192 000 017",
    "name": "Chamaléa Thị Mơ",
    "phone": "0900 000 017",
    "address": "Khu phố 3, phường Đông Hải",
    "email": "mo@vidu.vn",
    "channel": "1",
    "abstract": "Đăng ký khai sinh cho con gái «Bông»",
    "sets": "2",
    "received_at": "",
}


def sit_as(username: str) -> Client:
    """A browser in which this official is signed in."""
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def read(response: HttpResponseBase) -> str:
    """The page as text: entities resolved, blanks run together, the token against forged requests left out."""
    page = " ".join(unescape(response.content.decode()).split())  # type: ignore[attr-defined]
    return re.sub(r"[A-Za-z0-9]{64}", "", page)


def said(response: HttpResponseBase) -> str:
    """The words of a page alone, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", read(response)).split())


def url(dossier: Dossier, verb: str = "") -> str:
    """The address of a dossier's page, or of one of its verbs."""
    return f"{DOSSIERS}{dossier.code}/{verb}"


def papers(code: str = BIRTH) -> list[Any]:
    """The papers the counter asks for."""
    return list(procedures.process_at(code, ward(), MONDAY.date()).version.papers.all())


def filled(code: str = BIRTH, *, ticked: bool = True, **changed: Any) -> dict[str, Any]:
    """The counter's form as a clerk fills it, with the required papers ticked; keyword arguments change fields."""
    form = {"key": str(uuid.uuid4()), **TYPED, **changed}
    for paper in papers(code):
        form |= {f"paper-{paper.pk}-originals": str(paper.originals), f"paper-{paper.pk}-copies": str(paper.copies)}
        if paper.required and ticked:
            form[f"paper-{paper.pk}-on"] = "on"
    return form


def scan(name: str = "tờ khai.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def values(response: HttpResponseBase, name: str) -> list[str]:
    """The values of the inputs of that name on a page."""
    html = response.content.decode()  # type: ignore[attr-defined]
    tags = re.findall(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', html)
    return [unescape(found[1]) for tag in tags if (found := re.search(r'value="([^"]*)"', tag))]


def keeps(response: HttpResponseBase, typed: Mapping[str, Any]) -> list[str]:
    """The fields whose typed words the page no longer shows anywhere."""
    page = read(response)
    return [name for name, value in typed.items() if value and " ".join(str(value).split()) not in page]
