"""Notation that strays: numbers written otherwise than the rest of the text, and a document number of another shape."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.numbers import places_of, printed
from motcua.progress.rules.questions.asking import ask
from motcua.progress.types import Finding, Kind, Notation, TokenKind

_SHAPE = re.compile(r"(\d+[a-zđ]?)\s?([-/])\s?((?:\d{4}[-/])?[A-ZĐ][A-Za-zĐđ]*)\s?([-/])\s?([A-ZĐ][A-Za-zĐđ]*)")


def notation(reading: Reading) -> Iterator[Finding]:
    """One question for each figure or number that strays from the text's own manner."""
    yield from _numbers(reading)
    yield from _ungrouped(reading)
    yield from _documents(reading)


def _numbers(reading: Reading) -> Iterator[Finding]:
    styles = Counter(mention.quantity.notation for mention in reading.mentions)
    usual = Notation.VIETNAMESE if styles[Notation.VIETNAMESE] >= styles[Notation.ENGLISH] else Notation.ENGLISH
    if not styles[usual]:
        return
    for mention in reading.mentions:
        style = mention.quantity.notation
        if style in (Notation.VIETNAMESE, Notation.ENGLISH) and style is not usual:
            step = mention.quantity.step / mention.scale
            put = printed(mention.value / mention.scale, places_of(step)) + ("%" if mention.is_percent else "")
            meant = put if usual is Notation.VIETNAMESE else put.translate(str.maketrans(".,", ",."))
            yield ask(
                reading.text,
                (mention.start, mention.end),
                f"Số “{mention.quantity.printed}” viết theo lối khác các số còn lại của văn bản; "
                f"nếu đọc đúng là {meant} thì nên viết lại cho thống nhất.",
                exact=meant,
                kind=Kind.NOTATION,
                put=meant,
            )


def _ungrouped(reading: Reading) -> Iterator[Finding]:
    """1068 where the text elsewhere writes 1.068."""
    grouped: dict[int, Mention] = {}
    for mention in reading.mentions:
        if (
            "." in mention.quantity.printed
            and mention.quantity.notation is Notation.VIETNAMESE
            and mention.quantity.step == 1
        ):
            grouped.setdefault(int(mention.value), mention)
    seen: set[int] = set()
    for mention in reading.mentions:
        plain = mention.quantity.printed
        if plain.isdigit() and len(plain) >= 4 and (twin := grouped.get(int(plain))) and int(plain) not in seen:
            seen.add(int(plain))
            yield ask(
                reading.text,
                (mention.start, mention.end),
                f"Số “{plain}” ở nơi khác trong văn bản viết là “{twin.quantity.printed}”; nên viết thống nhất.",
                exact=twin.quantity.printed,
                others=[(twin.start, twin.end)],
                kind=Kind.NOTATION,
                put=twin.quantity.printed,
            )


def _documents(reading: Reading) -> Iterator[Finding]:
    """175/KH-TU where every other number of that organ is like 160-KH/TU."""
    by_organ: dict[str, list[tuple[str, tuple[int, int], re.Match[str]]]] = defaultdict(list)
    for token in reading.tokens:
        if token.kind is TokenKind.DOCUMENT and (found := _SHAPE.search(reading.text, token.start, token.end)):
            by_organ[found[5]].append((found[2] + found[4], (token.start, token.end), found))
    for organ, numbers in by_organ.items():
        shapes = Counter(shape for shape, _, _ in numbers)
        usual, count = shapes.most_common(1)[0]
        for shape, place, found in numbers:
            if shape != usual and count >= 2 * shapes[shape]:
                put = f"{found[1]}{usual[0]}{found[3]}{usual[1]}{found[5]}"
                yield ask(
                    reading.text,
                    place,
                    f"Số hiệu “{found[0]}” không theo mẫu của các văn bản khác cùng cơ quan ({organ}); có phải là “{put}”?",
                    exact=put,
                    kind=Kind.NOTATION,
                    put=put,
                )
