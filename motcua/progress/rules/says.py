"""What a reader is told of a tie that fails: what was printed, what is exact, by how much, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from motcua.progress.rules.mentions import Mention
from motcua.progress.rules.numbers import places_of, printed, rounded
from motcua.progress.rules.ties import (
    Balance,
    Change,
    Growth,
    Hundred,
    Quotient,
    Reached,
    Same,
    Share,
    Sum,
    Terms,
    Tie,
    Within,
    total,
)


def sentence(tie: Tie) -> str:
    """Why a tie fails, in one Vietnamese sentence that can be read out."""
    match tie:
        case Sum():
            return _sum(tie)
        case Share():
            return (
                f"{_terms(tie.part)} trên {_terms(tie.base)} là {_exactly(tie.ratio(), tie.percent)}, "
                f"không phải {tie.percent.quantity.printed} như đã in."
            )
        case Balance():
            mixed = _is_mixed(tie.members)
            came = " + ".join(_in_row(each, mixed) for each in tie.came)
            left = "".join(f" − {_in_row(each, mixed)}" for each in tie.went[1:])
            exact = _with_unit(tie.exact, tie.went[0]) if mixed else tie.exact
            return f"Số còn lại phải là {exact} ({came}{left}), không phải {_figure(tie.went[0])} như đã in."
        case Quotient():
            return (
                f"{_figure(tie.part)} chia cho {_figure(tie.base)} được {tie.exact}, "
                f"không phải {tie.result.quantity.printed} như đã in."
            )
        case Hundred():
            row = " + ".join(share.quantity.printed for share in tie.percents)
            return f"Các tỷ lệ của cùng một tổng số cộng lại được {tie.exact} ({row}), không phải 100%."
        case Within():
            return f"Số in là {_figure(tie.part)}, lớn hơn tổng số chứa nó là {_figure(tie.whole)}."
        case Same():
            return f"Cùng một số liệu nhưng in hai giá trị khác nhau: {_figure(tie.one)} và {_figure(tie.other)}."
        case Change():
            word = "tăng" if tie.sign > 0 else "giảm"
            return f"Từ {_figure(tie.old)} đến {_figure(tie.new)} là {_moved(tie)}, không phải {word} {_figure(tie.change)} như đã in."
        case Growth():
            word = "tăng" if tie.sign > 0 else "giảm"
            ratio = tie.ratio() or Fraction(0)
            true = "tăng" if (ratio >= 0) == (tie.sign > 0) else "giảm"
            return (
                f"Từ {_figure(tie.old)} đến {_figure(tie.new)} là {true} {_exactly(abs(ratio), tie.percent)}, "
                f"không phải {word} {tie.percent.quantity.printed} như đã in."
            )
        case Reached():
            return _reached(tie)


DOUBTS = "tỷ lệ này tính trên tổng số nào?"


def doubt(tie: Share) -> str:
    """A question about a share that is none of the whole it seems to be of."""
    return (
        f"{_terms(tie.part)} trên {_terms(tie.base)} là {_exactly(tie.ratio(), tie.percent)}, "
        f"mà văn bản in {tie.percent.quantity.printed}; {DOUBTS}"
    )


def _sum(tie: Sum) -> str:
    gap = tie.gap()
    mixed = _is_mixed(tie.members)
    row = " + ".join(_in_row(part, mixed) for part in tie.parts)
    word = "nhiều hơn" if gap > 0 else "ít hơn"
    exact, by = tie.exact, _amount(abs(gap), tie.whole)
    if mixed:
        exact, by = _with_unit(exact, tie.whole), _with_unit(by, tie.whole)
    return f"Các phần cộng lại được {exact} ({row}), {word} {by} so với {_figure(tie.whole)} đã in."


def _is_mixed(members: Sequence[Mention]) -> bool:
    """Whether figures of one sum are printed at several scales: 1,2 tỷ đồng and 350 triệu đồng."""
    return len({member.scale for member in members}) > 1


def _in_row(mention: Mention, mixed: bool) -> str:
    return _figure(mention) if mixed else mention.quantity.printed


def _reached(tie: Reached) -> str:
    wanted = tie.wanted(tie.part)
    if not tie.base:
        word = "thấp hơn" if tie.at_least else "cao hơn"
        return f"Văn bản nói đạt mức {tie.bound.quantity.printed} nhưng số in là {tie.part.quantity.printed}, {word} mức đó."
    need = f"; muốn đạt phải là {_amount(wanted, tie.part)}" if wanted is not None else ""
    return f"Mục tiêu là {tie.limit}, nhưng {_figure(tie.part)} trên {_terms(tie.base)} chỉ là {tie.exact}{need}."


def _figure(mention: Mention) -> str:
    """A figure as printed, with its unit."""
    return _with_unit(mention.quantity.printed, mention)


def _with_unit(number: str, like: Mention) -> str:
    """A number with the unit and the scale of a figure as the text has them."""
    unit = "" if like.is_percent or like.side == "n" else like.text[like.end : like.words_end]
    return " ".join(f"{number} {unit if len(unit) < 40 else ''}".split())


def _terms(terms: Terms) -> str:
    """Terms as printed; a sum that stands nowhere is said with its value."""
    if len(terms) == 1:
        return _figure(terms[0][1])
    row = "".join(
        (" + " if sign > 0 else " − ") * bool(at) + term.quantity.printed for at, (sign, term) in enumerate(terms)
    )
    return f"{_amount(total(terms), terms[0][1])} ({row})"


def _amount(value: Fraction, like: Mention) -> str:
    """A value at the scale and with the decimals of a figure."""
    places = places_of(like.quantity.step / like.scale)
    return printed(value / like.scale, places) + ("%" if like.is_percent else "")


def _moved(tie: Change) -> str:
    moved = tie.new.value - tie.old.value
    return ("tăng " if moved >= 0 else "giảm ") + _amount(abs(moved), tie.change)


def _exactly(ratio: Fraction | None, like: Mention) -> str:
    """A share at the printed places, and with more where it was rounded."""
    if ratio is None:
        return "không tính được"
    places = places_of(like.quantity.step)
    near = f"{printed(ratio, places)}%"
    more = f"{printed(ratio, places + 3)}%"
    return near if rounded(ratio, places) == ratio else f"{near} (chính xác {more})"
