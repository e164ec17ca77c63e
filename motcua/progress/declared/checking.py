"""A text against a rule file: what its sentences bind, and what of the declared ties fails."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from motcua.kernel.printed import print_day
from motcua.kernel.text import fold
from motcua.progress.declared.binding import Bound, Match, Page, find, page_of
from motcua.progress.declared.expressions import Comparison, names
from motcua.progress.declared.merging import Spot, merged
from motcua.progress.declared.nearest import stopped
from motcua.progress.declared.repairs import repairs
from motcua.progress.declared.rulefile import Claim, RuleFile
from motcua.progress.declared.says import said_of, say
from motcua.progress.declared.ties import Tie, equations, ties_of
from motcua.progress.declared.world import World, world_of
from motcua.progress.types import Audit, Document, Finding, Kind, Level, Quantity

_FROM, _UNTIL = {"tu", "from", "start", "since"}, {"den", "toi", "to", "end", "until"}


@dataclass(frozen=True, slots=True)
class Read:
    """What a rule file found in a text: one match a claim, what was found twice, and what is missing."""

    matches: dict[str, Match]
    others: tuple[Match, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def bounds(self) -> list[Bound]:
        """Every slot of every claim, in the file's order."""
        return [bound for match in self.matches.values() for bound in match.bounds]


def check(document: Document, audit: Audit, rules: RuleFile) -> Audit:
    """The audit with what the rule file finds: a fault is said once; what is declared stands over what was guessed."""
    found = bind(document, rules)
    found = replace(found, matches={name: _on_tokens(match, audit.quantities) for name, match in found.matches.items()})
    world, ties = judge(found, rules)
    findings = [*failures(ties, world), *_beyond_arithmetic(found, rules, world, ties, document)]
    return merged(audit, findings, _spots(ties, world), found.missing, document.text)


def judge(found: Read, rules: RuleFile) -> tuple[World, list[Tie]]:
    """What is known of the figures, and the ties that can be asked."""
    world = world_of(rules, found.bounds, equations(rules))
    skipped = {each.split(".")[0] for rule in rules.rules.values() if rule.missing == "zero"
               for relation in rule.relations for each in _unknown(relation, world)}  # fmt: skip
    world.nought = frozenset(skipped)
    return world, ties_of(rules, world)


def _unknown(relation: Comparison, world: World) -> Iterator[str]:
    yield from (name.name for name in names(relation) if world.span(name) is None)


# Finding the sentences --------------------------------------------------------------------------------------


def bind(document: Document, rules: RuleFile) -> Read:
    """Each claim at its place: the first that no claim before it has taken, after the claim before if there is one."""
    page = page_of(document)
    forms = {slot.name: rules.form(slot.name) for claim in rules.claims.values() for slot in claim.template.slots}
    chosen: dict[str, Match] = {}
    spare: list[Match] = []
    missing = []
    taken: set[int] = set()
    last = 0
    for claim in rules.claims.values():
        found = find(page, claim.name, claim.template, forms)
        if not found:
            missing.append(_missing(claim, page, forms))
            continue
        free = [match for match in found if match.end not in taken] or found
        match = next((each for each in free if each.start >= last), free[0])
        chosen[claim.name] = match
        taken.add(match.end)
        last = match.start
        spare += [other for other in found if other is not match]
    return Read(chosen, tuple(other for other in spare if other.end not in taken), tuple(missing))


def _missing(claim: Claim, page: Page, forms: dict[str, str]) -> str:
    said, wanted, there = stopped(page, claim.template, forms)
    short = " ".join(claim.text.split())
    short = short if len(short) <= 80 else short[:80] + "…"
    if not said:
        return f"{claim.name}: không thấy câu «{short}» hay câu nào gần giống."
    rest = f"văn bản viết «{there}»" if there else "văn bản hết ở đó"
    return f"{claim.name}: chỉ khớp đến «{said}»; tiếp theo mẫu cần «{wanted}», {rest}."


