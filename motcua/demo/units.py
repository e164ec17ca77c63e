"""Builds the units of the demonstration: the tree of 2021, then each day of reorganisation by the verb."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from django.db import transaction

from motcua.access.types import SYSTEM
from motcua.kernel.worktime import calendar_codes, read_calendar
from motcua.kernel.zone import VIETNAM
from motcua.org import actions
from motcua.org.queries import SHIPPED, Unit
from motcua.org.types import Act, ReorganisationKind, Takes, Taking, UnitDetails

DATA = Path(__file__).resolve().parents[1] / "org" / "data"
FOUNDED = datetime(2021, 1, 1, 7, 0, tzinfo=VIETNAM)
TOLD = datetime(2024, 9, 1, 7, 0, tzinfo=VIETNAM)
"""When the demonstration was told of what is still to come; its clock starts after this moment."""

Row = Mapping[str, str]


def build_units() -> int:
    """Ninh Thuận as it was, the changes of 1 November 2024, its part of Khánh Hòa from 1 July 2025; the calendars."""
    build_calendars()
    versions = [*_read("units_2024.csv"), *_read("units_2025.csv")]
    begun = [row for row in versions if date.fromisoformat(row["valid_from"]) <= FOUNDED.date()]
    with transaction.atomic():
        _found(begun)
        for on, acts in acts_by_day(versions).items():
            actions.reorganise(on=on, acts=acts, by=SYSTEM, at=TOLD)
    return len({row["unit"] for row in versions})


def build_calendars() -> int:
    """The shipped calendars."""
    codes = calendar_codes(SHIPPED)
    for code in codes:
        actions.take_in_calendar(calendar=read_calendar(SHIPPED, code), by=SYSTEM, at=FOUNDED)
    return len(codes)


def _found(rows: Iterable[Row]) -> None:
    made: dict[str, Unit] = {}
    for row in rows:
        unit = made[row["unit"]] = actions.found(slug=row["unit"], by=SYSTEM, at=FOUNDED)
        actions.open_version(
            unit=unit,
            since=date.fromisoformat(row["valid_from"]),
            until=None,
            parent=made[row["parent"]] if row["parent"] else None,
            **{name: value for name, value in asdict(_details(row)).items() if name not in ("unit", "parent")},
            by=SYSTEM,
            at=FOUNDED,
        )


def acts_by_day(versions: Iterable[Row]) -> dict[date, list[Act]]:
    """What the files say of each document, by day: a unit begins, changes or ends by the act that names it.

    A unit that ends and is named by no succession went with the body it was part of.
    """
    rows = list(versions)
    takings: dict[str, list[Row]] = defaultdict(list)
    for taking in [*_read("successions_2024.csv"), *_read("successions_2025.csv")]:
        takings[taking["act"]].append(taking)
    given_by = {row["predecessor"]: act for act, each in takings.items() for row in each}
    taken_by = {row["successor"]: act for act, each in takings.items() for row in each}
    parents = {row["unit"]: row["parent"] for row in rows}
    last_day = {row["unit"]: row["valid_until"] for row in rows}
    earlier: set[str] = set()
    begins, changes, ends = defaultdict(list), defaultdict(list), defaultdict(list)
    for version in rows:
        if version["unit"] in earlier:
            changes[taken_by[version["unit"]]].append(_details(version))
        elif act := version.get("act"):
            begins[act].append(_details(version))
        earlier.add(version["unit"])
    for unit in (unit for unit, until in last_day.items() if until):
        owner = unit
        while owner not in given_by:
            owner = parents[owner]
        ends[given_by[owner]].append(unit)
    found: dict[date, list[Act]] = defaultdict(list)
    for document in _read("reorganisations.csv"):
        act = document["act"]
        found[date.fromisoformat(document["on"])].append(
            Act(
                kind=ReorganisationKind(document["kind"]),
                basis=document["basis"],
                begins=tuple(begins[act]),
                changes=tuple(changes[act]),
                ends=tuple(ends[act]),
                takings=tuple(_taking(each) for each in takings[act]),
                is_verified=document["evidence"] == "verified",
                note=document["note"],
            )
        )
    return dict(sorted(found.items()))


def _details(row: Row) -> UnitDetails:
    return UnitDetails(
        unit=row["unit"],
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        level=row["level"],
        parent=row["parent"],
        code=row["code"],
        identifier=row["identifier"],
        identifier_fictional=row["identifier_fictional"] == "true",
        basis=row["basis"],
        note=row["note"],
        is_verified=row["evidence"] == "verified",
    )


def _taking(row: Row) -> Taking:
    return Taking(
        predecessor=row["predecessor"],
        successor=row["successor"],
        takes=Takes(row["takes"]),
        share=Fraction(row["share"]) if row["share"] else None,
        clause=row["clause"],
        note=row["note"],
    )


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
