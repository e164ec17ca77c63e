"""What makes a day of reorganisation whole: nobody is left without a parent, nothing is handed over twice or lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from motcua.kernel.printed import print_day
from motcua.kernel.refusal import Refusal
from motcua.org.types import Act, Takes, Taking

CITATION = "Luật Tổ chức chính quyền địa phương 72/2025/QH15"
ONE = Fraction(1)


class UnsoundAct(Refusal):
    """A reorganisation that contradicts itself or the units as they stand; the subclasses name how."""

    code = "unsound_act"


class UnknownUnit(UnsoundAct):
    code = "unknown_unit"


class AlreadyKnown(UnsoundAct):
    code = "already_known"


class LeftBehind(UnsoundAct):
    """A unit whose parent ends, or never was."""

    code = "left_behind"


class TakenTwice(UnsoundAct):
    code = "taken_twice"


class UnsoundShares(UnsoundAct):
    code = "unsound_shares"


class NoBasis(UnsoundAct):
    code = "no_basis"


def must_be_sound(
    acts: Sequence[Act], on: date, eve: Iterable[str], today: Mapping[str, str], known: Iterable[str]
) -> None:
    """Refuse acts that do not fit together, or not to the units of the day before and of the day itself.

    By slug: `eve` are the units in force on the day before; `today` maps those in force on the day, as far as is
    known without these acts, to their parents (empty for none); `known` are all units there ever were.
    """
    _must_be_founded(acts)
    begins = {unit.unit: unit.parent for act in acts for unit in act.begins}
    changes = {unit.unit: unit.parent for act in acts for unit in act.changes}
    ends = {slug for act in acts for slug in act.ends}
    takings = [taking for act in acts for taking in act.takings]
    for slug, times in Counter(unit.unit for act in acts for unit in (*act.begins, *act.changes)).items():
        if times > 1:
            raise AlreadyKnown(f"Đơn vị «{slug}» được ghi hai lần trong cùng một ngày; hãy giữ lại một dòng.")
    for slug in begins.keys() & set(known):
        raise AlreadyKnown(f"Đơn vị «{slug}» đã có trong danh mục; đơn vị thành lập mới phải mang tên danh mục khác.")
    before = set(eve)
    for slug in [*changes, *ends, *(taking.predecessor for taking in takings)]:
        if slug not in before:
            raise UnknownUnit(
                f"Không có đơn vị «{slug}» trước ngày {print_day(on)}; hãy kiểm tra lại đơn vị được sắp xếp."
            )
    for slug in sorted(ends & changes.keys()):
        raise UnsoundAct(f"Đơn vị «{slug}» không thể vừa chấm dứt vừa thay đổi trong một ngày; hãy chọn một.")
    after = {slug: parent for slug, parent in today.items() if slug not in ends} | changes | begins
    for taking in takings:
        if taking.successor not in after:
            raise UnknownUnit(
                f"Đơn vị kế thừa «{taking.successor}» không hoạt động vào ngày {print_day(on)}; "
                "hãy ghi thành lập đơn vị đó trước."
            )
    for slug, parent in after.items():
        if parent and parent not in after:
            raise LeftBehind(
                f"Đơn vị «{slug}» còn trực thuộc «{parent}», đơn vị không hoạt động vào ngày {print_day(on)}; "
                "hãy ghi cơ quan chủ quản mới hoặc ghi chấm dứt cùng ngày.",
                citation=CITATION,
            )
    _must_hand_over_once(takings, ends | (before - today.keys()))


def _must_be_founded(acts: Iterable[Act]) -> None:
    for act in acts:
        if not act.basis and (act.is_verified or not act.note):
            raise NoBasis("Hãy ghi số, ký hiệu văn bản sắp xếp; nếu chưa tìm thấy thì ghi rõ điều đó ở ghi chú.")


def _must_hand_over_once(takings: Iterable[Taking], ends: set[str]) -> None:
    """Each predecessor goes wholly to one successor, or in parts whose shares are all stated or all unknown."""
    by_predecessor: dict[str, list[Taking]] = defaultdict(list)
    for taking in takings:
        if taking.predecessor == taking.successor:
            raise TakenTwice(f"Đơn vị «{taking.predecessor}» không kế thừa chính mình; hãy bỏ dòng này.")
        by_predecessor[taking.predecessor].append(taking)
    for slug, parts in by_predecessor.items():
        if len({part.successor for part in parts}) < len(parts):
            raise TakenTwice(f"Đơn vị «{slug}» được giao hai lần cho cùng một đơn vị; hãy giữ lại một dòng.")
        if any(part.takes == Takes.ALL for part in parts):
            if len(parts) > 1:
                raise TakenTwice(
                    f"Toàn bộ đơn vị «{slug}» chỉ có thể giao cho một đơn vị; nếu chia ra, hãy ghi từng phần."
                )
            if slug not in ends:
                raise TakenTwice(f"Đơn vị «{slug}» đã giao toàn bộ thì phải chấm dứt cùng ngày; hãy ghi chấm dứt.")
            if parts[0].share is not None:
                raise UnsoundShares(f"Đơn vị «{slug}» giao toàn bộ thì không ghi tỷ lệ; hãy bỏ tỷ lệ.")
            continue
        _must_share_soundly(slug, [part.share for part in parts], is_ending=slug in ends)


def _must_share_soundly(slug: str, shares: Sequence[Fraction | None], *, is_ending: bool) -> None:
    stated = [share for share in shares if share is not None]
    if is_ending and len(shares) < 2:
        raise UnsoundShares(
            f"Đơn vị «{slug}» chấm dứt mà mới ghi một phần được giao; hãy ghi phần còn lại giao cho ai."
        )
    if not stated:
        return
    if len(stated) < len(shares):
        raise UnsoundShares(f"Đơn vị «{slug}» mới ghi tỷ lệ cho một số phần; hãy ghi đủ, hoặc không ghi tỷ lệ nào.")
    total = sum(stated, Fraction())
    if any(not 0 < share < 1 for share in stated) or (total != ONE if is_ending else total >= ONE):
        wanted = "phải cộng lại bằng 1" if is_ending else "phải cộng lại nhỏ hơn 1 vì đơn vị còn hoạt động"
        raise UnsoundShares(f"Các tỷ lệ giao của đơn vị «{slug}» {wanted}; hãy tính lại.")
