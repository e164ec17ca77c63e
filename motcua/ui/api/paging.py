"""Lists by cursor: the next page begins after the last row shown, whatever was added or taken away meanwhile.

A list is ordered by keys that never change and end in the row's id, so that no row is lost and none is shown twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from django.core import signing
from django.db.models import Model, Q, QuerySet
from ninja import Schema
from pydantic import Field

from motcua.kernel.refusal import Malformed

Limit = Annotated[int, Field(ge=1, le=100, description="Số dòng tối đa của một trang.")]
Cursor = Annotated[str, Field(max_length=400, description="Giá trị `next` của trang trước; bỏ trống ở trang đầu.")]
SALT = "ui.api.cursor"


class Page[T](Schema):
    """A page of a list; `next` is the cursor of the page after it, null on the last."""

    items: list[T]
    next: str | None


def page_of[M: Model](
    rows: QuerySet[M],
    show: Callable[[Sequence[M]], list[Any]],
    *,
    keys: Sequence[str],
    cursor: str,
    limit: int,
) -> dict[str, Any]:
    """The rows after a cursor, in the order of `keys`: field names, all with a minus for newest first, or none.

    `show` turns the rows of the page into items. Refuses a cursor of another list, or none of ours.
    """
    is_down, names = keys[0].startswith("-"), [key.removeprefix("-") for key in keys]
    fields: list[Any] = [rows.model._meta.get_field(name) for name in names]
    list_name = f"{rows.model._meta.label} {' '.join(keys)}"
    if cursor:
        after = [field.to_python(value) for field, value in zip(fields, _open(cursor, list_name), strict=True)]
        rows = rows.filter(_beyond(names, after, "lt" if is_down else "gt"))
    found = list(rows.order_by(*keys)[: limit + 1])
    shown = found[:limit]
    following = None
    if len(found) > limit:
        last = [field.value_to_string(shown[-1]) for field in fields]
        following = signing.dumps([list_name, *last], salt=SALT)
    return {"items": show(shown), "next": following}


def _beyond(names: Sequence[str], after: Sequence[Any], way: str) -> Q:
    """The rows after these values in the order of these names; the first one is said once more, for an index."""
    *outer, (name, value) = zip(names, after, strict=True)
    found = Q(**{f"{name}__{way}": value})
    for name, value in reversed(outer):
        found = Q(**{f"{name}__{way}": value}) | Q(**{name: value}) & found
    return Q(**{f"{names[0]}__{way}e": after[0]}) & found


def _open(cursor: str, list_name: str) -> list[str]:
    try:
        named, *after = signing.loads(cursor, salt=SALT)
    except signing.BadSignature:
        named, after = "", []
    if named != list_name:
        raise Malformed(
            "Con trỏ trang không phải của danh sách này; hãy gửi đúng giá trị «next» đã nhận, "
            "hoặc bỏ trống để đọc từ đầu.",
            field="cursor",
        )
    return after
