"""The port by which the registry of figures asks whose rows a unit counts (`settings.FIGURE_UNITS`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from motcua.kernel.period import Period
from motcua.ledger.figures import Boundary, Members, Scope
from motcua.org.queries.lineage import members
from motcua.org.queries.units import as_on


def figure_units(unit_id: int, boundary: Boundary, period: Period, today: date) -> Members:
    """The unit ids whose rows a unit counts, and a sentence for each division whose parts nobody has stated.

    Rows of a unit that lay under two parents within one period are counted under each: what a figure shows then
    is said by its identity with the figures of the children.
    """
    known = members(unit_id, boundary=boundary, period=period, on=max(today, period.last or today))
    whole = frozenset(row.unit_id for row in known.rows if row.share == 1)
    in_parts = {(each.divided_id, each.on, each.among_ids) for each in known.not_separable}
    in_parts |= {(row.unit_id, row.period.start, frozenset()) for row in known.rows if row.share != 1}
    return Members(whole, tuple(_sentence(*part) for part in sorted(in_parts, key=str)))


def unit_words(unit_ids: Collection[int], within: Scope) -> Mapping[int, str]:
    """What units are called where figures are broken down by them: their short names on the scope's last day."""
    return {unit.id: unit.short_name for unit in as_on([(each, within.until) for each in unit_ids])}


def _sentence(divided_id: int, on: date, among: frozenset[int]) -> str:
    eve = on - timedelta(days=1) if among else on
    names = {unit.id: unit.short_name for unit in as_on([(divided_id, eve), *((each, on) for each in among)])}
    heirs = ", ".join(sorted(names.get(each, f"đơn vị số {each}") for each in among))
    return (
        f"{names.get(divided_id, f'đơn vị số {divided_id}')} chia cho nhiều đơn vị từ ngày {on:%d/%m/%Y}"
        f"{f' ({heirs})' if heirs else ''} mà văn bản không nêu tỷ lệ: số liệu của đơn vị này không tách được, "
        "không cộng vào đây."
    )
