"""Finding a template in a text: every slot bound to what stands there.

Which positions a template's rest can follow is worked out from its end to its beginning, each position once: a text can
be as long and as repetitive as it likes, nothing is ever tried twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from motcua.progress.declared.numbers import SCALES, read_number
from motcua.progress.declared.templates import Gap, Literal, Slot, Template, Word, words
from motcua.progress.types import Document, Notation, Qualifier

QUALIFIERS = {
    ("hơn",): Qualifier.MORE_THAN, ("trên",): Qualifier.AT_LEAST, ("gần",): Qualifier.NEARLY,
    ("khoảng",): Qualifier.ABOUT, ("khoảng", "chừng"): Qualifier.ABOUT, ("xấp", "xỉ"): Qualifier.ABOUT,
    ("ít", "nhất"): Qualifier.AT_LEAST, ("tối", "thiểu"): Qualifier.AT_LEAST, ("tối", "đa"): Qualifier.AT_MOST,
    ("không", "quá"): Qualifier.AT_MOST, ("nhiều", "nhất"): Qualifier.AT_MOST, ("không", "dưới"): Qualifier.AT_LEAST,
    ("dưới",): Qualifier.AT_MOST,
}  # fmt: skip
_SCALE_KEYS = {"nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"}
_DATES = (
    re.compile(r"(?P<d>\d{1,2})\s*(?P<s>[/.-])\s*(?P<m>\d{1,2})\s*(?P=s)\s*(?P<y>\d{4})(?!\d)"),
    re.compile(r"(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?:\s+năm\s+|\s*/\s*)(?P<y>\d{4})(?!\d)", re.IGNORECASE),
    re.compile(r"(?P<m>\d{1,2})\s*/\s*(?P<y>\d{4})(?!\d)"),
    re.compile(r"(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})(?!\d)", re.IGNORECASE),
    re.compile(r"(?P<d>\d{1,2})\s*[/-]\s*(?P<m>\d{1,2})(?![\d/])"),
    re.compile(r"(?P<y>(?:19|20)\d{2})(?![\d/.,]\d)"),
)
_SENTENCE = re.compile(r"[.!?…][\"”»)]*\s|\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Bound:
    """What a slot holds in a text. A number has `value` and `step`, a date its `first` and `last` day, a text neither.

    `start` and `end` are offsets of what is printed; `exact` says that the printed number is not a rounded one.
    """

    name: str
    claim: str
    start: int
    end: int
    printed: str
    value: Fraction | None = None
    step: Fraction = Fraction(1)
    places: int = 0
    notation: Notation = Notation.PLAIN
    scale: int = 1
    qualifier: Qualifier | None = None
    first: date | None = None
    last: date | None = None
    form: str = "number"


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a claim stands: offsets from its first to its last word, and its slots."""

    claim: str
    start: int
    end: int
    bounds: tuple[Bound, ...]


@dataclass(slots=True)
class Page:
    """A document's words, with the sentence each belongs to and where each word occurs."""

    text: str
    words: list[Word]
    sentence: list[int]
    where: dict[str, list[int]]
    numbers: list[int]
    starts: list[int]
    _runs: dict[tuple[str, ...], list[int]] = field(default_factory=dict)

    def occurrences(self, keys: tuple[str, ...]) -> list[int]:
        """Where a run of words begins, in order."""
        if keys not in self._runs:
            at = min(range(len(keys)), key=lambda n: len(self.where.get(keys[n], ())))
            found = (place - at for place in self.where.get(keys[at], ()))
            self._runs[keys] = [
                place
                for place in found
                if place >= 0
                and place + len(keys) <= len(self.words)
                and all(self.words[place + n].key == wanted for n, wanted in enumerate(keys))
            ]
        return self._runs[keys]

    def last_of_gap(self, place: int) -> int:
        """The last position a gap that begins here may end before: that of the sentence after this one."""
        if not self.sentence:
            return 0
        mine = self.sentence[min(max(place - 1, 0), len(self.sentence) - 1)]
        return bisect_left(self.sentence, mine + 2)

    def last_of_sentence(self, place: int) -> int:
        """The position after the last word of the sentence that holds this one."""
        return bisect_left(self.sentence, self.sentence[place] + 1) if place < len(self.sentence) else place

    def after(self, offset: int) -> int:
        """The position of the first word at or after an offset."""
        return bisect_left(self.starts, offset)


