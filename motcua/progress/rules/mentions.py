"""Each number of a text with what stands around it: unit, qualifier, period, brackets, sentence, and the words beside it.

`Mention` is the auditor's own view; `Quantity` is what it tells the world of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from motcua.kernel.text import fold
from motcua.progress.rules.blocks import Brackets, sentences
from motcua.progress.rules.numbers import NUMBER, SCALE, read, scale_of
from motcua.progress.rules.tokens import scan
from motcua.progress.rules.units import is_measured, unit_name, unit_words
from motcua.progress.types import Block, Cell, Document, Notation, Qualifier, Quantity, Token, TokenKind

_NUMBER = re.compile(rf"(?<![\d.,])(?:{NUMBER})(?!\d)")
_QUANTITIES = frozenset({TokenKind.NUMBER, TokenKind.PERCENT, TokenKind.FRACTION, TokenKind.RANGE, TokenKind.BOUND})
_TIMES = frozenset({TokenKind.DATE, TokenKind.PERIOD})
_BEFORE = (
    (Qualifier.AT_LEAST, r"(?:ít nhất|tối thiểu|không dưới|không ít hơn|từ)"),
    (Qualifier.AT_MOST, r"(?:tối đa|không quá|không vượt quá|nhiều nhất|dưới|chưa đến|chưa tới|thấp hơn|ít hơn)"),
    (Qualifier.MORE_THAN, r"(?:hơn|trên|quá|cao hơn|lớn hơn|nhiều hơn)"),
    (Qualifier.NEARLY, r"(?:gần|xấp xỉ|ngót|suýt soát)"),
    (Qualifier.ABOUT, r"(?:khoảng|chừng|ước khoảng|cỡ)"),
)
_QUALIFIED = tuple((kind, re.compile(rf"\b{words}\s*$", re.IGNORECASE)) for kind, words in _BEFORE)
_CHANGED = re.compile(
    r"\b(tăng|giảm|cắt giảm|cắt|tinh giảm|tinh giản|rút ngắn|bớt|thêm|vượt|giảm bớt|hụt)\b[^,;.:()\d]{0,24}$",
    re.IGNORECASE,
)
_TIME_WORDS = re.compile(
    r"\b(?:cùng kỳ(?: năm (?:trước|ngoái))?|năm trước|năm ngoái|kỳ trước|hiện nay|đến nay|đầu năm|cuối năm|hiện có)\b",
    re.IGNORECASE,
)
_LOCAL_END = re.compile(r"[,;:.()]")
APPROXIMATE = frozenset({Qualifier.MORE_THAN, Qualifier.NEARLY, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.AT_MOST})
CHANGE = frozenset({Qualifier.DECREASE, Qualifier.INCREASE})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its offsets, its block, and whether it opens the block."""

    start: int
    end: int
    block: int
    first: bool


@dataclass(frozen=True, eq=False)
class Mention:
    """One number where it stands.

    `lead` is the text from the number before (or the sentence's start) to this one, `tail` the text from its end to
    the next number (or the sentence's end); `brackets` are the offsets of the brackets open around it; `side` is "n" or
    "m" for the sides of n/m. `scale` is what its scale word multiplies by. `words_end` is where its unit's words end.
    """

    index: int
    quantity: Quantity
    sentence: int
    brackets: tuple[int, ...]
    lead: str
    tail: str
    words: str
    words_end: int
    unit: str
    scale: int = 1
    side: str = ""
    cell: Cell | None = None
    text: str = field(default="", repr=False)

    @property
    def value(self) -> Fraction:
        """The figure's value in its unit."""
        return self.quantity.value

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.quantity.end

    @property
    def is_percent(self) -> bool:
        """Whether it is a share."""
        return self.quantity.unit == "%"

    @property
    def is_count(self) -> bool:
        """Whether it is a number that can be a whole or a part: no share, no bound, no range."""
        return not self.is_percent and self.quantity.kind in (TokenKind.NUMBER, TokenKind.FRACTION)

    @cached_property
    def is_rate(self) -> bool:
        """Whether it is so many for each of something else: 10,04 bác sĩ/10.000 dân."""
        return self.text[self.words_end : self.words_end + 2].strip()[:1] == "/" or bool(
            re.search(r"\bbình quân\b[^\d,;.]{0,25}$", self.lead, re.IGNORECASE)
        )

    @cached_property
    def is_former(self) -> bool:
        """Whether it is what another figure is held against: so với 9,94 tỷ USD cùng kỳ năm trước."""
        return bool(
            re.search(r"\b(?:so với|so cùng|cùng kỳ|cùng kỳ năm trước)\s*(?:mức\s*)?\(?$", self.lead, re.IGNORECASE)
            or (
                re.match(r"[^\d,;.:()]{0,25}\b(?:cùng kỳ|năm trước|năm ngoái|kỳ trước)\b", self.tail, re.IGNORECASE)
                and re.search(r"\bso với\b[^,;.]*$", self.lead, re.IGNORECASE)
            )
        )

    @cached_property
    def is_change(self) -> bool:
        """Whether the text says that something grew or fell by it."""
        return bool(self.quantity.qualifiers & CHANGE)

    @cached_property
    def is_approximate(self) -> bool:
        """Whether the text says it only about: hơn, gần, khoảng."""
        return bool(self.quantity.qualifiers & APPROXIMATE)

    @cached_property
    def slack(self) -> Fraction:
        """How far the figure before rounding may lie from what is printed; none for what is counted."""
        if self.is_percent or self.scale > 1 or is_measured(self.unit) or self.quantity.step < 1:
            return self.quantity.step / 2
        return Fraction(0)

    @property
    def depth(self) -> int:
        """How many brackets are open around it."""
        return len(self.brackets)


