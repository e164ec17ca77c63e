"""An official without a browser: sends over HTTP exactly what the pages would send, fast and from many threads."""

from __future__ import annotations

import http.client
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http.cookies import SimpleCookie
from urllib.parse import quote

from motcua.demo.province import PASSWORD
from motcua.files.tests.samples import PDF

BIRTH = "1.001193"
CLERK, SPECIALIST, LEADER, OTHER_LEADER = "canbo.motcua", "chuyenvien", "lanhdao", "donghai.chutich"
APPLICANT = "Pi Năng Thị Liên"
COUNTER = f"/mot-cua/tiep-nhan/{BIRTH}/"


def pdf(words: str) -> bytes:
    """A small PDF like no other."""
    return PDF + f"% {words}\n".encode()


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: str


@dataclass
class Official:
    """Signs in when it is made; afterwards any number of threads may use it at once."""

    port: int
    username: str
    patience: float = 30
    """Seconds after which an answer is no longer waited for."""
    cookies: dict[str, str] = field(default_factory=dict)
    before_answer: Callable[[], None] | None = None
    """What happens between sending and reading; when it raises, the answer is lost on its way."""

    def __post_init__(self) -> None:
        self.ask("GET", "/tai-khoan/login/")
        answer = self.send("/tai-khoan/login/", {"login": self.username, "password": PASSWORD})
        assert answer.status == 302, answer.body

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        """One request on a connection of its own; whatever the network throws is thrown."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            connection.request(
                method, quote(path, safe="/?=&%"), body, headers | ({"Content-Type": kind} if kind else {})
            )
            if self.before_answer is not None:
                self.before_answer()
            response = connection.getresponse()
            told = response.read().decode(errors="replace")
            for line in response.headers.get_all("Set-Cookie") or []:
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            return Answer(response.status, response.headers.get("Location", ""), told)
        finally:
            connection.close()

    def send(self, path: str, fields: Mapping[str, str], files: Mapping[str, bytes] | None = None) -> Answer:
        """Post a form; `files` maps the input's name to the bytes of one PDF."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrfmiddlewaretoken": self.cookies["csrftoken"], **fields}.items()
        ]
        for name, content in (files or {}).items():
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="quet.pdf"\r\n'
            parts += [head.encode(), b"Content-Type: application/pdf\r\n\r\n", content, b"\r\n"]
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        return self.ask("POST", path, body, f"multipart/form-data; boundary={mark}")

    @cached_property
    def prefixes(self) -> list[str]:
        """The names that the counter's page gives to the inputs of each paper, in the order of the catalogue."""
        page = self.ask("GET", COUNTER)
        assert page.status == 200, page.body
        return re.findall(r'name="(paper-[0-9]+)-on"', page.body)

    def receive(self, key: uuid.UUID, id_number: str = "") -> Answer:
        """Receive a birth registration with both required papers and one scan under this key, for somebody new."""
        first, second, *_ = self.prefixes
        fields = {
            "key": str(key),
            "id_number": id_number or f"058{key.int % 10**9:09}",
            "name": APPLICANT,
            "phone": "0900000017",
            "channel": "1",
            "sets": "1",
            f"{first}-on": "on",
            f"{first}-originals": "1",
            f"{second}-on": "on",
            f"{second}-originals": "1",
            f"{second}-copies": "2",
        }
        return self.send(COUNTER, fields, {f"{second}-scans": pdf(str(key))})

    def received(self) -> str:
        """The code of a dossier just received."""
        answer = self.receive(uuid.uuid4())
        assert answer.status == 302, answer.body
        return answer.location.rstrip("/").rpartition("/")[2]

    def version_of(self, code: str) -> str:
        """The version of a dossier that its page would send along."""
        found = re.search(r'name="seen" value="([0-9]+)"', self.ask("GET", f"/mot-cua/ho-so/{code}/").body)
        assert found, f"{self.username} has no form on {code}"
        return found.group(1)

    def act(self, code: str, verb: str, seen: str = "", **fields: str) -> Answer:
        """Post one of a dossier page's forms: `nhan`, `chuyen`, `tra-lai`, `ket-qua`, `tra-ket-qua`."""
        return self.send(f"/mot-cua/ho-so/{code}/{verb}/", {"seen": seen or self.version_of(code), **fields})

    def do(self, code: str, verb: str, **fields: str) -> None:
        """`act`, which must succeed."""
        answer = self.act(code, verb, **fields)
        assert answer.status == 302, answer.body


@dataclass
class Office:
    """The officials of the ward, each signed in once."""

    port: int

    def __post_init__(self) -> None:
        self.clerk, self.specialist, self.leader, self.other_leader = (
            Official(self.port, username) for username in (CLERK, SPECIALIST, LEADER, OTHER_LEADER)
        )

    def at_specialist(self) -> str:
        code = self.clerk.received()
        self.clerk.do(code, "chuyen")
        return code

    def at_leader(self) -> str:
        code = self.at_specialist()
        self.specialist.do(code, "ket-qua", number="112/2024", signed_on="09/09/2024")
        self.specialist.do(code, "chuyen", note="Đủ điều kiện")
        return code

    def finished(self) -> str:
        code = self.at_leader()
        self.leader.do(code, "chuyen")
        return code