def page_of(document: Document) -> Page:
    """The words of a document."""
    found = words(document.text)
    edges = sorted(block.start for block in document.blocks)
    sentence, number, edge = [], 0, 0
    where: dict[str, list[int]] = defaultdict(list)
    previous = 0
    for at, word in enumerate(found):
        between = document.text[previous : word.start]
        while edge < len(edges) and edges[edge] <= word.start:
            number += 1
            edge += 1
        begins = word.kind == "number" or document.text[word.start].isupper()
        if begins and _SENTENCE.search(between):
            number += 1
        sentence.append(number)
        where[word.key].append(at)
        previous = word.end
    numbers = [at for at, word in enumerate(found) if word.kind == "number"]
    return Page(document.text, found, sentence, dict(where), numbers, [word.start for word in found])


def find(page: Page, claim: str, template: Template, forms: dict[str, str]) -> list[Match]:
    """Every place where a template stands, in order of the text; `forms` says how each slot is read."""
    return _Search(page, claim, template, forms).matches()


class _Search:
    """One template in one text. `self.ways[i]` leads from a position to those after piece i, best first."""

    def __init__(self, page: Page, claim: str, template: Template, forms: dict[str, str]) -> None:
        self.page, self.claim, self.pieces, self.forms = page, claim, template.pieces, forms
        self.ways: list[dict[int, list[tuple[int, Bound | None]]]] = []
        self.reached: list[list[int]] = []

    def matches(self) -> list[Match]:
        self._work_back()
        found: dict[int, Match] = {}
        for start in self.reached[0] if self.reached else ():
            end, bounds = self._walk(start)
            match = Match(self.claim, self.page.words[start].start, self.page.words[end - 1].end, tuple(bounds))
            found[end] = match  # of two that end alike the later begins nearer
        return sorted(found.values(), key=lambda match: match.start)

    def _work_back(self) -> None:
        count = len(self.pieces)
        self.ways = [{} for _ in self.pieces]
        self.reached = [[] for _ in self.pieces]
        for at in range(count - 1, -1, -1):
            piece = self.pieces[at]
            if isinstance(piece, Gap):
                continue
            ways = self._literal(piece) if isinstance(piece, Literal) else self._slot(at, piece)
            for place, ends in ways:
                if alive := [(end, bound) for end, bound in ends if self._alive(at + 1, end)]:
                    self.ways[at][place] = alive
            self.reached[at] = sorted(self.ways[at])
            if not self.reached[at]:
                return

    def _alive(self, at: int, place: int) -> bool:
        if at == len(self.pieces):
            return True
        if isinstance(self.pieces[at], Gap):
            return self._past_gap(at + 1, place) is not None
        return place in self.ways[at]

    def _past_gap(self, at: int, place: int) -> int | None:
        reached = self.reached[at]
        nearest = bisect_left(reached, place)
        if nearest < len(reached) and reached[nearest] < self.page.last_of_gap(place):
            return reached[nearest]
        return None

    def _walk(self, place: int) -> tuple[int, list[Bound]]:
        bounds = []
        for at, piece in enumerate(self.pieces):
            if isinstance(piece, Gap):
                place = self._past_gap(at + 1, place) or place
                continue
            place, bound = self.ways[at][place][0]
            if bound is not None:
                bounds.append(bound)
        return place, bounds

    def _literal(self, piece: Literal) -> Iterator[tuple[int, list[tuple[int, Bound | None]]]]:
        for place in self.page.occurrences(piece.keys):
            yield place, [(place + len(piece.keys), None)]

    def _slot(self, at: int, slot: Slot) -> Iterator[tuple[int, list[tuple[int, Bound | None]]]]:
        form = self.forms[slot.name]
        if form == "text":
            yield from self._text(at, slot)
            return
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        first = following.keys[0] if isinstance(following, Literal) else ""
        for place in self.page.numbers:
            if form == "date":
                options = list(self._dates(place, slot))
            else:
                options = list(self._numbers(place, slot, form, first))
            if options:
                yield place, options
                for before in self._before(place, form):
                    yield before, options

    def _before(self, place: int, form: str) -> Iterator[int]:
        """Positions from which a slot may begin although its number stands later: «ngày 1/9», «hơn 232»."""
        words = self.page.words
        if form == "date":
            if place and words[place - 1].key in {"ngày", "năm", "tháng"}:
                yield place - 1
            return
        for keys in QUALIFIERS:
            if tuple(word.key for word in words[max(place - len(keys), 0) : place]) == keys:
                yield place - len(keys)

    def _numbers(self, place: int, slot: Slot, form: str, following: str) -> Iterator[tuple[int, Bound | None]]:
        page, word = self.page, self.page.words[place]
        after = page.words[place + 1].key if place + 1 < len(page.words) else ""
        share = form == "share" or after == "%"
        read = read_number(word.key, decimal=share or form == "measure" or after in _SCALE_KEYS, share=share)
        if read is None:
            return
        end, stop, scale = place + 1, word.end, 1
        if after in _SCALE_KEYS and following not in _SCALE_KEYS:
            scale, end, stop = SCALES[after], place + 2, page.words[place + 1].end
        elif following in _SCALE_KEYS:
            scale = SCALES[following]
        if after == "%":
            stop = page.words[place + 1].end
            if following != "%":
                end = place + 2
        bound = Bound(
            slot.name, self.claim, word.start, stop, page.text[word.start : stop], read.value, read.step, read.places,
            read.notation, scale, self._qualifier(place), form=form,
        )  # fmt: skip
        yield end, bound

    def _qualifier(self, place: int) -> Qualifier | None:
        for keys, qualifier in sorted(QUALIFIERS.items(), key=lambda pair: -len(pair[0])):
            if tuple(word.key for word in self.page.words[max(place - len(keys), 0) : place]) == keys:
                return qualifier
        return None

    def _dates(self, place: int, slot: Slot) -> Iterator[tuple[int, Bound | None]]:
        start = self.page.words[place].start
        for pattern in _DATES:
            if not (found := pattern.match(self.page.text, start)):
                continue
            first, last = _days(found.groupdict())
            yield (
                self.page.after(found.end()),
                Bound(slot.name, self.claim, start, found.end(), found[0], first=first, last=last, form="date"),
            )

    def _text(self, at: int, slot: Slot) -> Iterator[tuple[int, list[tuple[int, Bound | None]]]]:
        page = self.page
        rest = self.reached[at + 1] if at + 1 < len(self.pieces) else None
        for place in range(len(page.words)):
            limit = page.last_of_sentence(place)
            if rest is None:
                end = limit
            else:
                nearest = bisect_left(rest, place + 1)
                end = rest[nearest] if nearest < len(rest) else limit + 1
            if place < end <= limit:
                start, stop = page.words[place].start, page.words[end - 1].end
                yield place, [(end, Bound(slot.name, self.claim, start, stop, page.text[start:stop], form="text"))]


