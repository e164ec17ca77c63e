"""The verbs that enter procedures known only from the national list: one by one, or the whole file at once.

`import_catalogue` is the named exception to "everything through the verb": it copies rows in bulk, with one fact a
procedure, and a test proves its rows and facts equal to those `register` makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model, Value
from django.db.models.functions import Cast

from motcua.access.types import Actor
from motcua.kernel.refusal import Conflict
from motcua.kernel.text import search_vector
from motcua.ledger.actions import record, record_many
from motcua.procedures import policy, rules
from motcua.procedures.entries import NationalRow, read_national
from motcua.procedures.facts import VersionRegistered
from motcua.procedures.models import Procedure, ProcedureVersion
from motcua.procedures.queries.versions import COLUMNS

NATIONAL = Path(__file__).resolve().parents[1] / "data" / "catalogue_2026.csv.gz"
"""The national list as read in July 2026; `data/README.md` says from where."""


@transaction.atomic
def register(*, row: NationalRow, by: Actor, at: datetime) -> ProcedureVersion:
    """Enter one procedure from the national list. It is found and shown, but nobody can receive by it: it lacks parts.

    Refuses a code the catalogue knows already: what is known there rests on more than the list.
    """
    policy.must_publish(by, on=at.date())
    if Procedure.objects.filter(code=row.code).exists():
        raise Conflict(f"Thủ tục {row.code} đã có trong danh mục; hãy mở dự thảo phiên bản mới nếu cần sửa.")
    values = _procedure_values(row)
    procedure = Procedure.objects.create(**values | {"search": _as_vector(values["search"])})
    values = _version_values(row, procedure.pk)
    version = ProcedureVersion.objects.create(**values | {"agency_search": _as_vector(values["agency_search"])})
    record(_fact(procedure.pk, row), by=by, at=at)
    return version


@transaction.atomic
def import_catalogue(*, by: Actor, at: datetime, path: Path = NATIONAL) -> int:
    """Enter all procedures of the national list that the catalogue does not know yet; how many they were."""
    policy.must_publish(by, on=at.date())
    known = set(Procedure.objects.values_list("code", flat=True))
    rows = [row for row in read_national(path) if row.code not in known]
    ids = _new_ids(Procedure, len(rows))
    _copy(Procedure, ({"id": id_, **_procedure_values(row)} for id_, row in zip(ids, rows, strict=True)))
    _copy(ProcedureVersion, (_version_values(row, id_) for id_, row in zip(ids, rows, strict=True)))
    record_many([_fact(id_, row) for id_, row in zip(ids, rows, strict=True)], by=by, at=at)
    return len(rows)


def _procedure_values(row: NationalRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.content.name,
        "field": row.field,
        "issuer": row.issuer,
        "online_level": row.online_level,
        "is_provincial": row.is_provincial,
        "is_non_boundary": row.is_non_boundary,
        "search": search_vector(f"{row.content.name} {row.field}"),
    }


def _version_values(row: NationalRow, procedure_id: int) -> dict[str, Any]:
    return {
        "procedure_id": procedure_id,
        "valid": DateRange(row.since, None),
        "basis": row.basis.value,
        "decision": row.decision,
        "tiers": [tier.value for tier in row.tiers],
        "agency_search": _agency_vector(row.content.agency),
        "legal_basis": [],
        "lacks": [part.value for part in rules.missing_parts(row.content, row.since)],
        **{name: getattr(row.content, name) for name in COLUMNS},
    }


@lru_cache(maxsize=2048)
def _agency_vector(agency: str) -> str:
    return search_vector(agency)  # few agencies resolve most procedures


def _fact(procedure_id: int, row: NationalRow) -> VersionRegistered:
    return VersionRegistered(procedure_id, row.code, row.content.name, row.since, row.decision)


def _as_vector(text: str) -> Cast:
    return Cast(Value(text), SearchVectorField())


# Bulk -----------------------------------------------------------------------------------------------------


def _new_ids(model: type[Model], count: int) -> Sequence[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def _copy(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """COPY rows whose keys are columns; columns left out take the database's default."""
    everything = list(rows)
    if not everything:
        return
    columns = ", ".join(f'"{name}"' for name in everything[0])
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy:
        for row in everything:
            copy.write_row([value.value if isinstance(value, Enum) else value for value in row.values()])
