"""Dossiers received through the API by 8 clients at once, against the floor: the same rows, inserted bare."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from ground import load, rows, scene
from ground.processes import parent_of

from motcua.kernel.printed import print_number

CLIENTS = 8
EACH = int(sys.argv[1]) if len(sys.argv) > 1 else 60
PROCEDURE = "1.001193"
PEOPLE = count(1)
Attempt = Callable[[], object]


def main() -> None:
    """A web of two processes as in production; the floor takes the very rows one receipt wrote, by as many clients."""
    scene.build()
    from motcua.demo import clients
    from tests.stack import Stack

    clients.build_clients()
    os.environ["MOTCUA_CALLS_PER_MINUTE"] = "1000000"  # counted, as in production, but never refused
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, scene.connect() as connection:
        database = parent_of(connection.info.backend_pid)
        web = Stack(os.environ["DATABASE_URL"], Path(folder))
        try:
            web.start()
            receive = sender(web.port, clients.CLIENT, clients.SECRET, clients.UNIT)
            with receive() as attempt:
                attempt()  # an applicant of its own; what follows is the common case
                written = rows.written_by(connection, attempt)
            print(f"Một lần tiếp nhận ghi {written.says()}.", flush=True)
            load.run("", receive, clients=CLIENTS, each=5, cpu_of={})
            named = {"ứng dụng": web.children["web"].pid, "cơ sở dữ liệu": database}
            through = load.run("qua API", receive, clients=CLIENTS, each=EACH, cpu_of=named)
            floor = {"cơ sở dữ liệu": database}
            bare = load.run("chèn thẳng", written.inserter, clients=CLIENTS, each=EACH * 4, cpu_of=floor)
        finally:
            web.stop()
    print(f"{CLIENTS} máy khách, mỗi máy {EACH} hồ sơ\n{through.says()}\n{bare.says()}")
    whole, part = sum(through.cpu.values()), through.cpu["cơ sở dữ liệu"]
    print(
        f"So với chèn thẳng: tốc độ bằng 1/{print_number(bare.rate / through.rate, 1)}; "
        f"CPU cơ sở dữ liệu gấp {print_number(part / bare.cpu['cơ sở dữ liệu'], 1)} lần, "
        f"CPU tất cả gấp {print_number(whole / bare.cpu['cơ sở dữ liệu'], 1)} lần"
    )


def sender(port: int, name: str, secret: str, unit: str) -> Callable[[], Any]:
    """Clients that keep one connection each and receive one dossier after another, each for somebody new."""
    form = urlencode({"grant_type": "client_credentials", "client_id": name, "client_secret": secret})
    token = ask(HTTPConnection("127.0.0.1", port), "POST", "token", form, kind="application/x-www-form-urlencoded")
    asked = ask(HTTPConnection("127.0.0.1", port), "GET", f"procedures/{PROCEDURE}")
    papers = [{"code": each["code"], "originals": 1} for each in asked["papers"] if each["required"]]

    @contextmanager
    def client() -> Iterator[Attempt]:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)

        def receive() -> object:
            person = next(PEOPLE)
            applicant = {"name": "Chamaléa Thị Mơ", "id_number": f"058192{person:06}", "phone": f"09{person:08}"}
            sent = {"unit": unit, "procedure": PROCEDURE, "applicant": applicant, "papers": papers}
            headers = {"Authorization": f"Bearer {token['access_token']}", "Idempotency-Key": str(uuid.uuid4())}
            return ask(connection, "POST", "dossiers", json.dumps(sent), **headers)

        try:
            yield receive
        finally:
            connection.close()

    return client


def ask(
    connection: HTTPConnection,
    method: str,
    path: str,
    body: str = "",
    *,
    kind: str = "application/json",
    **headers: str,
) -> Any:
    """One request that must succeed."""
    connection.request(method, f"/api/{path}", body.encode(), headers | {"Content-Type": kind})
    response = connection.getresponse()
    told = response.read()
    assert response.status in (200, 201), told.decode()
    return json.loads(told)


if __name__ == "__main__":
    main()
