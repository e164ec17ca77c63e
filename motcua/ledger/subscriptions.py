"""Facts go up: an upper app listens with `@on(FactType, mode="now" | "later")`.

*now* runs in the transaction of the fact, lowest app first; *later* defers a job in that same transaction, so nothing
is lost and nothing runs on a rollback.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django.conf import settings

from motcua.ledger import jobs, types
from motcua.ledger.models import FactRow

Handler = Callable[[Any, FactRow], None]
H = TypeVar("H", bound=Handler)
Mode = Literal["now", "later"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One listener: which kind of fact, which function, and when it runs."""

    kind: str
    name: str
    mode: Mode
    handler: Handler


_by_kind: dict[str, list[Subscription]] = {}
_by_name: dict[str, Subscription] = {}


def _height(subscription: Subscription) -> tuple[int, str]:
    app = ".".join(subscription.handler.__module__.split(".")[:2])
    known: list[str] = settings.MOTCUA_APPS
    return (known.index(app) if app in known else len(known), subscription.name)


def on(fact_type: type[Any], *, mode: Mode) -> Callable[[H], H]:
    """Listen to a kind of fact. The handler gets the fact and its row; *later* handlers must bear being run twice."""

    def register(handler: H) -> H:
        name = f"{handler.__module__}.{handler.__qualname__}"
        subscription = Subscription(fact_type.kind, name, mode, handler)
        _by_name[name] = subscription
        listeners = [s for s in _by_kind.get(fact_type.kind, []) if s.name != name]
        _by_kind[fact_type.kind] = sorted([*listeners, subscription], key=_height)
        return handler

    return register


def deliver(row: FactRow, fact: types.Fact) -> None:
    """Run or defer every listener of a fact just recorded."""
    for subscription in _by_kind.get(row.kind, ()):
        if subscription.mode == "now":
            subscription.handler(fact, row)
        else:
            jobs.defer("ledger.tell", fact_id=row.pk, listener=subscription.name)


def run(name: str, row: FactRow) -> None:
    """Run one *later* listener, by name, for a kept fact. An unknown name raises KeyError, and the job is retried."""
    _by_name[name].handler(types.load(row.kind, row.data), row)
