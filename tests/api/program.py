"""A program that calls the API: registered by an administrator, with a secret, roles at units, and a token."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.access.types import SYSTEM
from motcua.files.tests.samples import PDF
from motcua.people import actions as people
from motcua.people.queries import Account
from motcua.people.types import AccountKind
from tests.world import BIRTH, MONDAY, WARD, required_papers, ward

WALKING = ("one_stop_clerk", "specialist", "leader")
APPLICANT = {"name": "Chamaléa Thị Mơ", "id_number": "058192000017", "phone": "0900 000 017"}


def register(
    name: str = "ki-ot", roles: Iterable[str] = WALKING, unit: str = WARD, title: str = "Ki-ốt phường Đông Hải"
) -> tuple[Account, str]:
    """A registered program and its secret."""
    account = people.open_account(
        username=name, name=title, password=None, kind=AccountKind.SOFTWARE, by=SYSTEM, at=MONDAY
    )
    for role in roles:
        people.grant_role(
            account=account, role=role, unit=ward(unit), since=MONDAY.date(), until=None, by=SYSTEM, at=MONDAY
        )
    return account, people.make_secret(account=account, by=SYSTEM, at=MONDAY)


@dataclass
class Program:
    """One program with its token; `ask` and `send` give the status and what was answered."""

    token: str
    client: Client = field(default_factory=Client)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return ({"Authorization": f"Bearer {self.token}"} if self.token else {}) | more

    def with_token(self) -> Client:
        """A client whose every request carries the token."""
        return Client(headers=self._headers({}))

    def ask(self, path: str, **query: Any) -> tuple[int, Any]:
        answer = self.client.get(f"/api/{path}", query, headers=self._headers({}))
        return answer.status_code, answer.json()

    def send(self, path: str, body: Any = None, key: str = "", **headers: str) -> tuple[int, Any]:
        sent = self._headers(headers | ({"Idempotency-Key": key} if key else {}))
        answer = self.client.post(f"/api/{path}", json.dumps(body or {}), "application/json", headers=sent)
        return answer.status_code, answer.json()

    def upload(self, name: str = "quet.pdf", content: bytes = PDF) -> tuple[int, Any]:
        file = SimpleUploadedFile(name, content, content_type="application/pdf")
        answer = self.client.post("/api/files", {"file": file}, headers=self._headers({}))
        return answer.status_code, answer.json()

    def receive(self, key: str = "", **changed: Any) -> tuple[int, Any]:
        return self.send("dossiers", application(**changed), key or str(uuid.uuid4()))

    def received(self, **changed: Any) -> str:
        status, told = self.receive(**changed)
        assert status == 201, told
        code: str = told["code"]
        return code


def sign_in(name: str, secret: str) -> Program:
    """A program that has got its token."""
    status, told = token(name, secret)
    assert status == 200, told
    return Program(told["access_token"])


def token(name: str, secret: str) -> tuple[int, Any]:
    """Ask for a token."""
    form = {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}
    answer = Client().post("/api/token", form)
    return answer.status_code, answer.json()


def program(name: str = "ki-ot", **more: Any) -> Program:
    """Registered and signed in."""
    return sign_in(name, register(name, **more)[1])


def application(code: str = BIRTH, **changed: Any) -> dict[str, Any]:
    """An application that may be received, as it is sent; keyword arguments change its fields."""
    papers = [
        {"code": paper.code, "originals": paper.originals, "copies": paper.copies} for paper in required_papers(code)
    ]
    return {"unit": WARD, "procedure": code, "channel": 1, "applicant": APPLICANT, "papers": papers} | changed
