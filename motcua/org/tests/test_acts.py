"""A day of reorganisation that contradicts itself is refused by name."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from motcua.org.rules import acts as rules
from motcua.org.types import Act, ReorganisationKind, Takes, Taking, UnitDetails

ON = date(2025, 7, 1)
TODAY = {"tinh": "", "huyen": "tinh", "xa-mot": "huyen", "xa-hai": "huyen"}
KNOWN = [*TODAY, "xa-xua"]


def new(slug: str = "xa-moi", parent: str = "tinh") -> UnitDetails:
    return UnitDetails(slug, f"Ủy ban nhân dân {slug}", slug, "xa", "commune", parent, "", f"H43.{slug}", True)


def act(**more: object) -> Act:
    given = {"kind": ReorganisationKind.FORMATION, "basis": "1/NQ-UBTVQH15"} | more
    return Act(**given)  # type: ignore[arg-type]


def part(successor: str, share: str | None = None, predecessor: str = "xa-mot") -> Taking:
    return Taking(predecessor, successor, Takes.PART, Fraction(share) if share else None)


def check(*acts: Act) -> bool:
    rules.must_be_sound(acts, ON, TODAY, TODAY, KNOWN)
    return True


MERGED = act(
    begins=(new(),), ends=("xa-mot", "xa-hai"), takings=(Taking("xa-mot", "xa-moi"), Taking("xa-hai", "xa-moi"))
)


def test_a_merger_of_two_communes_is_sound():
    assert check(MERGED)


def test_what_begins_by_one_document_may_take_over_by_another_of_the_same_day():
    first = act(begins=(new(),))
    second = act(kind=ReorganisationKind.ABOLITION, ends=("xa-mot",), takings=(Taking("xa-mot", "xa-moi"),))
    assert check(first, second)


REFUSED = {
    "begins twice": (act(begins=(new(), new())), rules.AlreadyKnown, "hai lần"),
    "begins under a slug of old": (act(begins=(new("xa-xua"),)), rules.AlreadyKnown, "đã có trong danh mục"),
    "ends what was not": (act(ends=("xa-xua",)), rules.UnknownUnit, "trước ngày 01/07/2025"),
    "takes from what was not": (act(takings=(Taking("xa-xua", "xa-mot"),)), rules.UnknownUnit, "xa-xua"),
    "gives to what is not": (
        act(ends=("xa-mot",), takings=(Taking("xa-mot", "xa-xua"),)),
        rules.UnknownUnit,
        "kế thừa",
    ),
    "gives to what ends": (
        act(ends=("xa-mot", "xa-hai"), takings=(Taking("xa-mot", "xa-hai"),)),
        rules.UnknownUnit,
        "không hoạt động",
    ),
    "ends and changes": (
        act(changes=(new("xa-mot"),), ends=("xa-mot",)),
        rules.UnsoundAct,
        "vừa chấm dứt vừa thay đổi",
    ),
    "leaves children behind": (act(ends=("huyen",)), rules.LeftBehind, "còn trực thuộc «huyen»"),
    "begins under nobody": (act(begins=(new(parent="khong-co"),)), rules.LeftBehind, "khong-co"),
    "succeeds itself": (act(ends=("xa-mot",), takings=(Taking("xa-mot", "xa-mot"),)), rules.UnknownUnit, "xa-mot"),
    "is wholly taken twice": (
        act(ends=("xa-mot",), takings=(Taking("xa-mot", "xa-hai"), Taking("xa-mot", "tinh"))),
        rules.TakenTwice,
        "chỉ có thể giao cho một đơn vị",
    ),
    "is told twice": (
        act(ends=("xa-mot",), takings=(part("xa-hai"), part("xa-hai"))),
        rules.TakenTwice,
        "hai lần cho cùng một đơn vị",
    ),
    "is wholly taken and lives on": (act(takings=(Taking("xa-mot", "xa-hai"),)), rules.TakenTwice, "phải chấm dứt"),
    "is wholly taken with a share": (
        act(ends=("xa-mot",), takings=(Taking("xa-mot", "xa-hai", Takes.ALL, Fraction(1, 2)),)),
        rules.UnsoundShares,
        "không ghi tỷ lệ",
    ),
    "ends with one part": (act(ends=("xa-mot",), takings=(part("xa-hai"),)), rules.UnsoundShares, "phần còn lại"),
    "states some shares": (
        act(ends=("xa-mot",), takings=(part("xa-hai", "1/2"), part("tinh"))),
        rules.UnsoundShares,
        "hãy ghi đủ",
    ),
    "shares more than all": (
        act(ends=("xa-mot",), takings=(part("xa-hai", "2/3"), part("tinh", "2/3"))),
        rules.UnsoundShares,
        "bằng 1",
    ),
    "gives all in shares and lives on": (
        act(takings=(part("xa-hai", "1/2"), part("tinh", "1/2"))),
        rules.UnsoundShares,
        "nhỏ hơn 1",
    ),
    "names no document": (act(basis="", is_verified=True), rules.NoBasis, "số, ký hiệu"),
    "names no document and does not say why": (act(basis=""), rules.NoBasis, "chưa tìm thấy"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_unsound_act_is_refused_by_name(case: str):
    planted, kind, words = REFUSED[case]
    with pytest.raises(kind, match=words):
        check(planted)


def test_thirds_add_up_to_one():
    shares = ("1/3", "1/3", "1/3")
    takings = tuple(part(heir, share) for heir, share in zip(("xa-hai", "tinh", "xa-moi"), shares, strict=True))
    assert check(act(begins=(new(),), ends=("xa-mot",), takings=takings))