@dataclass(frozen=True)
class Reading:
    """A document with everything read in it."""

    document: Document
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The text."""
        return self.document.text

    def between(self, one: Mention, other: Mention) -> str:
        """The text between two mentions."""
        return self.text[one.end : other.start]

    def sentence_of(self, mention: Mention) -> Sentence:
        """The sentence a mention stands in."""
        return self.sentences[mention.sentence]

    @cached_property
    def by_sentence(self) -> dict[int, list[Mention]]:
        """The mentions of each sentence, in order."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.sentence, []).append(mention)
        return found

    @cached_property
    def by_block(self) -> dict[int, list[Mention]]:
        """The mentions of each block, in order."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.quantity.block, []).append(mention)
        return found

    @cached_property
    def undoings(self) -> list[tuple[Mention, Mention]]:
        """Counts with the change behind them in brackets: what they were before is printed nowhere."""
        found = []
        for base, change in pairwise(self.mentions):
            if (
                change.is_change
                and change.is_count
                and base.is_count
                and not base.is_change
                and base.sentence == change.sentence
                and "(" in self.between(base, change)
            ):
                found.append((base, change))
        return found

    def label_of(self, mention: Mention) -> str:
        """The words just before a figure that name it, as in "- Vốn nước ngoài: 38,25 tỷ đồng"; empty when too few."""
        words = fold(re.split(r"[,;.()\n]", mention.lead.rstrip(" :"))[-1])
        words = re.sub(r"^[\s\W]+|\b(?:la|co|dat|trong do|cu the|gom|bao gom|so)\b|:", " ", words)
        return " ".join(words.split()) if len(words.split()) >= 2 else ""

    @cached_property
    def _labels(self) -> list[str]:
        """The label of each figure that can be a base; empty for the others."""
        return [self.label_of(m) if m.is_count and m.side != "m" else "" for m in self.mentions]

    def labelled_like(self, mention: Mention) -> Mention | None:
        """The one figure before this one that bears the same label; None where there are several."""
        label = self.label_of(mention)
        if not label:
            return None
        same = [
            other
            for other in self.mentions[max(0, mention.index - 60) : mention.index]
            if (known := self._labels[other.index]) and (known.endswith(label) or label.endswith(known))
        ]
        return same[0] if len(same) == 1 else None


def read_document(document: Document) -> Reading:
    """Everything that stands in a document."""
    text = document.text
    found = scan(text)
    all_sentences = tuple(_sentences(document))
    starts = [sentence.start for sentence in all_sentences]
    brackets = Brackets(text, document.blocks)
    drafts: list[Mention] = []
    for token in found:
        if token.kind not in _QUANTITIES or not starts:
            continue
        at = max(0, bisect_right(starts, token.start) - 1)
        drafts.extend(_mentions(text, token, at, all_sentences[at], document.blocks, brackets))
    return Reading(document, found, tuple(_with_surroundings(text, drafts, all_sentences, found)), all_sentences)


def _sentences(document: Document) -> Iterator[Sentence]:
    for index, block in enumerate(document.blocks):
        for count, (start, end) in enumerate(sentences(document.text, block.start, block.end)):
            yield Sentence(start, end, index, count == 0)


def _mentions(
    text: str, token: Token, at: int, sentence: Sentence, blocks: tuple[Block, ...], brackets: Brackets
) -> Iterator[Mention]:
    numbers = list(_NUMBER.finditer(text[token.start : token.end]))
    if not numbers:
        return
    block = blocks[sentence.block]
    after = text[token.end : min(block.end, token.end + 80)]
    kind, scale, percent = token.kind, 1, False
    unit, words, words_end = "", "", token.end
    if kind is TokenKind.PERCENT or text[token.end - 1] == "%":
        unit, percent = "%", True
        words, taken = unit_words(after)
        words_end += taken
    else:
        if scaled := SCALE.match(after):
            scale = scale_of(scaled["scale"])
            words, taken = unit_words(after[scaled.end() :])
            words_end += scaled.end() + taken
        else:
            words, taken = unit_words(after)
            words_end += taken
        unit = unit_name(words)
        if unit == "điểm" and re.match(r"\s*điểm\s*(?:%|phần trăm)", after):
            unit = "điểm %"
    opened = brackets.at(token.start)
    for count, number in enumerate(numbers if kind is not TokenKind.RANGE else numbers[:1]):
        figure = read(number[0], measured=percent or scale > 1 or is_measured(unit))
        side = ("n", "m")[count] if kind is TokenKind.FRACTION else ""
        start = token.start + number.start()
        end = token.end if kind is not TokenKind.FRACTION else token.start + number.end()
        yield Mention(
            0,
            Quantity(
                start,
                end,
                text[start:end],
                figure.value * scale,
                figure.step * scale,
                unit,
                notation=figure.notation,
                kind=kind,
                block=sentence.block,
                depth=len(opened),
            ),
            at,
            opened,
            "",
            "",
            words,
            words_end,
            "" if percent else unit,
            scale,
            side,
            block.cell,
        )


def _with_surroundings(
    text: str, drafts: list[Mention], all_sentences: tuple[Sentence, ...], found: tuple[Token, ...]
) -> Iterator[Mention]:
    times = [token for token in found if token.kind in _TIMES]
    time_starts = [token.start for token in times]
    for index, mention in enumerate(drafts):
        sentence = all_sentences[mention.sentence]
        before = drafts[index - 1] if index and drafts[index - 1].sentence == mention.sentence else None
        after = (
            drafts[index + 1] if index + 1 < len(drafts) and drafts[index + 1].sentence == mention.sentence else None
        )
        lead = text[before.end if before else sentence.start : mention.start]
        tail = text[mention.end : after.start if after else sentence.end]
        qualifiers = _qualifiers(lead, tail)
        kind = mention.quantity.kind
        if (
            re.match(r"(?:\s*%)?[^,;.:()\d]{0,30}\btrở (?:lên|xuống)", text[mention.end : mention.end + 45])
            and mention.quantity.unit == "%"
        ):
            kind = TokenKind.BOUND
        latest = bisect_left(time_starts, mention.start) - 1
        period = (
            text[times[latest].start : times[latest].end]
            if latest >= 0 and times[latest].start >= sentence.start
            else ""
        ) or "".join(_TIME_WORDS.findall(text[max(sentence.start, mention.start - 200) : mention.start])[-1:])
        quantity = replace(
            mention.quantity,
            qualifiers=qualifiers,
            kind=kind,
            period=" ".join(period.split()),
            subject=_subject(mention, lead, tail),
        )
        yield replace(mention, index=index, quantity=quantity, lead=lead, tail=tail, text=text)


def _qualifiers(lead: str, tail: str) -> frozenset[Qualifier]:
    found = {kind for kind, pattern in _QUALIFIED if pattern.search(lead)}
    if Qualifier.AT_LEAST in found and re.search(r"\btừ\s*$", lead, re.IGNORECASE) and "trở lên" not in tail[:40]:
        found.discard(Qualifier.AT_LEAST)
    if "trở lên" in tail[:40]:
        found.add(Qualifier.AT_LEAST)
    changed = _CHANGED.search(lead)
    if Qualifier.AT_MOST in found:
        found.discard(Qualifier.MORE_THAN)  # không quá
    if Qualifier.AT_LEAST in found:
        found.discard(Qualifier.AT_MOST)  # không dưới
    if changed and not re.search(r"\b(?:từ|lên|xuống|còn|đến|tới|thành|bằng|là)\s*(?:mức\s*)?$", lead, re.IGNORECASE):
        word = changed[1].lower()
        found.add(Qualifier.INCREASE if word in ("tăng", "thêm", "vượt") else Qualifier.DECREASE)
    if re.search(r"[(\s][-−–]$", lead) and not re.search(r"\n\s*[-–]$", lead):
        found.add(Qualifier.DECREASE)
    return frozenset(found)


def _subject(mention: Mention, lead: str, tail: str) -> str:
    """What is counted, in the text's words: the unit and what follows it in its clause, or what stands before."""
    following = _LOCAL_END.split(mention.text[mention.end :] if mention.text else tail, 1)[0]
    own = " ".join(following.split())
    if mention.words and own:
        return own[:120]
    ahead = _LOCAL_END.split(lead)[-1] or (_LOCAL_END.split(lead)[-2] if len(_LOCAL_END.split(lead)) > 1 else "")
    return " ".join(f"{ahead} {own}".split())[:120]


__all__ = ["Mention", "Notation", "Reading", "Sentence", "read_document"]
