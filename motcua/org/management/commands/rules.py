"""bin/motcua rules: every dated rule as it stands on a day, with its basis and what was decided here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import ProgrammingError

from motcua.kernel import clock, dated
from motcua.kernel.printed import day_words, parse_day
from motcua.org import queries
from motcua.org.types import Decision


class Command(BaseCommand):
    help = "In các quy tắc theo ngày, với giá trị và căn cứ có hiệu lực vào một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", help="ngày cần xem, dạng 01/07/2025 (mặc định: hôm nay)")

    def handle(self, *_: object, **options: Any) -> None:
        day = parse_day(options["on"]) if options["on"] else clock.today()
        rules = dated.rules()
        width = max(len(rule.code) for rule in rules)
        decisions = self._decisions([rule.code for rule in rules if rule.local])
        self.stdout.write(f"Quy tắc vào {day_words(day)}\n")
        for rule in rules:
            here = [each for each in decisions if each.code == rule.code]
            first, *more = _told(rule, here, day)
            self.stdout.write("\n".join([f"{rule.code:{width}}  {first}", *(f"{'':{width}}  {line}" for line in more)]))

    def _decisions(self, codes: list[str]) -> list[Decision]:
        """The local decisions; before the tables are made there are none, and the command says so."""
        try:
            return queries.decisions(codes)
        except ProgrammingError:
            self.stderr.write(
                "Cơ sở dữ liệu chưa có bảng quyết định của địa phương nên chỉ in quy định của trung ương; "
                "hãy chạy bin/motcua migrate."
            )
            return []


def _told(rule: dated.Rule, decisions: list[Decision], day: date) -> list[str]:
    """A rule in lines: its title, its value in the province at large, why; then what single units decided."""
    try:
        held = rule.in_force(day, [each.value for each in decisions])
    except dated.NoRuleInForce:
        return [rule.title, "  chưa hoặc không còn có giá trị vào ngày này"]
    lines = [f"  {line}" for line in rule.print(held.value)]
    lines.append(f"  {held.period}; {held.basis} ({held.standing.words.lower()})")
    for each in decisions:
        if each.value.unit_id is not None and day in each.value.period:
            unit = queries.unit_on(each.value.unit_id, day)
            lines.append(f"  tại {unit.short_name}: {rule.print(each.value.value)[0]}; {each.value.basis}")
    return [rule.title, *lines]
