"""How two versions of a procedure differ, in words an official would use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from motcua.kernel.term import Term
from motcua.kernel.text import fold, syllables
from motcua.kernel.worktime import duration_words
from motcua.procedures.rules.reading import by_channel, fee_words, place_words
from motcua.procedures.types import Channel, PaperContent, ProcessContent, StepContent, Tier, VersionContent

Roles = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: in which part, of what, from what to what. Empty before: added; empty after: left out."""

    part: str
    what: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """`added`, `removed` or `changed`."""
        return "added" if not self.before else "removed" if not self.after else "changed"

    @property
    def kind_words(self) -> str:
        """`thêm`, `bỏ`, `đổi`."""
        return {"added": "thêm", "removed": "bỏ", "changed": "đổi"}[self.kind]


def difference(before: VersionContent, after: VersionContent, *, roles: Roles) -> tuple[Change, ...]:
    """Every difference between two versions, in the order of the catalogue's parts; `roles` names roles by code."""
    return tuple(
        change
        for changes in (
            _terms(before, after),
            _plain(before, after),
            _fee(before, after),
            _papers(before.papers, after.papers),
            _processes(before.processes, after.processes, roles),
            _basis(before.legal_basis, after.legal_basis),
        )
        for change in changes
    )


def _changed(part: str, what: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(part, what, before, after)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _terms(before: VersionContent, after: VersionContent) -> Iterator[Change]:
    for channel in Channel:
        old, new = (Term.parse(term).words if term else "" for term in (_term(before, channel), _term(after, channel)))
        yield from _changed("Thời hạn", _capital(by_channel(channel)), old, new)
    old, new = (f"{each.cutoff_time:%H:%M}" if each.cutoff_time else "" for each in (before, after))
    yield from _changed("Thời hạn", "Giờ chốt trong ngày", old, new)
    yield from _changed("Thời hạn", "Ghi chú thời hạn", before.term_note, after.term_note)


def _term(content: VersionContent, channel: Channel) -> str:
    return content.terms.get(channel, "")


def _plain(before: VersionContent, after: VersionContent) -> Iterator[Change]:
    for part, name in (
        ("Tên thủ tục", "name"),
        ("Trình tự thực hiện", "sequence"),
        ("Đối tượng thực hiện", "subjects"),
        ("Cơ quan giải quyết", "agency"),
        ("Kết quả", "result_name"),
        ("Yêu cầu, điều kiện", "requirements"),
    ):
        yield from _changed(part, part, getattr(before, name), getattr(after, name))
    yield from _changed("Hồ sơ", "Số bộ hồ sơ", f"{before.sets} bộ", f"{after.sets} bộ")


def _fee(before: VersionContent, after: VersionContent) -> Iterator[Change]:
    old, new = (fee_words(each.fee_kind, each.fee_amount, each.fee_up_to) for each in (before, after))
    yield from _changed("Phí, lệ phí", "Phí, lệ phí", old, new)
    old, new = (
        "" if each.fee_online_amount is None else fee_words("fixed", each.fee_online_amount) for each in (before, after)
    )
    yield from _changed("Phí, lệ phí", "Khi nộp trực tuyến", old, new)
    yield from _changed("Phí, lệ phí", "Ghi chú phí", before.fee_note, after.fee_note)


def _papers(before: Sequence[PaperContent], after: Sequence[PaperContent]) -> Iterator[Change]:
    """Papers belong together by name, and what is left of them by code: a paper may be renamed or renumbered."""
    pairs = _paired(before, after)
    for old in before:
        new = pairs.get(old)
        if new is None:
            yield Change("Thành phần hồ sơ", old.name, _paper_words(old), "")
        elif old.name != new.name:
            yield Change("Thành phần hồ sơ", "Tên giấy tờ", old.name, new.name)
        if new is not None:
            yield from _changed("Thành phần hồ sơ", new.name, _paper_words(old), _paper_words(new))
    kept = set(pairs.values())
    for new in after:
        if new not in kept:
            yield Change("Thành phần hồ sơ", new.name, "", _paper_words(new))


def _paired(before: Sequence[PaperContent], after: Sequence[PaperContent]) -> dict[PaperContent, PaperContent]:
    pairs: dict[PaperContent, PaperContent] = {}
    for key in (_spoken, lambda paper: paper.code):
        free = {key(new): new for new in after if new not in pairs.values()}
        for old in before:
            if old not in pairs and (found := free.pop(key(old), None)):
                pairs[old] = found
    return pairs


def _spoken(paper: PaperContent) -> str:
    return fold(" ".join(syllables(paper.name)))


def _paper_words(paper: PaperContent) -> str:
    counts = [(paper.originals, "bản chính"), (paper.copies, "bản sao")]
    words = [f"{count} {unit}" for count, unit in counts if count]
    words.append("bắt buộc" if paper.required else "chỉ xuất trình" if paper.show_only else "khi có")
    return ", ".join([*words, *([paper.condition] if paper.condition else [])])


def _processes(before: Sequence[ProcessContent], after: Sequence[ProcessContent], roles: Roles) -> Iterator[Change]:
    old, new = ({process.level: process for process in each} for each in (before, after))
    for level in dict.fromkeys([*old, *new]):
        part = f"Quy trình {Tier(level).label.lower()}"
        if level not in new:
            yield Change(part, part, f"{len(old[level].steps)} bước", "")
        elif level not in old:
            yield Change(part, part, "", f"{len(new[level].steps)} bước")
        else:
            yield from _process(part, old[level], new[level], roles)


def _process(part: str, before: ProcessContent, after: ProcessContent, roles: Roles) -> Iterator[Change]:
    here = place_words("receiving")
    yield from _changed(part, "Nơi tiếp nhận", before.receives or here, after.receives or here)
    yield from _changed(part, "Cơ quan giải quyết", before.resolves or here, after.resolves or here)
    old, new = ({step.code: step for step in each.steps} for each in (before, after))
    for code in dict.fromkeys([*old, *new]):
        if code not in new:
            yield Change(part, f"Bước «{old[code].name}»", _step_words(old[code], roles), "")
        elif code not in old:
            yield Change(part, f"Bước «{new[code].name}»", "", _step_words(new[code], roles))
        else:
            yield from _changed(part, "Tên bước", old[code].name, new[code].name)
            for what, told in _facets(roles).items():
                one, two = told(old[code], old), told(new[code], new)
                yield from _changed(part, f"Bước «{new[code].name}», {what}", one, two)
    kept = [[code for code in each if code in old and code in new] for each in (old, new)]
    if kept[0] != kept[1]:
        yield Change(part, "Thứ tự các bước", *(" → ".join(new[code].name for code in codes) for codes in kept))


def _facets(roles: Roles) -> dict[str, Callable[[StepContent, Mapping[str, StepContent]], str]]:
    """What of a step may change, and how it is told; the other steps give the names of those it sends back to."""
    return {
        "định mức": lambda step, _: duration_words(step.budget_minutes),
        "vai trò": lambda step, _: roles.get(step.role, step.role),
        "nơi làm": lambda step, _: place_words(step.place),
        "được trả lại về": lambda step, every: _names(step.may_send_back_to, every),
    }


def _names(codes: Sequence[str], every: Mapping[str, StepContent]) -> str:
    return ", ".join(every[code].name if code in every else code for code in codes) or "không bước nào"


def _step_words(step: StepContent, roles: Roles) -> str:
    budget = f", định mức {duration_words(step.budget_minutes)}" if step.budget_minutes else ""
    return f"{roles.get(step.role, step.role)}, {place_words(step.place)}{budget}"


def _basis(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for number in before:
        if number not in after:
            yield Change("Căn cứ pháp lý", number, number, "")
    for number in after:
        if number not in before:
            yield Change("Căn cứ pháp lý", number, "", number)
