"""The book of all rules of the house: every app's parameters and formulas, read once and found by code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from motcua.kernel.dated.files import read_parameters
from motcua.kernel.dated.formulas import formulas
from motcua.kernel.dated.rule import Rule, UnknownRule

HOUSE = Path(__file__).resolve().parents[2]


@cache
def parameters() -> Mapping[str, Rule]:
    """The parameters of all apps by code, read once in a process; `BadParameter` names file and fault."""
    return read_parameters(HOUSE)


def rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    known, computed = parameters(), formulas()
    if twice := known.keys() & computed.keys():
        raise ValueError(f"both parameter and formula: {sorted(twice)}")
    return tuple(rule for _, rule in sorted({**known, **computed}.items()))


def rule_named(code: str) -> Rule:
    """The rule of that code, or `UnknownRule`."""
    found = parameters().get(code) or formulas().get(code)
    if found is None:
        raise UnknownRule(f"Không có quy tắc mang mã «{code}»; hãy tìm lại trong danh mục quy tắc.")
    return found


def national(code: str) -> Rule:
    """A rule that no local decision can change: the reader of the ground, below `org`.

    A rule that leaves room for local decisions is a programming error here: it is read by `org.queries.rule()`.
    """
    rule = rule_named(code)
    if rule.local:
        raise ValueError(f"rule {code!r} may be decided locally: read it by org.queries.rule()")
    return rule
