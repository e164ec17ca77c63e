"""The rules of dossiers, as pure functions of data: which state may follow which, which papers are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.kernel.printed import local
from motcua.kernel.refusal import Refusal
from motcua.kernel.text import normalise

TRANSITIONS: Mapping[int, frozenset[int]] = {
    1: frozenset({2, 3, 5, 6, 7}),
    2: frozenset({4, 5, 6, 7, 8, 9}),
    3: frozenset(),
    4: frozenset({5, 6, 7, 8, 9}),
    5: frozenset({1, 2, 4, 7, 8}),
    6: frozenset({2, 4, 7, 8, 9}),
    7: frozenset(),
    8: frozenset(),
    9: frozenset({4, 10}),
    10: frozenset(),
}
"""National state → the states that may follow; 9 → 4 only while the result has not been handed out."""

FIRST_STATES = frozenset({1, 2})


class WrongMove(Refusal):
    """A state that may not follow the present one."""

    code = "wrong_move"


class MissingPapers(Refusal):
    """Papers without which the application may not be received; `papers` are their codes."""

    code = "missing_papers"
    papers: tuple[str, ...] = ()


class FutureReceipt(Refusal):
    """A moment of receipt that has not come yet."""

    code = "future_receipt"


class LateEntry(Refusal):
    """A receipt of an earlier day without a word on why it is entered only now."""

    code = "late_entry"


class SaidOtherwise(Refusal):
    """A receipt under a key that already made a dossier of other content."""

    code = "said_otherwise"


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """A paper of the catalogue: its code, its name, what is asked of it."""

    code: str
    name: str
    originals: int
    copies: int
    required: bool
    show_only: bool


def must_follow(present: int, wanted: int, label: str, wanted_label: str, citation: str) -> None:
    """Refuse a move that the table does not know; `citation` is the table of states in force."""
    if wanted not in TRANSITIONS[present]:
        raise WrongMove(
            f"Hồ sơ đang ở trạng thái «{label}» nên không thể chuyển sang «{wanted_label}»; "
            "hãy tải lại trang để xem tình trạng mới nhất.",
            citation=citation,
        )


def missing_papers(asked: Iterable[PaperAsked], given: Mapping[str, tuple[int, int]]) -> tuple[PaperAsked, ...]:
    """Required papers that were not handed in (neither original nor copy), in the order of the catalogue.

    `given` maps a paper's code to (originals, copies). Papers that are only shown at the counter are ticked with one.
    """
    return tuple(paper for paper in asked if paper.required and sum(given.get(paper.code, (0, 0))) == 0)


def must_be_complete(asked: Iterable[PaperAsked], given: Mapping[str, tuple[int, int]], citation: str) -> None:
    """Refuse a receipt that lacks a required paper, naming each; `citation` is the provision on receiving."""
    if missing := missing_papers(asked, given):
        names = "; ".join(f"«{paper.name}»" for paper in missing)
        refusal = MissingPapers(
            f"Hồ sơ còn thiếu {len(missing)} giấy tờ bắt buộc: {names}. "
            "Hãy hướng dẫn người nộp bổ sung rồi đánh dấu giấy tờ đã nhận.",
            citation=citation,
            field="papers",
        )
        refusal.papers = tuple(paper.code for paper in missing)
        raise refusal


def must_not_be_ahead(received_at: datetime, now: datetime) -> None:
    """Refuse a receipt in the future; a minute of leeway for clocks that differ."""
    if received_at > now + timedelta(minutes=1):
        raise FutureReceipt(
            f"Thời điểm tiếp nhận {received_at:%d/%m/%Y %H:%M} ở sau hiện tại ({now:%d/%m/%Y %H:%M}); "
            "hãy nhập thời điểm đã thực sự nhận hồ sơ.",
            field="received_at",
        )


def why_entered_late(received_at: datetime, now: datetime, because: str, citation: str) -> str:
    """The reason for entering a receipt of an earlier day, in the one spelling.

    Refuses an empty one: the dossier's clock has been running since, and perhaps its term is over.
    """
    day, today = local(received_at).date(), local(now).date()
    if reason := " ".join(normalise(because).split()):
        return reason[:300]
    raise LateEntry(
        f"Thời điểm tiếp nhận {local(received_at):%d/%m/%Y %H:%M} là trước hôm nay {(today - day).days} ngày; "
        "hãy kiểm tra lại ngày, nếu đúng thì ghi lý do vào sổ muộn.",
        citation=citation,
        field="late_because",
    )
