"""The rules of the house, as they stand on any day, and what the province decided for itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access import rights
from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock, dated
from motcua.kernel.dated import NoRuleInForce, Rule, Standing, Value
from motcua.kernel.text import fold, syllables
from motcua.org import queries
from motcua.org.types import Decision
from motcua.ui.days import asked_day, status_of_day

PAGE = 10
DECIDE = "org.decide"
TONES = {Standing.VERIFIED: "ok", Standing.REMEMBERED: "warn", Standing.ASSUMED: "neutral", Standing.DECIDED: "brand"}


@dataclass(frozen=True, slots=True)
class Told:
    """A value as a page shows it."""

    value: Value
    lines: tuple[str, ...]
    holds: bool
    place: str = ""
    decision_id: int | None = None

    @property
    def tone(self) -> str:
        return TONES[self.value.standing]


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule as a page shows it on a day; `held` is what holds in the province at large, `silence` why nothing does."""

    rule: Rule
    held: Told | None
    silence: str
    history: list[Told]
    decisions: list[Told]


def shown(rules: Iterable[Rule], day: date) -> list[Shown]:
    """Rules with their values in time and their local decisions, with two questions to the database in all."""
    wanted = list(rules)
    found = queries.decisions(rule.code for rule in wanted if rule.local)
    places = _places(found, day)
    return [_shown(rule, day, [each for each in found if each.code == rule.code], places) for rule in wanted]


def _shown(rule: Rule, day: date, decisions: list[Decision], places: dict[int, str]) -> Shown:
    silence, held = "", None
    try:
        holding = rule.in_force(day, [each.value for each in decisions])
        held = Told(holding, rule.print(holding.value), True)
    except NoRuleInForce as refusal:
        silence = refusal.says
    return Shown(
        rule,
        held,
        silence,
        [Told(value, rule.print(value.value), day in value.period) for value in rule.values],
        [
            Told(
                each.value,
                rule.print(each.value.value),
                day in each.value.period,
                places[each.value.unit_id] if each.value.unit_id is not None else "toàn tỉnh",
                each.id,
            )
            for each in decisions
        ],
    )


def _places(decisions: Iterable[Decision], day: date) -> dict[int, str]:
    """The names of the units that decided: of the day looked at or, where a unit was not then, of its first day."""
    begun = {each.value.unit_id: each.value.period.start for each in decisions if each.value.unit_id is not None}
    names = {unit.id: unit.short_name for unit in queries.units_on(day, ids=begun)} if begun else {}
    return names | {unit: queries.unit_on(unit, start).short_name for unit, start in begun.items() if unit not in names}


def search(words: str) -> list[Rule]:
    """Rules by words of code, title, meaning and bases; a word with marks matches exactly, a bare one any marks."""
    asked = syllables(words)
    return [rule for rule in dated.rules() if _has_all(asked, _text(rule))]


def _text(rule: Rule) -> str:
    return " ".join((rule.code, rule.title, rule.meaning, *(value.basis for value in rule.values)))


def _has_all(asked: list[str], text: str) -> bool:
    known = set(syllables(text))
    bare = {fold(word) for word in known}
    return all(any(word.startswith(each) for word in (bare if each == fold(each) else known)) for each in asked)


@require_GET
@for_staff
def index(request: StaffRequest) -> HttpResponse:
    """Every rule: what holds on a day, all its values in time, and where it bites."""
    day, refusal = asked_day(request)
    words = request.GET.get("q", "")
    page = Paginator(search(words), PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "rules": shown(page.object_list, day), "words": words, "day": day, "refusal": refusal}
    return render(request, "desk/rules.html", context, status=status_of_day(refusal))


@require_GET
@for_staff
def page(request: StaffRequest, code: str) -> HttpResponse:
    """One rule on a day; whoever may enter local decisions finds the ways to do it here."""
    rule = dated.rule_named(code)
    day, refusal = asked_day(request)
    may_decide = rule.local and bool(rights.units_where(request.actor, DECIDE, clock.today()))
    context = {"shown": shown([rule], day)[0], "day": day, "refusal": refusal, "may_decide": may_decide}
    return render(request, "desk/rule.html", context, status=status_of_day(refusal))
