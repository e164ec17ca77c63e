"""Which form a receipt is printed on: the form follows the law of its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.org import queries as org


@dataclass(frozen=True, slots=True)
class ReceiptForm:
    """Form 01 as one circular has it."""

    basis: str
    number: str
    title: str
    counter: str
    """What the form calls the unit that receives."""
    identity: str
    """What the form calls the number of the paper that proves who somebody is."""


def receipt_form_on(day: date) -> ReceiptForm:
    """Form 01 for a dossier received on that day; `NoRuleInForce` before the first set."""
    form = org.rule("onestop.forms").in_force(day)
    return ReceiptForm(basis=form.basis, **form.value)
