"""Relations between figures, written as arithmetic: read by Python's own parser, of which only a few words are let in,
and evaluated exactly, on spans as wide as the printed figures leave open.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from motcua.progress.declared.numbers import read_number
from motcua.progress.declared.tree import Node, spelt

_LONGEST, _MOST_NODES, _LONGEST_NUMBER = 1000, 200, 30
_SIGNS = str.maketrans({"≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", ":": "/"})
_NUMBER = re.compile(r"(?<![\w.])\d[\d.,]*(?:\s*%)?")
_NAMED_SHARE = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*%(?=\s*(?:[-+*/)<>=!]|$))")
_OPERATORS: dict[type[ast.AST], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: dict[type[ast.AST], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip


class Span(NamedTuple):
    """All that a figure may have been before it was rounded; both ends belong to it."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the rule file; `share` where it was written with a percent sign."""

    value: Fraction
    share: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A figure; `part` is `printed` or `value` where the rule says which of the two it means."""

    name: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Binary:
    """Two terms and one of + - * /."""

    operator: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest of some terms."""

    greatest: bool
    terms: tuple[Term, ...]


Term = Number | Name | Binary | Extreme


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two terms of which one of == != < <= > >= is said."""

    left: Term
    operator: str
    right: Term


def names(term: Term | Comparison) -> Iterator[Name]:
    """The figures of a term, from left to right, as often as they stand there."""
    if isinstance(term, Name):
        yield term
    elif isinstance(term, Binary | Comparison):
        yield from names(term.left)
        yield from names(term.right)
    elif isinstance(term, Extreme):
        for part in term.terms:
            yield from names(part)


def total(terms: list[Term]) -> Term:
    """The sum of terms."""
    left = terms[0]
    for term in terms[1:]:
        left = Binary("+", left, term)
    return left


def evaluate(term: Term, value: Callable[[Name], Span | None]) -> Span | None:
    """What a term may be, given what each figure may be; None where a figure is unknown or nought divides."""
    if isinstance(term, Number):
        exact = term.value / 100 if term.share else term.value
        return Span(exact, exact)
    if isinstance(term, Name):
        return value(term)
    if isinstance(term, Extreme):
        parts = [part for part in (evaluate(each, value) for each in term.terms) if part is not None]
        if len(parts) < len(term.terms):
            return None
        choose = max if term.greatest else min
        return Span(choose(part.low for part in parts), choose(part.high for part in parts))
    left, right = evaluate(term.left, value), evaluate(term.right, value)
    if left is None or right is None:
        return None
    if term.operator == "+":
        return Span(left.low + right.low, left.high + right.high)
    if term.operator == "-":
        return Span(left.low - right.high, left.high - right.low)
    if term.operator == "/":
        if right.low <= 0 <= right.high:
            return None
        right = Span(1 / right.high, 1 / right.low)
    corners = [a * b for a in left for b in right]
    return Span(min(corners), max(corners))


def gap(comparison: Comparison, value: Callable[[Name], Span | None]) -> Fraction | None:
    """By how much a comparison fails, signed (left too large is positive); nought where it holds, None if unknown."""
    left, right = evaluate(comparison.left, value), evaluate(comparison.right, value)
    if left is None or right is None:
        return None
    over, under = left.low - right.high, left.high - right.low  # over > 0: surely larger; under < 0: surely smaller
    nought = Fraction(0)
    match comparison.operator:
        case "==":
            return max(over, nought) or min(under, nought)
        case "<=":
            return max(over, nought)
        case ">=":
            return min(under, nought)
        case "<":
            return over + Fraction(1, 10**9) if over >= 0 else nought
        case ">":
            return under - Fraction(1, 10**9) if under <= 0 else nought
        case _:
            return Fraction(1, 10**9) if over == under == 0 else nought


# Reading --------------------------------------------------------------------------------------------------


def read_relation(node: Node) -> tuple[Comparison, ...]:
    """The comparisons of a relation; a < b < c gives two."""
    body = _parsed(node)
    if not isinstance(body, ast.Compare):
        node.refuse("quy tắc phải so sánh hai vế bằng ==, !=, <, <=, > hoặc >=")
    terms = [_term(node, part) for part in (body.left, *body.comparators)]
    signs = [_COMPARISONS.get(type(sign)) for sign in body.ops]
    if None in signs:
        node.refuse("chỉ so sánh được bằng ==, !=, <, <=, > hoặc >=")
    return tuple(
        Comparison(left, sign or "", right) for left, sign, right in zip(terms, signs, terms[1:], strict=False)
    )


def read_term(node: Node) -> Term:
    """One side of a relation."""
    return _term(node, _parsed(node))


def _parsed(node: Node) -> ast.expr:
    text = node.words()
    if len(text) > _LONGEST:
        node.refuse(f"biểu thức dài quá {_LONGEST} ký tự; hãy tách thành nhiều quy tắc")
    if not text.strip():
        node.refuse("biểu thức trống")
    if "@" in text or "**" in text or "//" in text:
        node.refuse("biểu thức chỉ dùng + - * / và ngoặc đơn, không có lũy thừa hay phép chia khác")
    text = re.sub(r"[{]([^{}]*)[}]", r" \1 ", text).translate(_SIGNS)
    text = re.sub(r"(?<![<>=!])=(?!=)", "==", text)
    text = _NAMED_SHARE.sub(r"(\1 @ 0)", text)
    text = _NUMBER.sub(lambda found: _number(node, found[0]), text)
    if "%" in text:
        node.refuse("dấu % chỉ đứng ngay sau một số, như 10% * x")
    try:
        body = ast.parse(" ".join(text.split()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        node.refuse(
            f"không đọc được biểu thức «{_short(node.words())}»; tên số liệu là chữ, số và dấu gạch dưới, không có dấu cách"
        )
    if sum(1 for _ in ast.walk(body)) > _MOST_NODES * 2:
        node.refuse("biểu thức có quá nhiều số hạng; hãy tách thành nhiều quy tắc")
    return body


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def _number(node: Node, written: str) -> str:
    digits, share = written.rstrip("% \t\n").rstrip(",."), "%" in written
    if len(digits) > _LONGEST_NUMBER:
        node.refuse(f"số «{_short(digits)}» quá dài")
    if not share and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
        node.refuse(
            f"số «{digits}» đọc được hai cách; hãy viết liền {re.sub('[.,]', '', digits)}, hoặc thêm một số 0 thập phân"
        )
    reading = read_number(digits, decimal=share, share=share)
    if reading is None:
        node.refuse(f"không đọc được số «{digits}»")
    value = reading.value
    plain = f"({value.numerator}/{value.denominator})" if value.denominator != 1 else str(value.numerator)
    return f"({plain} @ 1)" if share else plain


def _term(node: Node, part: ast.expr) -> Term:
    if isinstance(part, ast.Constant) and type(part.value) is int:
        return Number(Fraction(part.value))
    if isinstance(part, ast.Name):
        return Name(spelt(part.id))
    if isinstance(part, ast.Attribute):
        if isinstance(inner := _term(node, part.value), Name):
            return Name(f"{inner.name}.{spelt(part.attr)}")
    elif isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub | ast.UAdd):
        inner = _term(node, part.operand)
        return _folded(Binary("*", Number(Fraction(-1)), inner)) if isinstance(part.op, ast.USub) else inner
    elif isinstance(part, ast.BinOp) and isinstance(part.op, ast.MatMult):
        inner = _term(node, part.left)
        return (
            Number(inner.value, share=True) if isinstance(inner, Number) else Binary("/", inner, Number(Fraction(100)))
        )
    elif isinstance(part, ast.BinOp) and (sign := _OPERATORS.get(type(part.op))):
        left, right = _term(node, part.left), _term(node, part.right)
        if sign == "/" and isinstance(right, Number) and right.value == 0:
            node.refuse("biểu thức chia cho 0")
        return _folded(Binary(sign, left, right))
    node.refuse(
        f"biểu thức «{_short(node.words())}» có phép không được dùng; chỉ dùng tên số liệu, số, + - * / và ngoặc đơn"
    )


def _folded(term: Binary) -> Term:
    """Numbers alone are reckoned at once: (1/2) is a number."""
    left, right = term.left, term.right
    if isinstance(left, Number) and isinstance(right, Number) and not (left.share or right.share):
        span = evaluate(term, lambda _: None)
        return Number(span.low) if span else term
    return term


# Shares and points ----------------------------------------------------------------------------------------


def in_points(comparison: Comparison, is_share: Callable[[str], bool]) -> Comparison:
    """A comparison whose sides count alike: shares of one become points of a hundred where the other side is printed
    in points, so that `p == a / b` and `p >= 10%` mean what they seem to mean."""
    left, right = _measure(comparison.left, is_share), _measure(comparison.right, is_share)
    hundred = Number(Fraction(100))
    if left == "points" and right == "share":
        return Comparison(comparison.left, comparison.operator, Binary("*", hundred, comparison.right))
    if left == "share" and right == "points":
        return Comparison(Binary("*", hundred, comparison.left), comparison.operator, comparison.right)
    return comparison


def _measure(term: Term, is_share: Callable[[str], bool]) -> str:
    """`points` for a figure in percent, `share` for a quotient or 10%, `hundredfold` for 100 * x, else empty."""
    if isinstance(term, Number):
        return "share" if term.share else ""
    if isinstance(term, Name):
        return "points" if is_share(term.name) else ""
    if isinstance(term, Extreme):
        return _measure(term.terms[0], is_share) if term.terms else ""
    left, right = _measure(term.left, is_share), _measure(term.right, is_share)
    by_hundred = Number(Fraction(100)) in (term.left, term.right)
    if term.operator in "+-":
        return left or right
    if term.operator == "*":
        if by_hundred:
            return "points" if "share" in (left, right) else "hundredfold"
        return left if not right else ("" if "share" in (left, right) else right)
    if left == "hundredfold":
        return "points"
    if left == "points" and term.right == Number(Fraction(100)):
        return "share"
    return "share" if not left and not right and any(names(term.right)) and any(names(term.left)) else left
