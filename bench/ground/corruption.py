"""Misprints, planted one at a time: every digit of every figure that an equality of the rule file ties is replaced
by the next one (9 by 0), and the text is audited with the rules. How many are noticed? A figure that is only part of
another may be anything below it, and is not counted.

The sentences are found once, and again for each misprint only where the digit stands; the rest of the text is as it
was. Where the declared ties notice nothing, the whole audit is run, as a person would run it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from motcua.kernel.printed import print_number
from motcua.progress import declared, rules
from motcua.progress.declared.binding import find, page_of
from motcua.progress.declared.checking import Read, bind, failures, judge
from motcua.progress.declared.rulefile import RuleFile
from motcua.progress.types import Audit, Document, Finding, Level

CORPUS = Path(__file__).resolve().parents[2] / "tests" / "audit" / "corpus" / "three_years"
AROUND = 25


def measure(text: str = "", source: str = "") -> tuple[int, int, list[str]]:
    """Misprints noticed, misprints planted, and those missed, each told; without arguments of the three-year report."""
    document = rules.document_of(text or (CORPUS / "report.txt").read_text(encoding="utf-8"))
    file = declared.read(source or (CORPUS / "rules.yaml").read_text(encoding="utf-8"))
    return _Press(document, file).run()


class _Press:
    """Prints the text again and again, each time with one wrong digit."""

    def __init__(self, document: Document, file: RuleFile) -> None:
        self.document, self.file = document, file
        self.read = bind(document, file)
        world, ties = judge(self.read, file)
        self.known = _alarms(failures(ties, world, mend=False))
        whole = declared.check(document, rules.audit(document), file)
        self.known_to_all = _alarms(whole.findings)
        wrong = [tie for tie in ties if tie.verdict(world) not in {None, Level.QUESTION}]
        broken = {at for tie in wrong for at in world.places_of(tie.relation)}
        equal = [tie for tie in ties if tie.relation.operator == "==" and tie.level is not Level.QUESTION]
        tied = {at for tie in equal for at in world.places_of(tie.relation)}
        self.spots = sorted({(world.bounds[at].start, world.bounds[at].end, at in broken) for at in tied})
        self.claims: dict[int, set[str]] = defaultdict(set)
        for match in self.read.matches.values():
            for bound in match.bounds:
                self.claims[bound.start].add(match.claim)

    def run(self) -> tuple[int, int, list[str]]:
        caught, planted, misses = 0, 0, []
        for start, end, broken in self.spots:
            for at in (at for at in range(start, end) if self.document.text[at].isdigit()):
                digit = str((int(self.document.text[at]) + 1) % 10)
                if digit == "0" and at == start:
                    digit = "1"  # a leading nought would not look like a misprint
                planted += 1
                text = self.document.text[:at] + digit + self.document.text[at + 1 :]
                if self._noticed(text, start):
                    caught += 1
                else:
                    misses.append(self._told(text, start, end, broken=broken))
        return caught, planted, misses

    def _noticed(self, text: str, start: int) -> bool:
        document = replace(self.document, text=text)
        matches = dict(self.read.matches)
        near = {name: matches[name] for name in self.claims[start]}
        page = page_of(document)
        for name, match in near.items():
            claim = self.file.claims[name]
            forms = {slot.name: self.file.form(slot.name) for slot in claim.template.slots}
            found = [each for each in find(page, name, claim.template, forms) if each.start == match.start]
            if not found:
                return True  # the claim is said to be missing
            matches[name] = found[0]
        world, ties = judge(Read(matches), self.file)
        if _alarms(failures(ties, world, mend=False)) - self.known:
            return True
        audit: Audit = declared.check(document, rules.audit(document), self.file)
        return bool(_alarms(audit.findings) - self.known_to_all)

    def _told(self, text: str, start: int, end: int, *, broken: bool) -> str:
        around = " ".join(text[max(start - AROUND, 0) : end + AROUND].split())
        why = "số đã nằm trong một ràng buộc sai" if broken else "trong sai số làm tròn"
        return f"{self.document.text[start:end]} → {text[start:end]} ({why}): …{around}…"


def _alarms(findings: Iterable[Finding]) -> set[tuple[str, str, int, str]]:
    """What is said in earnest, each by its rule and its place: a fault that was there before is no news."""
    return {
        (each.kind.value, each.level.value, each.start, each.rule)
        for each in findings
        if each.level is not Level.QUESTION
    }


def main() -> None:
    """The rate, then every miss."""
    caught, planted, misses = measure()
    print(f"Số in sai một chữ số: thấy {caught}/{planted}, {print_number(100 * caught / planted, 1)}%")
    for miss in misses:
        print(f"  sót: {miss}")


if __name__ == "__main__":
    main()