def _days(parts: dict[str, str | None]) -> tuple[date | None, date | None]:
    """The first and last day of what a date says; none where the calendar has no such day or the year is not said."""
    year, month, day = (int(parts[part]) if parts.get(part) else 0 for part in ("y", "m", "d"))  # type: ignore[arg-type]
    try:
        if not year:
            return None, None
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        if not month:
            return first, date(year, 12, 31)
        return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None, None


def stopped(page: Page, template: Template, forms: dict[str, str]) -> tuple[str, str, str]:
    """Where a template that is not in a text comes nearest: the last words that agree, what it says next, what stands
    there. All empty where nothing is near."""
    best = (0, "", "", "")
    for begin, piece in enumerate(template.pieces):
        if isinstance(piece, Literal):
            best = max(best, _Nearest(page, template, forms).run(begin), key=lambda found: found[0])
            if begin == 0 and best[0] >= 4:
                break
    return best[1:] if best[0] >= 2 else ("", "", "")


class _Nearest:
    """Goes forward through a text with a template for as long as both agree."""

    def __init__(self, page: Page, template: Template, forms: dict[str, str]) -> None:
        self.page, self.template = page, template
        self.search = _Search(page, "", template, forms)

    def run(self, begin: int) -> tuple[int, str, str, str]:
        """From one literal on: words that agree, and the three sayings of `stopped`."""
        page, pieces = self.page, self.template.pieces
        opening = pieces[begin]
        assert isinstance(opening, Literal)
        places, agreed, best = list(page.where.get(opening.keys[0], ())), 0, (0, "", "", "")
        gap = False
        for at in range(begin, len(pieces)):
            piece = pieces[at]
            if isinstance(piece, Gap):
                gap = True
                continue
            reached: set[int] = set()
            ways = {} if isinstance(piece, Literal) else self._slot_ways(at, piece)
            for place in places:
                for start in self._starts(piece, place, gap):
                    if isinstance(piece, Literal):
                        same = self._common(piece.keys, start)
                        if same == len(piece.keys):
                            reached.add(start + same)
                        if agreed + same > best[0]:
                            best = self._saying(agreed + same, start + same, piece.keys[same:] or self._next(at))
                    else:
                        reached.update(end for end, _ in ways.get(start, ()))
                        if start not in ways and agreed >= best[0]:
                            best = self._saying(agreed, start, (f"{{{piece.name}}}",))
            if not reached:
                return best
            agreed += len(piece.keys) if isinstance(piece, Literal) else 1
            places, gap = sorted(reached)[:200], False
        return best

    def _slot_ways(self, at: int, piece: Slot) -> dict[int, list[tuple[int, Bound | None]]]:
        if not self.search.ways:
            self.search.ways, self.search.reached = (
                [{} for _ in self.template.pieces],
                [[] for _ in self.template.pieces],
            )
        if not self.search.ways[at]:
            self.search.ways[at] = dict(self.search._slot(at, piece))
        return self.search.ways[at]

    def _starts(self, piece: Literal | Slot, place: int, gap: bool) -> list[int]:
        if not gap:
            return [place]
        limit = self.page.last_of_gap(place)
        found = self.page.where.get(piece.keys[0], []) if isinstance(piece, Literal) else self.page.numbers
        first = bisect_left(found, place)
        return [each for each in found[first : first + 50] if each < limit]

    def _common(self, keys: tuple[str, ...], start: int) -> int:
        same = 0
        while (
            same < len(keys) and start + same < len(self.page.words) and self.page.words[start + same].key == keys[same]
        ):
            same += 1
        return same

    def _next(self, at: int) -> tuple[str, ...]:
        for piece in self.template.pieces[at + 1 :]:
            if isinstance(piece, Slot):
                return (f"{{{piece.name}}}",)
            if isinstance(piece, Literal):
                return piece.keys
        return ()

    def _saying(self, score: int, stop: int, wanted: tuple[str, ...]) -> tuple[int, str, str, str]:
        return score, self._words(stop - 6, stop), " ".join(wanted[:5]), self._words(stop, stop + 5)

    def _words(self, start: int, stop: int) -> str:
        some = self.page.words[max(start, 0) : max(stop, 0)]
        return " ".join(self.page.text[some[0].start : some[-1].end].split()) if some else ""
