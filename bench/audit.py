"""The auditor: what it finds of planted errors, whom it accuses falsely, and how many pages it reads a second.

`--misses` lists, for the open corpus, each error it missed and each false accusation with the text around, and leaves
the corruptions and the speed for another time.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from itertools import cycle
from statistics import median

from ground.measure import Times

from motcua.kernel.printed import print_number
from motcua.progress import rules
from tests.audit import truth

NEEDS_DATABASE = False
PAGE = 3_000
"""Characters of a page of a report: A4, 14 points."""
REPEATS = {20: 15, 200: 3}
AROUND = 70


def main() -> None:
    """Both corpora, then the misses, or else the corruptions and the speed."""
    print(f"{'':32} {'cài':>5} {'thấy':>5} {'sót':>5} {'oan':>5} {'ràng buộc':>12}")
    opened = corpus("mở", truth.read(truth.OPEN), tell=True)
    corpus("kín", truth.read(truth.HELD), tell=False)
    if "--misses" in sys.argv:
        for score in opened:
            misses(score)
        return
    corruptions()
    for pages, repeats in REPEATS.items():
        speed(pages, repeats)


def corpus(name: str, texts: list[truth.Truth], *, tell: bool) -> list[truth.Score]:
    """One line a text where it may be told; a held corpus shows its totals only, so that nobody tunes on it."""
    scores = [truth.score(each, rules.audit(rules.document_of(each.text))) for each in texts]
    if not scores:
        print(f"Kho {name}: chưa có văn bản.")
        return scores
    for each in scores if tell else []:
        counts = len(each.truth.must), len(each.found), len(each.missed), len(each.false)
        print(line(each.truth.name, *counts, f"{each.ties}/{each.truth.ties}"))
    found = truth.total(scores)
    counts = found.planted, found.found, found.planted - found.found, found.false
    print(line(f"Kho {name}, {len(scores)} văn bản", *counts, f"{found.ties}/{found.known_ties}"))
    print(
        f"  chính xác {print_number(100 * found.precision, 1)}% của {found.said} lời báo lỗi; "
        f"tìm được {print_number(100 * found.recall, 1)}% của {found.planted} lỗi",
        flush=True,
    )
    return scores


def line(name: str, planted: int, found: int, missed: int, false: int, ties: str) -> str:
    return f"{name:32} {planted:>5} {found:>5} {missed:>5} {false:>5} {ties:>12}"


def misses(score: truth.Score) -> None:
    """What went wrong with one text, with the text around."""
    text = score.truth.text
    for fault in score.missed:
        print(f"SÓT  {score.truth.name} [{fault.kind}] {around(text, *fault.place)}")
    for finding in score.false:
        print(
            f"OAN  {score.truth.name} [{finding.kind}] {around(text, finding.start, finding.end)}\n     {finding.says}"
        )


def around(text: str, start: int, end: int) -> str:
    """A figure in «» with the text before and after it, on one line."""
    return " ".join(f"{text[max(0, start - AROUND) : start]}«{text[start:end]}»{text[end : end + AROUND]}".split())


def corruptions() -> None:
    """How many single-digit corruptions of tied figures are caught, once that measurement exists."""
    try:
        corruption = importlib.import_module("ground.corruption")
    except ImportError:
        print("Chưa đo được tỷ lệ bắt lỗi sửa một chữ số: chưa có bench/ground/corruption.py.")
        return
    caught, of, _ = corruption.measure()
    print(f"Sửa sai một chữ số: bắt được {caught}/{of} ({print_number(100 * caught / of, 1)}%).")


def report(pages: int) -> str:
    """A report of so many pages, made of the open corpus over and over."""
    whole: list[str] = []
    length = 0
    for each in cycle(truth.read(truth.OPEN)):
        whole.append(each.text)
        length += len(each.text)
        if length >= pages * PAGE:
            return "\n".join(whole)[: pages * PAGE]
    raise AssertionError("the open corpus holds texts")


def speed(pages: int, repeats: int) -> None:
    """Time the audit and a bare search for digits over the same text, in turns."""
    text = report(pages)
    ours, bare = Times("soát"), Times("chỉ tìm chữ số")
    work: Callable[[], object] = lambda: rules.audit(rules.document_of(text))  # noqa: E731
    floor: Callable[[], object] = lambda: re.findall(r"\d[\d.,]*", text)  # noqa: E731
    floor()
    for _ in range(repeats):
        ours.take(work)
        bare.take(floor)
    mine, theirs = median(ours.wall), median(bare.wall)
    print(
        f"{pages} trang (mỗi trang {print_number(PAGE)} ký tự), p50: soát {print_number(mine, 1)} ms, "
        f"{print_number(pages * 1000 / mine, 1)} trang/giây | chỉ tìm chữ số {print_number(theirs, 2)} ms | "
        f"gấp {print_number(round(mine / theirs))} lần",
        flush=True,
    )


if __name__ == "__main__":
    main()
