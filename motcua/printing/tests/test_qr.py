"""A QR code holds what it was given, with room around it."""

from __future__ import annotations

import re

import segno

from motcua.printing import qr

ADDRESS = "https://motcua.example.vn/tra-cuu/7KQ2M9XD4TRW"


def dark_modules(picture: str) -> set[tuple[int, int]]:
    """(column, row) of every dark module of the picture's path of strokes: `M4 4.5h7m1 0h2…`."""
    path = re.search(r' d="([^"]+)"', picture)
    assert path
    dark, at, row = set(), 0, 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?", path[1]):
        if command == "h":
            dark |= {(column, int(row)) for column in range(at, at + int(first))}
            at += int(first)
        elif command == "m":
            at, row = at + int(first), row + float(second)
        else:
            at, row = int(first), float(second)
    return dark


def test_the_picture_shows_the_code_of_its_text_inside_four_quiet_modules() -> None:
    matrix = segno.make(ADDRESS, error="m", micro=False).matrix
    expected = {(x + 4, y + 4) for y, line in enumerate(matrix) for x, dark in enumerate(line) if dark}
    picture = qr.svg(ADDRESS)
    side = len(matrix) + 8
    assert dark_modules(picture) == expected
    assert f'viewBox="0 0 {side} {side}"' in picture


def test_another_text_gives_another_picture() -> None:
    assert qr.svg(ADDRESS) != qr.svg(ADDRESS + "A")
