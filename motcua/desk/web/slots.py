"""What the desk puts into the navigation."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from motcua.desk.web.jobs import RIGHT as RUN_JOBS
from motcua.desk.web.jobs import in_need
from motcua.desk.web.notices import unread
from motcua.desk.web.rules import search as rules_named
from motcua.kernel.text import fold
from motcua.ledger import figures
from motcua.ui import slots

FIRST = 8

slots.fill("nav.staff", slots.Link("home", "Bàn làm việc", "desk:home", icon="home", order=0))
slots.fill("home.staff", slots.Link("home", "Bàn làm việc", "desk:home", icon="home"))
slots.fill("nav.staff", slots.Link("rules", "Quy tắc theo ngày", "desk:rules", icon="scale", order=60, group="Tra cứu"))
slots.fill("nav.staff", slots.Link("figures", "Số liệu", "desk:figures", icon="chart-bar", order=35, group="Một cửa"))
slots.fill("nav.staff", slots.Link("notices", "Thông báo", "desk:notices", icon="bell", order=5, count=unread))
slots.fill(
    "nav.staff",
    slots.Link(
        "jobs", "Việc nền", "desk:jobs", icon="refresh", right=RUN_JOBS, order=90, group="Quản trị", count=in_need
    ),
)
slots.fill("search", slots.Link("all", "Tìm mọi thứ (Ctrl+K)", "desk:search", order=0))


def _figures(request: HttpRequest, words: str) -> Iterator[Mapping[str, Any]]:
    wanted = fold(words).split()
    found = [each for each in figures.figures() if all(word in fold(each.title) for word in wanted)]
    for each in found[:FIRST]:
        yield {"url": reverse("desk:figure", args=[each.name]), "title": each.title, "says": each.says}


slots.fill("search.sources", slots.Source("figures", "Số liệu", _figures, order=50))


def _rules(request: HttpRequest, words: str) -> Iterator[Mapping[str, Any]]:
    for rule in rules_named(words)[:FIRST]:
        yield {"url": reverse("desk:rule", args=[rule.code]), "title": rule.title, "says": rule.meaning}


slots.fill("search.sources", slots.Source("rules", "Quy tắc theo ngày", _rules, order=40))
