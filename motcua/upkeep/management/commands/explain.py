"""`bin/motcua explain`: who may open a page, what can be done there, what is recorded, and which tests hold it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.upkeep.reading.explaining import explain
from motcua.upkeep.types import Explained, VerbTold

MOST_TESTS = 12


class Command(BaseCommand):
    """See the module."""

    help = "Cho biết một trang: ai được vào, làm được gì, ghi sự kiện nào, phép thử nào giữ nó."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked."""
        parser.add_argument("url", metavar="TRANG", help="đường dẫn, địa chỉ đầy đủ hoặc tên của trang")
        parser.add_argument("--tests", action="store_true", help="in mọi phép thử, không chỉ những phép thử đầu")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        told = explain(options["url"], clock.today())
        if options["json"]:
            self.stdout.write(json.dumps(asdict(told), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(told, all_tests=options["tests"])))


def _lines(told: Explained, *, all_tests: bool) -> Iterator[str]:
    methods = f"  {', '.join(told.methods)}" if told.methods else ""
    yield f"Trang      {told.route}{methods}  ({told.name or 'không có tên'})  {told.route_place or ''}".rstrip()
    yield f"Trả lời    {told.view}  {told.view_place or 'mã của thư viện'}"
    if told.says:
        yield f"           {told.says}"
    door = told.door
    yield f"Ai được vào  {door['says']}" + (f"  [{door['right']}]  {door['place'] or ''}" if "right" in door else "")
    for methods, says in list(door.get("operations", {}).items())[1:]:
        yield f"           {methods}: {says}"
    if "right" in door:
        yield f"           vai trò: {', '.join(door['roles'])}"
        yield f"           căn cứ: {door['law'] or 'quy định nội bộ của hệ thống, không dẫn văn bản'}"
    if door["sees"]:
        yield f"           hỏi thêm: {', '.join(door['sees'])}"
    yield "Hành động" if told.verbs else "Hành động  không có: trang này chỉ để xem"
    for verb in told.verbs:
        yield from _verb_lines(verb)
    tests = told.tests if all_tests else told.tests[:MOST_TESTS]
    yield f"Phép thử ({len(told.tests)})"
    for test in tests:
        yield f"  {test.name}  {test.place}  (theo {test.by})"
    if len(tests) < len(told.tests):
        yield f"  … và {len(told.tests) - len(tests)} phép thử nữa: thêm --tests để xem hết"


def _verb_lines(verb: VerbTold) -> Iterator[str]:
    yield f"  {verb.name}  {verb.place}"
    yield f"    {verb.says}"
    if verb.asks:
        yield f"    hỏi quyền: {', '.join(verb.asks)}"
    for fact in verb.facts:
        yield f"    ghi {fact.kind}: {fact.says}  {fact.place}"
