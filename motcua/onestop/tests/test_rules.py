"""The rules of dossiers: the national table of states to the letter, and missing papers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.zone import VIETNAM
from motcua.onestop import rules
from motcua.onestop.rules import PaperAsked
from motcua.onestop.types import Status

TABLE = """
1 Mới đăng ký: 2 3 5 6 7
2 Được tiếp nhận: 4 5 6 7 8 9
3 Không được tiếp nhận:
4 Đang xử lý: 5 6 7 8 9
5 Yêu cầu bổ sung giấy tờ: 1 2 4 7 8
6 Yêu cầu thực hiện nghĩa vụ tài chính: 2 4 7 8 9
7 Công dân yêu cầu rút hồ sơ:
8 Dừng xử lý:
9 Đã xử lý xong: 4 10
10 Đã trả kết quả:
"""
ROWS = [line.partition(":") for line in TABLE.strip().splitlines()]
NOW = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
papers = st.builds(
    PaperAsked,
    code=st.text("abc", min_size=1, max_size=3),
    name=st.text(min_size=1, max_size=9),
    originals=st.integers(0, 3),
    copies=st.integers(0, 3),
    required=st.booleans(),
    show_only=st.booleans(),
)
asked = st.lists(papers, max_size=8, unique_by=lambda paper: paper.code)
given_papers = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.tuples(st.integers(0, 3), st.integers(0, 3)))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_state_may_be_followed_by_exactly_those_of_the_national_table(row: tuple[str, str, str]) -> None:
    number, _, label = row[0].partition(" ")
    status = Status(int(number))
    assert status.label == label
    assert rules.TRANSITIONS[status] == {int(state) for state in row[2].split()}


def test_the_table_is_closed() -> None:
    assert set(rules.TRANSITIONS) == set(Status.values) == {int(row[0].split()[0]) for row in ROWS}
    assert all(state in Status.values for following in rules.TRANSITIONS.values() for state in following)


def test_a_dossier_begins_registered_or_received() -> None:
    assert {Status.REGISTERED, Status.RECEIVED} == rules.FIRST_STATES


@given(st.sampled_from(Status), st.sampled_from(Status))
def test_a_move_is_refused_exactly_when_the_table_does_not_know_it(before: Status, after: Status) -> None:
    move = (before, after, before.label, after.label, "Danh mục trạng thái")
    if after in rules.TRANSITIONS[before]:
        rules.must_follow(*move)
        return
    with pytest.raises(rules.WrongMove) as refused:
        rules.must_follow(*move)
    assert f"«{before.label}» nên không thể chuyển sang «{after.label}»" in refused.value.says
    assert refused.value.citation == "Danh mục trạng thái"


def reaches(start: int) -> set[int]:
    """All states a dossier in this one may still come to."""
    seen: set[int] = set()
    ahead = {start}
    while ahead:
        state = ahead.pop()
        seen.add(state)
        ahead |= rules.TRANSITIONS[state] - seen
    return seen


def test_every_state_can_be_reached_and_every_open_one_can_end() -> None:
    assert reaches(Status.REGISTERED) == set(Status.values)
    ends = {state for state, following in rules.TRANSITIONS.items() if not following}
    assert ends == {Status.REFUSED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED}
    assert all(reaches(state) & ends for state in rules.TRANSITIONS)


@given(asked, given_papers)
def test_missing_are_exactly_the_required_papers_of_which_nothing_came(
    wanted: list[PaperAsked], handed: dict[str, tuple[int, int]]
) -> None:
    missing = rules.missing_papers(wanted, handed)
    for paper in wanted:
        came = handed.get(paper.code, (0, 0))
        assert (paper in missing) == (paper.required and came == (0, 0))
    assert list(missing) == [paper for paper in wanted if paper in missing]


@given(asked, given_papers)
def test_a_receipt_is_refused_exactly_when_papers_are_missing_and_names_each(
    wanted: list[PaperAsked], handed: dict[str, tuple[int, int]]
) -> None:
    missing = rules.missing_papers(wanted, handed)
    if not missing:
        rules.must_be_complete(wanted, handed, "Điều 17")
        return
    with pytest.raises(rules.MissingPapers) as refused:
        rules.must_be_complete(wanted, handed, "Điều 17")
    assert f"còn thiếu {len(missing)} giấy tờ" in refused.value.says
    assert all(f"«{paper.name}»" in refused.value.says for paper in missing)
    assert (refused.value.field, refused.value.citation) == ("papers", "Điều 17")


@given(asked, given_papers, st.text("abc", min_size=1, max_size=3), st.tuples(st.integers(0, 3), st.integers(0, 3)))
def test_one_paper_more_never_makes_more_papers_missing(
    wanted: list[PaperAsked], handed: dict[str, tuple[int, int]], code: str, more: tuple[int, int]
) -> None:
    had = handed.get(code, (0, 0))
    richer = handed | {code: (had[0] + more[0], had[1] + more[1])}
    assert set(rules.missing_papers(wanted, richer)) <= set(rules.missing_papers(wanted, handed))


@pytest.mark.parametrize("ahead", [timedelta(days=-400), timedelta(), timedelta(minutes=1)])
def test_a_receipt_of_the_past_or_of_a_clock_a_minute_ahead_is_taken(ahead: timedelta) -> None:
    assert rules.must_not_be_ahead(NOW + ahead, NOW) is None  # type: ignore[func-returns-value]


def test_a_receipt_in_the_future_is_refused_with_both_moments() -> None:
    with pytest.raises(rules.FutureReceipt) as refused:
        rules.must_not_be_ahead(NOW + timedelta(minutes=1, seconds=1), NOW)
    assert "09/09/2024 10:01" in refused.value.says
    assert "09/09/2024 10:00" in refused.value.says
    assert refused.value.field == "received_at"
