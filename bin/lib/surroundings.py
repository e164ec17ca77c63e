"""What our commands share: where things lie, what the product's processes find in their environment, how we end.

What a checkout keeps lies in its folder `var`, or where MOTCUA_VAR says.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from progress import Stop, say

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("MOTCUA_VAR", ROOT / "var"))
LOGS = VAR / "log"
CLOCK = VAR / "clock-offset"


def secret_key() -> str:
    """The key that signs this checkout's sessions: made once, readable by us alone."""
    note = VAR / "secret-key"
    if not note.exists():
        import secrets

        VAR.mkdir(exist_ok=True)
        half = VAR / f"secret-key.{os.getpid()}"
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as sink:
            sink.write(secrets.token_urlsafe(48))
        half.rename(note)
    return note.read_text()


def product_environment(**more: str) -> dict[str, str]:
    """Today's environment with what the product needs; what the person has set stays as it is."""
    known = {"DJANGO_SETTINGS_MODULE": "motcua.settings", "MOTCUA_FILES": str(VAR / "files")}
    if "MOTCUA_SECRET_KEY" not in os.environ:
        known["MOTCUA_SECRET_KEY"] = secret_key()
    return known | os.environ | more


def demonstration_clock() -> dict[str, str]:
    """The embedded server holds a demonstration: a command on it goes by the clock that `bin/dev` set last."""
    return {"MOTCUA_CLOCK_OFFSET": CLOCK.read_text()} if CLOCK.exists() else {}


def end_in_order() -> None:
    """Make the first request to end a KeyboardInterrupt and ignore the next ones: our ending is bounded in time."""
    requests = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(*_: object) -> None:
        for each in requests:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in requests:
        signal.signal(each, interrupt)


def entry(main: Callable[[list[str]], int]) -> None:
    """Run a command's `main` on its arguments; what is no mistake in the code is said in one sentence."""
    try:
        code = main(sys.argv[1:])
    except Stop as stop:
        say(str(stop))
        code = 1
    except PermissionError as refused:
        say(
            f"Không có quyền đọc hoặc ghi {refused.filename}: bản này có lẽ do người dùng khác cài đặt, "
            "hãy dùng một bản của riêng bạn."
        )
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
