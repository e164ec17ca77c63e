"""What a dated rule is: its values in time, each with a basis, and the one that holds on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from motcua.kernel.period import Period
from motcua.kernel.printed import print_day, print_number
from motcua.kernel.refusal import NotFound, Refusal

_NO_WORDS: Mapping[str, str] = MappingProxyType({})


class NoRuleInForce(Refusal):
    """A rule has no value on that day; the sentence names rule and day."""

    code = "no_rule_in_force"


class UnknownRule(NotFound):
    """No rule has that code."""

    code = "unknown_rule"


class NotLocal(Refusal):
    """The law leaves this rule to nobody in the province."""

    code = "not_local"


class Kind(StrEnum):
    """What the values of a rule are, and thereby their Python type."""

    COUNT = "count"  # int
    DECIMAL = "decimal"  # decimal.Decimal
    TEXT = "text"  # str
    TERM = "term"  # kernel.term.Term
    LIST = "list"  # tuple of str and int
    MAPPING = "mapping"  # read-only mapping from str to str and int
    FORMULA = "formula"  # a function

    @property
    def is_single(self) -> bool:
        """Whether a value is one thing that a local decision can replace as typed."""
        return self in (Kind.COUNT, Kind.DECIMAL, Kind.TEXT, Kind.TERM)


class Standing(StrEnum):
    """How far a value may be relied on."""

    VERIFIED = "verified"
    REMEMBERED = "remembered"
    ASSUMED = "assumed"
    DECIDED = "decided"

    @property
    def words(self) -> str:
        """`Đã đối chiếu`, …"""
        return _STANDINGS[self]


_STANDINGS = {
    Standing.VERIFIED: "Đã đối chiếu",
    Standing.REMEMBERED: "Chưa đối chiếu",
    Standing.ASSUMED: "Quy ước",
    Standing.DECIDED: "Quyết định của địa phương",
}


@dataclass(frozen=True, slots=True)
class Value:
    """What a rule says during a period, on which basis; for a local decision of one unit, also which."""

    value: Any
    period: Period
    basis: str
    standing: Standing
    note: str = ""
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in time (quy tắc theo ngày).

    `unit` is what a number counts ("ngày", "ký tự"); `words` print the keys and items of values; `bites` maps each
    place in the code that reads the rule to what it decides there, in Vietnamese. `local` says that the law leaves
    the matter to the province. The periods of `values` are in order and do not overlap; between them may be gaps.
    """

    code: str
    title: str
    meaning: str
    kind: Kind
    values: tuple[Value, ...]
    unit: str = ""
    words: Mapping[str, str] = field(default=_NO_WORDS)
    local: bool = False
    bites: Mapping[str, str] = field(default=_NO_WORDS)

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError(f"rule {self.code!r} has no value")
        for earlier, later in pairwise(self.values):
            if earlier.period.overlaps(later.period) or later.period.start <= earlier.period.start:
                raise ValueError(f"values of rule {self.code!r} overlap or are out of order")

    def on(self, day: date, decisions: Iterable[Value] = (), unit_id: int | None = None) -> Any:
        """The value on a day; see `in_force`."""
        return self.in_force(day, decisions, unit_id).value

    def in_force(self, day: date, decisions: Iterable[Value] = (), unit_id: int | None = None) -> Value:
        """The value on a day, with its basis.

        Where the rule is `local`, a decision for that very unit comes first, then one for the whole province, then
        the law. Elsewhere decisions change nothing. Raises `NoRuleInForce` where the law itself is silent that day.
        """
        law = next((value for value in self.values if day in value.period), None)
        if law is None:
            raise self._silent(day)
        if not self.local:
            return law
        here = [decision for decision in decisions if day in decision.period and decision.unit_id in (None, unit_id)]
        return max(here, key=lambda decision: decision.unit_id is not None, default=law)

    def must_be_local(self, day: date) -> None:
        """Refuse unless the law leaves the matter to the province; `NoRuleInForce` where it is silent that day."""
        law = self.in_force(day)
        if not self.local:
            raise NotLocal(
                f"Quy tắc «{self.title}» do văn bản của trung ương quy định, địa phương không được quyết định khác; "
                "hãy kiểm tra lại quy tắc cần ghi.",
                citation=law.basis,
            )

    def print(self, value: Any) -> tuple[str, ...]:
        """A value in Vietnamese, as lines: one, or one for each item of a list or mapping."""
        match self.kind:
            case Kind.LIST:
                return tuple(self._word(item) for item in value)
            case Kind.MAPPING:
                return tuple(f"{self._word(key)}: {self._word(item)}" for key, item in value.items())
            case Kind.TERM:
                return (value.words,)
            case Kind.FORMULA:
                return ("Theo công thức",)
        return (f"{self._word(value)} {self.unit}".rstrip(),)

    def _word(self, item: Any) -> str:
        return self.words.get(item, item) if isinstance(item, str) else print_number(item)

    def _silent(self, day: date) -> NoRuleInForce:
        first = self.values[0]
        before = [value for value in self.values if value.period.start <= day]
        if before:
            last = before[-1]
            assert last.period.last is not None  # else it would be in force
            known = f"quy định trước đó ({last.basis}) chỉ áp dụng đến hết ngày {print_day(last.period.last)}"
        else:
            known = f"quy định sớm nhất có từ ngày {print_day(first.period.start)} ({first.basis})"
        return NoRuleInForce(
            f"Quy tắc «{self.title}» ({self.code}) không có giá trị vào ngày {print_day(day)}: {known}; "
            "hãy kiểm tra lại ngày, hoặc đề nghị quản trị bổ sung quy định của ngày đó.",
            citation=(before[-1] if before else first).basis,
        )
