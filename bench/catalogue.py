"""All 5.807 procedures: loading them, and finding twenty of them in every way, against looking at each."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from ground import scene
from ground.measure import compare

from motcua.kernel.printed import print_number

DAY, LATER = date(2024, 9, 9), date(2025, 8, 1)
TWINS = 200


@dataclass(frozen=True, slots=True)
class Known:
    """A procedure as the plain way keeps it in memory: its words folded and not, what its versions say, its codes."""

    code: str
    field: str
    words: frozenset[str]
    folded: frozenset[str]
    agencies: tuple[tuple[Any, frozenset[str]], ...]
    tiers: tuple[tuple[Any, frozenset[str]], ...]


def main() -> None:
    """The import against the verb, then each way to search against a scan; the answers must be the same."""
    scene.build()
    _load()
    _search()


def _load() -> None:
    from django.db import transaction

    from motcua.access.types import SYSTEM
    from motcua.demo import province
    from motcua.procedures import actions
    from motcua.procedures.actions.national import NATIONAL
    from motcua.procedures.entries import read_national
    from tests.world import MONDAY

    started = time.perf_counter()
    number = province.build_national_list()
    bulk = (time.perf_counter() - started) / number * 1000
    rows = [replace(row, code=f"9{row.code}") for row in islice(read_national(NATIONAL), TWINS)]
    started = time.perf_counter()
    with transaction.atomic():
        for row in rows:
            actions.register(row=row, by=SYSTEM, at=MONDAY)
        transaction.set_rollback(True)
    one = (time.perf_counter() - started) / TWINS * 1000
    whole, each = print_number(bulk * number / 1000, 1), print_number(bulk, 2)
    print(f"nhập {print_number(number)} thủ tục: {whole} giây, {each} ms mỗi thủ tục", end="")
    print(f" | từng thủ tục bằng động từ: {print_number(one, 2)} ms | nhanh gấp {print_number(one / bulk, 1)} lần")
    with scene.connect(autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _search() -> None:
    from motcua.kernel import clock
    from motcua.org.queries import unit_by_slug
    from motcua.procedures import queries
    from motcua.procedures.queries import Wanted
    from tests.world import MONDAY, WARD

    known = _known()
    ward = unit_by_slug(WARD, DAY)
    offered = set(queries.offered_at(ward, DAY).values_list("code", flat=True))
    cases: list[tuple[str, Wanted]] = [
        ("mã", Wanted(DAY, "1.001193")),
        ("chữ không dấu", Wanted(DAY, "dang ky khai sinh")),
        ("chữ có dấu", Wanted(DAY, "đăng ký khai sinh")),
        ("một chữ rất thường", Wanted(DAY, "cap")),
        ("lĩnh vực", Wanted(DAY, field="Đất đai")),
        ("cấp, vào một ngày", Wanted(LATER, tier="commune", in_force=True)),
        ("cơ quan, vào một ngày", Wanted(LATER, agency="so tu phap", in_force=True)),
        ("nơi tiếp nhận", Wanted(DAY, unit=ward)),
        ("tất cả", Wanted(DAY)),
    ]
    with clock.at(MONDAY):
        for title, wanted in cases:

            def ours(wanted: Wanted = wanted) -> list[str]:
                found = queries.find(wanted)
                found.count()
                page = list(found[:20])
                queries.with_standing(page, wanted.day)
                return [each.code for each in page]

            def plain(wanted: Wanted = wanted) -> set[str]:
                fits = _fits(wanted, offered)
                return {each.code for each in known if fits(each)}

            assert set(queries.find(wanted).values_list("code", flat=True)) == plain(), title
            compare(f"tìm theo {title}", ours, "nhìn từng thủ tục", plain, repeats=30)


def _known() -> list[Known]:
    from motcua.kernel.text import fold, syllables
    from motcua.procedures.models import Procedure

    return [
        Known(
            each.code,
            each.field,
            words := frozenset(syllables(f"{each.name} {each.field}")),
            frozenset(map(fold, words)),
            tuple((v, frozenset(fold(word) for word in syllables(v.agency))) for v in each.versions.all()),
            tuple((v, frozenset(v.tiers)) for v in each.versions.all()),
        )
        for each in Procedure.objects.prefetch_related("versions")
    ]


def _fits(wanted: Any, offered: set[str]) -> Callable[[Known], bool]:
    """The plain way: for each procedure, is every typed word among its words?"""
    from motcua.kernel.text import fold, syllables

    typed = syllables(wanted.words)
    agency = [fold(word) for word in syllables(wanted.agency)]

    def word_fits(each: Known, word: str, *, begun: bool) -> bool:
        among = each.folded if word == fold(word) else each.words
        return any(one.startswith(word) for one in among) if begun else word in among

    def fits(each: Known) -> bool:
        if wanted.words[:1].isdigit():
            return each.code.startswith(wanted.words)
        if not all(word_fits(each, word, begun=word is typed[-1]) for word in typed):
            return False
        if wanted.field and each.field != wanted.field:
            return False
        if wanted.unit and each.code not in offered:
            return False
        if wanted.tier and not any(v.in_force(wanted.day) and wanted.tier in tiers for v, tiers in each.tiers):
            return False
        return not agency or any(
            v.in_force(wanted.day)
            and all(word in words or (word is agency[-1] and any(w.startswith(word) for w in words)) for word in agency)
            for v, words in each.agencies
        )

    return fits


if __name__ == "__main__":
    main()
