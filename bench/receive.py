"""Receiving a dossier by its verb, against the floor: counter, dossier row and event in one plain SQL transaction."""

from __future__ import annotations

import sys
import uuid
from itertools import count
from typing import Any

from ground import scene
from ground.measure import compare

REPEATS = int(sys.argv[1]) if len(sys.argv) > 1 else 200


def main() -> None:
    """The verb with its rights, papers, due moment, applicant, step and facts, next to the bare rows."""
    scene.build()
    from motcua.onestop import actions
    from tests.world import CLERK, MONDAY, actor, application, receive, required_papers, ward

    by, unit, papers, people = actor(CLERK), ward(), required_papers("1.001193"), count(1)

    def verb() -> None:
        sent = application(papers=papers, id_number=f"058192{next(people):06}")
        actions.receive(application=sent, unit=unit, key=uuid.uuid4(), received_at=MONDAY, by=by, at=MONDAY)

    model = receive()
    with scene.connect() as connection:
        kept = scene.columns(connection, "onestop_dossier", without={"id", "code", "lookup_code", "intake_key"})
        row: Any = connection.execute(
            f"SELECT {', '.join(f'{name}::text' for name in kept)} FROM onestop_dossier WHERE id = %s", [model.pk]
        ).fetchone()
        insert = (
            f"INSERT INTO onestop_dossier (code, lookup_code, intake_key, {', '.join(kept)}) "
            f"VALUES ({', '.join(['%s'] * (len(kept) + 3))}) RETURNING id"
        )
        connection.commit()

        def floor() -> None:
            number: Any = connection.execute(
                "INSERT INTO ledger_number_series (key, last) VALUES ('floor', 1) "
                "ON CONFLICT (key) DO UPDATE SET last = ledger_number_series.last + 1 RETURNING last"
            ).fetchone()
            given = [f"floor-{number[0]:06}", f"F{number[0]:09}", uuid.uuid4(), *row]
            dossier: Any = connection.execute(insert, given).fetchone()
            connection.execute(
                "INSERT INTO onestop_clock_event (dossier_id, kind, at, term, reason) VALUES (%s, 'start', %s, %s, %s)",
                [dossier[0], MONDAY, "1d", "Tiếp nhận hồ sơ"],
            )
            connection.commit()

        compare("tiếp nhận bằng động từ", verb, "sàn bằng SQL", floor, repeats=REPEATS, warm_up=10)


if __name__ == "__main__":
    main()
