"""What a report's text is made of, and what the auditor says of it. Offsets count characters of the NFC text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from motcua.kernel.refusal import Refusal


class Unreadable(Refusal):
    """A file that holds no text that can be read; the sentence says why and what to do."""

    code = "unreadable_report"


class BadRules(Refusal):
    """A rule file that cannot be read; the sentence names the line and what to write instead."""

    code = "bad_rules"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a document's tables a block stands; all count from 0. A merged cell is said once, at its first place."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is one paragraph or one paragraph of a table's cell; `start` and `end` are offsets.

    `page` counts from 1 and is 0 where the file has no pages.
    """

    start: int
    end: int
    cell: Cell | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A report as text in NFC with its blocks in reading order; they do not overlap and leave out only blanks."""

    text: str
    blocks: tuple[Block, ...]


class TokenKind(StrEnum):
    """What a run of digits is; only some are quantities."""

    DATE = "date"
    PERIOD = "period"  # a year, a month of a year, a quarter, a span of years
    DOCUMENT = "document"  # the number of a document, a law, a form
    LABEL = "label"  # numbers that name or order: Điều 5, mức độ 3, Quốc lộ 1A, a heading's number
    BOUND = "bound"  # one side of a class of values: từ 10% đến dưới 30%
    RANGE = "range"
    FRACTION = "fraction"  # one side of n/m: parts come as two tokens
    PERCENT = "percent"
    NUMBER = "number"


class Notation(StrEnum):
    """How a number is written."""

    VIETNAMESE = "vi"  # 16.298 and 92,69
    ENGLISH = "en"  # 1,777 and 52.56
    PLAIN = "plain"  # 88, 1068
    PADDED = "padded"  # 05


class Qualifier(StrEnum):
    """The word before or after a number that makes it a bound or a change."""

    MORE_THAN = "hơn"
    NEARLY = "gần"
    ABOUT = "khoảng"
    AT_LEAST = "ít nhất"
    AT_MOST = "tối đa"
    DECREASE = "giảm"
    INCREASE = "tăng"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the text that holds digits; every digit of the text belongs to exactly one."""

    start: int
    end: int
    kind: TokenKind


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something, as printed.

    `value` is exact in `unit`; a percentage counts points (52,56 for 52,56%). `step` is what one more in the last
    printed place is worth (1/100 for 92,69%, a hundred million for 4,8 tỷ), so the figure before rounding lies within
    half a step of `value`. `subject` is what the text says is counted; `period` what it says of the time, as printed;
    `depth` counts the brackets around it; `block` is the index of its block.
    """

    start: int
    end: int
    printed: str
    value: Fraction
    step: Fraction
    unit: str = ""
    subject: str = ""
    qualifiers: frozenset[Qualifier] = frozenset()
    period: str = ""
    depth: int = 0
    notation: Notation = Notation.PLAIN
    kind: TokenKind = TokenKind.NUMBER
    block: int = 0

    @property
    def is_percent(self) -> bool:
        """Whether it is a share in points of a hundred."""
        return self.unit == "%"


class Kind(StrEnum):
    """The tie that a finding is about."""

    SUM = "sum"
    RATIO = "ratio"
    PERCENT_SUM = "percent_sum"
    PART_OF = "part_of"
    IDENTITY = "identity"
    TARGET = "target"
    DIFFERENCE = "difference"
    NOTATION = "notation"
    QUESTION = "question"


class Level(StrEnum):
    """How sure a finding is: an error is certain, a warning true but harmless or a matter of form, a question open."""

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Repair:
    """One figure which, printed as `put`, makes its tie hold and breaks no other."""

    start: int
    end: int
    printed: str
    put: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: what was printed, what is exact, and a sentence for the reader.

    `start` and `end` are the first printed figure at fault, `places` all figures the tie is made of, in order of the
    text. `rule` names the declared rule that found it, empty where the auditor inferred the tie.
    """

    kind: Kind
    level: Level
    printed: str
    exact: str
    start: int
    end: int
    says: str
    repairs: tuple[Repair, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """What the auditor read and found, in order of the text; `ties` counts the relations it could check."""

    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    findings: tuple[Finding, ...]
    ties: int = 0
    missing: tuple[str, ...] = field(default=())
    """Sentences of the rule file that were not found in the text."""


class MissingValues(Refusal):
    """A report cannot be written, because values of its figures are not given; the sentence names them."""

    code = "missing_values"
