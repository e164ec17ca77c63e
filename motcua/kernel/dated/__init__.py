"""Dated rules (quy tắc theo ngày): what the law says on a day, and on which basis. Pure: no Django, no clock.

A rule is a parameter, kept as YAML in `motcua/<app>/parameters/`, or a formula, written in code version by version.
Each value names the day it begins, its basis, and whether somebody has read that basis. A day without a value is
refused by name, never answered with a default.

`national()` is for the ground, which knows no local decisions. Apps from `org` up call `org.queries.rule()`.
"""

from motcua.kernel.dated.book import national, rule_named, rules
from motcua.kernel.dated.files import BadParameter, read_parameters, read_value
from motcua.kernel.dated.formulas import Formula
from motcua.kernel.dated.rule import Kind, NoRuleInForce, NotLocal, Rule, Standing, UnknownRule, Value

__all__ = [
    "BadParameter",
    "Formula",
    "Kind",
    "NoRuleInForce",
    "NotLocal",
    "Rule",
    "Standing",
    "UnknownRule",
    "Value",
    "national",
    "read_parameters",
    "read_value",
    "rule_named",
    "rules",
]
