"""What the product's processes find in their environment when one of our commands starts them."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from collections.abc import Callable
from types import FrameType

from cluster import ROOT
from progress import Stop, say

VAR = ROOT / "var"
LOGS = VAR / "log"
CLOCK = VAR / "clock-offset"


def secret_key() -> str:
    """The key that signs sessions of this checkout: made once, readable by us alone."""
    note = VAR / "secret-key"
    VAR.mkdir(exist_ok=True)
    if not note.exists():
        half = VAR / f"secret-key.{os.getpid()}"
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as sink:
            sink.write(secrets.token_urlsafe(48))
        half.rename(note)
    return note.read_text()


def product_environment(**more: str) -> dict[str, str]:
    """Today's environment with what the product needs; what the person has set stays as it is."""
    known = {"DJANGO_SETTINGS_MODULE": "motcua.settings"}
    if "MOTCUA_SECRET_KEY" not in os.environ:
        known["MOTCUA_SECRET_KEY"] = secret_key()
    return known | os.environ | more


def demonstration_clock() -> dict[str, str]:
    """The embedded server holds a demonstration, so a command on it tells the time that `bin/dev` gave it last."""
    return {"MOTCUA_CLOCK_OFFSET": CLOCK.read_text()} if CLOCK.exists() else {}


def end_in_order(signals: tuple[int, ...] = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)) -> None:
    """Turn the first of these signals into KeyboardInterrupt and ignore the next: what is being ended is bounded in time."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in signals:
        signal.signal(each, interrupt)


def entry(main: Callable[[list[str]], int]) -> None:
    """Run a command's `main` on its arguments; an end that is nobody's mistake in the code is said in one sentence."""
    try:
        code = main(sys.argv[1:])
    except Stop as stop:
        say(str(stop))
        code = 1
    except PermissionError as refused:
        say(
            f"Không có quyền đọc hoặc ghi {refused.filename}: thư mục này có lẽ do người dùng khác cài đặt, hãy dùng một bản riêng."
        )
        code = 1
    sys.exit(code)
