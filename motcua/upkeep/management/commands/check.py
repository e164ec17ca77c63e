"""`bin/motcua check`: what a production installation lacks. It takes the place of Django's command of that name.

Django's own checks, with those for deployment, are among what it asks.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.upkeep.checks import Here, checks
from motcua.upkeep.types import Finding, State


class Command(BaseCommand):
    """See the module."""

    help = "Cho biết bản cài đặt này còn thiếu gì để chạy chính thức; mã thoát 1 nếu còn thiếu."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked."""
        parser.add_argument("--quick", action="store_true", help="không kiểm những gì lâu, như toàn bộ sổ cái")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        here = Here(at=clock.now(), shift=clock.offset(), env=os.environ, is_quick=options["quick"])
        found = [each.finding(here) for each in checks()]
        is_well = all(finding.state is State.OK for finding in found)
        if options["json"]:
            told = {"ok": is_well, "findings": [asdict(finding) for finding in found]}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(found)))
        if not is_well:
            sys.exit(1)


def _lines(found: list[Finding]) -> Iterator[str]:
    for finding in found:
        yield f"{finding.state.label:<10} {finding.title}: {finding.saw}"
        if finding.do:
            yield f"           → {finding.do} (theo {finding.source})"
    counts = Counter(finding.state for finding in found)
    yield ", ".join(f"{counts[state]} {state.label}" for state in State) + "."
