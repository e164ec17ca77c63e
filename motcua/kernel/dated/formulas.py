"""Rules that compute: one function for each time the law changed the way of computing, stacked under one code.

SUBSIDY: Formula[[int], int] = Formula("downsizing.subsidy", "Trợ cấp thôi việc")

@SUBSIDY.since("2023-07-20", "Nghị định 29/2023/NĐ-CP", until="2025-06-16")
def _subsidy_2023(years: int) -> int: ...

@SUBSIDY.since("2025-06-16", "Nghị định 154/2025/NĐ-CP")
def _subsidy_2025(years: int) -> int: ...

SUBSIDY.on(day)(years)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from motcua.kernel.dated.rule import Kind, Rule, Standing, Value
from motcua.kernel.period import Period

_declared: dict[str, Formula[..., object]] = {}


@dataclass(frozen=True, slots=True)
class _Version:
    function: Callable[..., object]
    since: date
    until: date | None
    basis: str
    standing: Standing
    note: str


class Formula[**P, R]:
    """A dated formula (công thức theo ngày). A code, or a day of beginning, used twice is a programming error."""

    def __init__(self, code: str, title: str, meaning: str = "", *, bites: Mapping[str, str] | None = None) -> None:
        if code in _declared:
            raise ValueError(f"formula {code!r} is declared twice")
        self.code, self.title, self.meaning, self.bites = code, title, meaning, dict(bites or {})
        self._versions: dict[date, _Version] = {}
        _declared[code] = cast(Formula[..., object], self)

    def since(
        self,
        day: str,
        basis: str,
        *,
        until: str | None = None,
        standing: Standing = Standing.VERIFIED,
        note: str = "",
    ) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Compute like this from a day on (ISO), until the next version begins or, at the latest, `until`."""
        start = date.fromisoformat(day)
        if start in self._versions:
            raise ValueError(f"formula {self.code!r} begins twice on {day}")

        def stack(function: Callable[P, R]) -> Callable[P, R]:
            end = date.fromisoformat(until) if until else None
            self._versions[start] = _Version(function, start, end, basis, standing, note)
            return function

        return stack

    def on(self, day: date) -> Callable[P, R]:
        """The function of that day; `NoRuleInForce` where the law has none."""
        return cast(Callable[P, R], self.rule.on(day))

    @property
    def rule(self) -> Rule:
        """The formula as a rule of the book."""
        versions = [self._versions[start] for start in sorted(self._versions)]
        followers = [*(version.since for version in versions[1:]), None]
        values = tuple(
            Value(
                version.function,
                Period(version.since, min((end for end in (version.until, next_one) if end), default=None)),
                version.basis,
                version.standing,
                version.note,
            )
            for version, next_one in zip(versions, followers, strict=True)
        )
        return Rule(self.code, self.title, self.meaning, Kind.FORMULA, values, bites=self.bites)


def formulas() -> dict[str, Rule]:
    """Every formula declared so far, by code."""
    return {code: formula.rule for code, formula in _declared.items()}
