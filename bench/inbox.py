"""The inbox and the list of 5.000 dossiers as whole pages, against the same rows by plain SQL."""

from __future__ import annotations

from typing import Any

from ground import scene
from ground.measure import compare

DOSSIERS = 5000
ROWS = """
SELECT dossier.*, run.*, step.name, procedure.code, procedure.name
FROM onestop_step_run AS run
JOIN onestop_dossier AS dossier ON dossier.id = run.dossier_id
JOIN procedures_step AS step ON step.id = run.step_id
JOIN procedures_version AS version ON version.id = dossier.procedure_version_id
JOIN procedures_procedure AS procedure ON procedure.id = version.procedure_id
WHERE run.closed_at IS NULL AND run.unit_id = %(unit)s AND run.role = 'specialist'
"""
LISTED = """
SELECT dossier.*, procedure.code, procedure.name
FROM onestop_dossier AS dossier
JOIN procedures_version AS version ON version.id = dossier.procedure_version_id
JOIN procedures_procedure AS procedure ON procedure.id = version.procedure_id
WHERE dossier.intake_unit_id = %(unit)s
"""
INBOX, LIST = "/mot-cua/viec/", "/mot-cua/ho-so/"


def main() -> None:
    """First and deep pages, and two searches; every page is checked to hold its twenty rows."""
    scene.build(DOSSIERS)
    from django.test import Client

    from motcua.kernel import clock
    from motcua.kernel.text import search_query
    from motcua.onestop.models import Dossier
    from motcua.people.models import Account
    from tests.world import MONDAY, SPECIALIST, ward

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Account.objects.get(username=SPECIALIST))
    name = search_query("chamalea mo", prefix=True, phrase=False)
    code = Dossier.objects.order_by("pk")[40].code
    by_due, newest = "ORDER BY dossier.due_at, dossier.id", "ORDER BY dossier.received_at DESC, dossier.id DESC"
    cases: list[tuple[str, str, dict[str, str], str, str, dict[str, Any], int]] = [
        ("việc chờ tôi", INBOX, {}, ROWS, f"{by_due} LIMIT 20", {}, 20),
        ("việc chờ tôi, trang 100", INBOX, {"trang": "100"}, ROWS, f"{by_due} LIMIT 20 OFFSET 1980", {}, 20),
        ("danh sách hồ sơ", LIST, {}, LISTED, f"{newest} LIMIT 20", {}, 20),
        ("danh sách, tìm theo mã", LIST, {"q": code}, LISTED, "AND dossier.code = %(code)s", {"code": code}, 1),
        (
            "danh sách, tìm theo tên",
            LIST,
            {"q": "chamalea mo"},
            LISTED,
            f"AND dossier.search @@ %(name)s::tsquery {newest} LIMIT 20",
            {"name": name},
            20,
        ),
    ]
    with clock.at(MONDAY), scene.connect(autocommit=True) as connection:
        for title, address, asked, rows, rest, given, expected in cases:
            values = {"unit": ward().id, **given}

            def page(address: str = address, asked: dict[str, str] = asked) -> bytes:
                return client.get(address, asked).content

            def plain(sql: str = rows + rest, values: dict[str, Any] = values) -> list[Any]:
                return connection.execute(sql, values).fetchall()

            shown, fetched = page().decode().count('<td class="wide"'), len(plain())
            assert shown == fetched == expected, (title, shown, fetched)
            compare(title, page, "SQL", plain, repeats=40)


if __name__ == "__main__":
    main()