def _on_tokens(match: Match, quantities: tuple[Quantity, ...]) -> Match:
    """The same match with each number's offsets as the auditor counts them, sign and unit word included."""
    starts = [quantity.start for quantity in quantities]
    bounds = []
    for bound in match.bounds:
        at = bisect_right(starts, bound.start) - 1
        if bound.value is not None and at >= 0 and quantities[at].end > bound.start:
            token = quantities[at]
            if token.start == bound.start:
                bound = replace(bound, end=token.end, printed=token.printed)
        bounds.append(bound)
    return replace(match, bounds=tuple(bounds))


# What fails -------------------------------------------------------------------------------------------------


def failures(ties: list[Tie], world: World, *, mend: bool = True) -> Iterator[Finding]:
    """Each tie that fails, told, with its repairs."""
    for tie in ties:
        level = tie.verdict(world)
        if level is None:
            continue
        at, printed, exact, says = say(tie, level, world)
        bound = world.bounds[at]
        places = sorted((world.bounds[each].start, world.bounds[each].end) for each in world.places_of(tie.relation))
        mending = repairs(tie, ties, world) if mend else ()
        if tie.kind is Kind.PERCENT_SUM and len(mending) == 1:
            bound = next(each for each in world.bounds if each.start == mending[0].start)
            printed = bound.printed
        yield Finding(
            tie.kind, level, printed, exact, bound.start, bound.end, _upper(says), mending, tuple(places), tie.rule
        )


def _upper(says: str) -> str:
    return says[:1].upper() + says[1:]


def _spots(ties: list[Tie], world: World) -> list[Spot]:
    """The figures of every tie that was asked."""

    def place(at: int) -> tuple[int, int]:
        return world.bounds[at].start, world.bounds[at].end

    spots = []
    for tie in ties:
        subject = world.places_of(tie.relation.left)
        places = frozenset(place(at) for at in world.places_of(tie.relation))
        spots.append(Spot(tie.kind, places, place(subject[0]) if subject else None))
    return spots


def _beyond_arithmetic(
    found: Read, rules: RuleFile, world: World, ties: list[Tie], document: Document
) -> Iterator[Finding]:
    yield from _dates(found, rules)
    yield from _unsupported(found, rules, world, ties, document)
    yield from _undecided(found, rules, world, document)
    for other in found.others:
        chosen = found.matches[other.claim]
        differs = [
            (one, two) for one, two in zip(chosen.bounds, other.bounds, strict=False) if one.printed != two.printed
        ]
        if differs:
            one, two = differs[0]
            both = f"{one.printed} và {two.printed}"
            says = f"Câu mẫu «{other.claim}» gặp ở hai chỗ với số khác nhau ({both}); đã dùng chỗ đầu."
            spots = tuple(sorted({(one.start, one.end), (two.start, two.end)}))
            yield Finding(
                Kind.QUESTION,
                Level.QUESTION,
                two.printed,
                one.printed,
                two.start,
                two.end,
                says,
                (),
                spots,
                other.claim,
            )


def _dates(found: Read, rules: RuleFile) -> Iterator[Finding]:
    """Dates no calendar has, dates of one name that differ, and dates outside the declared period."""
    groups: dict[tuple[str, str], list[Bound]] = defaultdict(list)
    for bound in found.bounds:
        if bound.form != "date":
            continue
        if bound.first is None and len(bound.printed) >= 8:
            says = f"Lịch không có ngày {bound.printed}; hãy xem lại ngày và tháng."
            yield Finding(Kind.NOTATION, Level.ERROR, bound.printed, "", bound.start, bound.end, says,
                          places=((bound.start, bound.end),), rule=bound.claim)  # fmt: skip
            continue
        groups[bound.name, "" if bound.name in rules.figures else bound.claim].append(bound)
        yield from _outside(bound, rules)
    for same in groups.values():
        first, *others = same
        for other in others:
            apart = first.last and other.first and other.last and first.first
            if apart and (first.last < other.first or other.last < first.first):  # type: ignore[operator]
                says = f"Mốc «{first.name}» in {first.printed} ở chỗ này mà {other.printed} ở chỗ khác."
                yield Finding(
                    Kind.IDENTITY, Level.ERROR, other.printed, first.printed, other.start, other.end, says,
                    places=tuple(sorted(((first.start, first.end), (other.start, other.end)))), rule=first.claim,
                )  # fmt: skip


