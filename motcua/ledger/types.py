"""How a fact is declared: a frozen dataclass with a kind, a subject, and a sentence that tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar

from pydantic import TypeAdapter


class Fact(Protocol):
    """What every fact offers. `says` is one Vietnamese sentence without subject and moment, for the activity feed."""

    kind: ClassVar[str]
    subject: ClassVar[str]

    @property
    def subject_id(self) -> int: ...

    def says(self) -> str: ...


T = TypeVar("T")
_kinds: dict[str, type[Any]] = {}


def fact(kind: str, *, subject: str) -> Callable[[type[T]], type[T]]:
    """Make a frozen dataclass a fact: `kind` is `app.past_tense`, `subject` is `app.model`."""

    def register(cls: type[T]) -> type[T]:
        if not is_dataclass(cls) or not cls.__dataclass_params__.frozen:  # type: ignore[attr-defined]
            raise TypeError(f"fact {kind!r} must be a frozen dataclass")
        if kind in _kinds and _kinds[kind].__qualname__ != cls.__qualname__:
            raise ValueError(f"fact kind {kind!r} is declared twice")
        cls.kind, cls.subject = kind, subject  # type: ignore[attr-defined]
        _kinds[kind] = cls
        return cls

    return register


@cache
def _adapter(cls: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(cls)


def dump(fact_: Fact) -> dict[str, Any]:
    """The JSON shape of a fact's values."""
    data: dict[str, Any] = _adapter(type(fact_)).dump_python(fact_, mode="json")
    return data


def load(kind: str, data: dict[str, Any]) -> Any:
    """The fact again, from what the ledger kept. An unknown kind is a programming error and raises KeyError."""
    return _adapter(_kinds[kind]).validate_python(data)


def kinds() -> dict[str, type[Any]]:
    """All declared facts by kind."""
    return dict(_kinds)
