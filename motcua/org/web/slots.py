"""What units and working time put into the navigation, and what the one search finds of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from motcua.kernel import clock
from motcua.kernel.printed import print_day
from motcua.org import queries
from motcua.ui import slots

FIRST = 8

for slot, order in (("nav.staff", 50), ("nav.public", 30)):
    slots.fill(
        slot, slots.Link("units", "Đơn vị", "org:units", icon="building-community", order=order, group="Tra cứu")
    )
    slots.fill(
        slot,
        slots.Link("calendar", "Lịch làm việc", "org:calendar", icon="calendar", order=order + 5, group="Tra cứu"),
    )


def _units(request: HttpRequest, words: str) -> Iterator[Mapping[str, Any]]:
    """Those of today first; of another day's, the days on which they bore the name."""
    today, elsewhere = queries.find_units(words, clock.today())
    for unit in [*today, *elsewhere][:FIRST]:
        page = reverse("org:unit", args=[unit.slug])
        if clock.today() in unit.period:
            yield {"url": page, "title": unit.name, "says": f"Có hiệu lực {unit.period}"}
        else:
            there = f"{page}?ngay={print_day(unit.period.start)}"
            yield {"url": there, "title": unit.name, "says": f"Không có hiệu lực hôm nay; chỉ {unit.period}"}


slots.fill("search.sources", slots.Source("units", "Đơn vị", _units, order=15))