def _outside(bound: Bound, rules: RuleFile) -> Iterator[Finding]:
    claim = rules.claims[bound.claim]
    named = rules.sections.get(claim.section)
    section = named or (next(iter(rules.sections.values())) if len(rules.sections) == 1 else None)
    if section is None or bound.name in rules.figures or not (bound.first and bound.last):
        return
    parts = fold(bound.name).split("_")
    day = section.start if _FROM & set(parts) else section.end if _UNTIL & set(parts) else None
    if day is not None and not bound.first <= day <= bound.last:
        level = Level.WARNING if named else Level.QUESTION
        says = f"Câu viết {bound.printed}, mà phần «{section.name}» khai kỳ có mốc {print_day(day)}."
        yield Finding(Kind.QUESTION, level, bound.printed, print_day(day), bound.start, bound.end, says,
                      places=((bound.start, bound.end),), rule=claim.name)  # fmt: skip


def _unsupported(found: Read, rules: RuleFile, world: World, ties: list[Tie], document: Document) -> Iterator[Finding]:
    """Words that assert something and need a rule which does not hold, or which nothing printed can decide."""
    asked: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        asked[tie.rule].append(tie)
    for claim in rules.claims.values():
        match = found.matches.get(claim.name)
        if match is None:
            continue
        words = " ".join(document.text[match.start : match.end].split())
        for required in claim.requires:
            label = rules.rules[required].label or required
            broken = [tie for tie in asked[required] if tie.verdict(world) is not None]
            if broken:
                told = _lower(say(broken[0], broken[0].level, world).says)
                places = {(match.start, match.end)} | {
                    (world.bounds[at].start, world.bounds[at].end)
                    for tie in broken
                    for at in world.places_of(tie.relation)
                }
                says = f"Câu «{words}» không có căn cứ: {told}"
                yield Finding(Kind.QUESTION, claim.words_level, words, label, match.start, match.end, says,
                              places=tuple(sorted(places)), rule=claim.name)  # fmt: skip
            elif not asked[required]:
                says = f"Câu «{words}» chưa đủ căn cứ: văn bản không in đủ số liệu để kiểm tra quy tắc «{label}»."
                yield Finding(Kind.QUESTION, Level.QUESTION, words, label, match.start, match.end, says,
                              places=((match.start, match.end),), rule=claim.name)  # fmt: skip


def _undecided(found: Read, rules: RuleFile, world: World, document: Document) -> Iterator[Finding]:
    """Needs of a claim that nothing printed can decide, and rules that must be decided but cannot."""
    for claim in rules.claims.values():
        match = found.matches.get(claim.name)
        for need in claim.needs if match else ():
            if match and not world.knows(need):
                says = f"Chưa đủ căn cứ cho câu này: văn bản không cho biết {said_of(need, world)}."
                first = match.bounds[0] if match.bounds else None
                start, end = (first.start, first.end) if first else (match.start, match.end)
                yield Finding(Kind.QUESTION, Level.QUESTION, document.text[start:end], "", start, end, says,
                              places=((start, end),), rule=claim.name)  # fmt: skip
    for rule in rules.rules.values():
        for relation in rule.relations if rule.missing == "error" else ():
            if not world.knows(relation):
                places = world.places_of(relation)
                start, end = (world.bounds[places[0]].start, world.bounds[places[0]].end) if places else (0, 0)
                says = f"Thiếu số liệu cho quy tắc «{rule.label or rule.name}»: {said_of(relation, world)}."
                yield Finding(rule.kind, rule.level, document.text[start:end], "", start, end, says, rule=rule.name)


def _lower(says: str) -> str:
    return says[:1].lower() + says[1:]
