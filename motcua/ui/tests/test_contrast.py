"""The colours of `tokens.css` keep the contrast that WCAG 2.2 AA asks for, computed and not believed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import motcua.ui

TOKENS = dict(
    re.findall(
        r"--mc-([a-z-]+):\s*#([0-9a-f]{6})",
        (Path(motcua.ui.__file__).parent / "static/ui/tokens.css").read_text(encoding="utf-8"),
    )
)
TONES = ("ok", "warn", "late", "info", "neutral", "brand")


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("letters", "ground"),
    [
        *((letters, ground) for letters in ("ink", "muted", *TONES) for ground in ("surface", "ground", "sunken")),
        *((tone, f"{tone}-tint") for tone in TONES),
        ("ink", "brand-tint"),
        ("on-brand", "brand"),
        ("on-brand", "brand-deep"),
        ("on-brand-muted", "brand-deep"),
        ("brand-deep", "surface"),
        ("brand-deep", "brand-tint"),
    ],
)
def test_letters_can_be_read_on_their_ground(letters: str, ground: str) -> None:
    assert contrast(letters, ground) >= 4.5


@pytest.mark.parametrize(
    ("edge", "ground"),
    [
        ("edge", "surface"),
        ("edge", "ground"),
        ("focus", "surface"),
        ("focus", "ground"),
        ("focus-on-brand", "brand-deep"),
    ],
)
def test_edges_and_rings_can_be_seen(edge: str, ground: str) -> None:
    assert contrast(edge, ground) >= 3
