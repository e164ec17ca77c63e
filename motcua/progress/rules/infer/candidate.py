"""A tie that the text may mean, and how sure its words make it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from motcua.progress.rules.mentions import Mention
from motcua.progress.rules.ties import Tie

_PEOPLE = frozenset({"người", "biên chế", "giáo viên", "học sinh"})
_KINDS = {
    "người": frozenset({"nam", "nữ"}),
    "văn bản quy phạm pháp luật": frozenset(
        {"nghị quyết", "quyết định", "chỉ thị", "kế hoạch", "công văn", "thông báo", "tờ trình", "báo cáo", "hướng dẫn",
         "công điện", "chương trình", "đề án"}
    ),
}  # fmt: skip


class Strength(IntEnum):
    """What follows when the tie fails."""

    GUESS = 1  # nothing: the words do not say it
    LIKELY = 2  # an error when a slip of the hand explains it
    CERTAIN = 3  # an error


@dataclass(frozen=True)
class Candidate:
    """A tie with its strength."""

    tie: Tie
    strength: Strength


def compatible(one: Mention, other: Mention) -> bool:
    """Whether two figures may count the same kind of thing; a figure without words takes any."""
    if not one.unit or not other.unit or one.unit == other.unit:
        return True
    if one.unit in _PEOPLE and other.unit in _PEOPLE:
        return True
    return bool(one.words and other.words) and (one.words.startswith(other.words) or other.words.startswith(one.words))


def is_kind(part: Mention, whole: Mention) -> bool:
    """Whether what a figure counts is a kind of what the other counts: 13 kế hoạch among 48 văn bản."""
    return part.unit in _KINDS.get(whole.unit, ())
