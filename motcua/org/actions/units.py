"""The verbs of units: found one, and say what it is during a span of days."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access.types import Actor
from motcua.kernel.text import sort_key
from motcua.ledger.actions import record
from motcua.org import policy
from motcua.org.facts import UnitFounded, UnitVersionOpened
from motcua.org.models import Unit, UnitVersion


@transaction.atomic
def found(*, slug: str, by: Actor, at: datetime) -> Unit:
    """Make a unit known under its lasting slug (thành lập); what it is called begins with its first version."""
    policy.must_organise(by, on=at.date())
    unit = Unit.objects.create(slug=slug)
    record(UnitFounded(unit.pk, slug), by=by, at=at)
    return unit


@transaction.atomic
def open_version(
    *,
    unit: Unit,
    since: date,
    until: date | None,
    name: str,
    short_name: str,
    kind: str,
    level: str,
    parent: Unit | None,
    code: str,
    identifier: str,
    identifier_fictional: bool,
    basis: str,
    note: str = "",
    is_verified: bool = False,
    by: Actor,
    at: datetime,
) -> UnitVersion:
    """Say what a unit is during `[since, until)`; an overlap with another version is refused by the database.

    For what is known at the beginning; what changes later is a `reorganise`.
    """
    policy.must_organise(by, on=at.date())
    version = UnitVersion.objects.create(
        unit=unit,
        valid=DateRange(since, until),
        code=code,
        name=name,
        short_name=short_name,
        kind=kind,
        level=level,
        parent=parent,
        identifier=identifier,
        identifier_fictional=identifier_fictional,
        sort_key=sort_key(short_name),
        basis=basis,
        note=note,
        is_verified=is_verified,
    )
    record(UnitVersionOpened(unit.pk, name, identifier, since, until, basis), by=by, at=at)
    return version
