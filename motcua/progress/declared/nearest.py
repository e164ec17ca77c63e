"""Where a sentence that is not in a text comes nearest: a claim is never passed over in silence."""

from __future__ import annotations

from bisect import bisect_left

from motcua.progress.declared.binding import Bound, Page, Search
from motcua.progress.declared.templates import Gap, Literal, Slot, Template


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
        self.search = Search(page, "", template, forms)
        self.search.forward = True

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
            self.search.ways = [{} for _ in self.template.pieces]
            self.search.reached = [[] for _ in self.template.pieces]
        if not self.search.ways[at]:
            self.search.ways[at] = dict(self.search.slot_ways(at, piece))
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
