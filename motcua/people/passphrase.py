"""Temporary passwords, made by chance and easy to read aloud."""

from __future__ import annotations

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and figures that cannot be taken for one another."""


def new_password() -> str:
    """Four groups of four letters and figures, 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
