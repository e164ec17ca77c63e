"""The public look-up page by its code among 5.000 dossiers, against one plain SQL statement."""

from __future__ import annotations

from typing import Any

from ground import scene
from ground.measure import compare

DOSSIERS = 5000
STATE = """
SELECT dossier.code, dossier.status, dossier.received_at, dossier.due_at, procedure.name, unit.name, step.name
FROM onestop_dossier AS dossier
JOIN procedures_version AS version ON version.id = dossier.procedure_version_id
JOIN procedures_procedure AS procedure ON procedure.id = version.procedure_id
JOIN org_unit_version AS unit ON unit.unit_id = dossier.intake_unit_id AND unit.valid @> %s::date
LEFT JOIN onestop_step_run AS run ON run.dossier_id = dossier.id AND run.closed_at IS NULL
LEFT JOIN procedures_step AS step ON step.id = run.step_id
WHERE dossier.lookup_code = %s
"""


def main() -> None:
    """A code that exists, and one that does not."""
    scene.build(DOSSIERS)
    from django.test import Client

    from motcua.kernel import clock
    from motcua.onestop.models import Dossier
    from tests.world import MONDAY

    client = Client(SERVER_NAME="127.0.0.1")
    known = Dossier.objects.order_by("pk")[2500].lookup_code
    with clock.at(MONDAY), scene.connect(autocommit=True) as connection:
        for title, code, status in (("tra cứu một mã", known, 200), ("tra cứu mã không có", "ZZZZZZZZZZ", 404)):

            def page(code: str = code) -> Any:
                return client.get(f"/tra-cuu/{code}/")

            def plain(code: str = code) -> list[Any]:
                return connection.execute(STATE, [MONDAY.date(), code]).fetchall()

            assert page().status_code == status
            assert len(plain()) == (status == 200)
            compare(title, page, "SQL", plain, repeats=150)


if __name__ == "__main__":
    main()
