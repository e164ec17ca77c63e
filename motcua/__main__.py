"""The product's command line: `python -m motcua COMMAND`; `bin/motcua COMMAND` brings what it needs and calls it.

It is Django's, in Vietnamese: a refusal is one sentence on the error stream and exit code 2, and the product's own
commands come first in the help.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

from django.core.management import ManagementUtility, get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.refusal import NotFound, Refusal

# argparse asks gettext for its words, and no catalogue in Vietnamese exists for it.
WORDS = {
    "usage: ": "cách dùng: ",
    "options": "tuỳ chọn",
    "positional arguments": "tham số",
    "show this help message and exit": "hiện hướng dẫn này rồi thoát",
    "show program's version number and exit": "hiện số phiên bản rồi thoát",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "tham số %(argument_name)s: %(message)s",
    "the following arguments are required: %s": "còn thiếu: %s",
    "one of the arguments %s is required": "cần một trong các tham số %s",
    "not allowed with argument %s": "không dùng cùng với %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "expected one argument": "cần một giá trị, không bắt đầu bằng dấu trừ",
    "expected at least one argument": "cần ít nhất một giá trị",
    "invalid %(type)s value: %(value)r": "giá trị không hợp lệ: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có lựa chọn %(value)r (chọn: %(choices)s)",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s có thể là %(matches)s: hãy viết rõ",
}


def speak_vietnamese() -> None:
    """Have every argument parser of this process use Vietnamese words."""
    argparse._ = lambda text: WORDS.get(text, text)  # type: ignore[attr-defined]


def command_without_database(name: str) -> str | None:
    """The module of one of our commands that says `needs_database = False` in its class; None for any other.

    Such a command uses no models: it runs without Django loading the apps, which is most of what a start takes.
    The source is asked, because importing a command that needs the apps would fail before they are loaded.
    """
    for source in Path(__file__).parent.glob(f"*/management/commands/{name}.py"):
        if "\n    needs_database = False\n" in source.read_text(encoding="utf-8"):
            return f"motcua.{source.parts[-4]}.management.commands.{name}"
    return None


def run_without_apps(module: str, argv: Sequence[str]) -> None:
    """What Django does to run a command, less the apps, the system checks and the closing of connections."""
    command: BaseCommand = import_module(module).Command()
    command.requires_system_checks = []
    setattr(command, "_called_from_command_line", True)  # noqa: B010 - as Django does, to end with the usage
    options = vars(command.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
    try:
        command.execute(*options.pop("args", ()), **options)
    except CommandError as failure:
        sys.exit(f"{failure}")


class CommandLine(ManagementUtility):
    """Django's command line with our help and our way of saying no."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        names = get_commands()
        subcommand = subcommand if subcommand in names else subcommand.replace("-", "_")
        if subcommand in names:
            return super().fetch_command(subcommand)
        close = get_close_matches(subcommand, names, n=1)
        hint = f" (có phải bạn muốn gọi «{close[0]}»?)" if close else ""
        raise NotFound(f"Không có lệnh «{subcommand}»{hint}: hãy xem các lệnh bằng «{self.argv[0]} help».")

    def main_help_text(self, commands_only: bool = False) -> str:
        names = get_commands()
        if commands_only:
            return "\n".join(sorted(names))
        ours = {name: app for name, app in sorted(names.items()) if str(app).startswith("motcua.")}
        width = max(map(len, ours), default=0)
        told = [
            f"  {name.replace('_', '-'):{width}}  {load_command_class(str(app), name).help}"
            for name, app in ours.items()
        ]
        others = ", ".join(sorted(names.keys() - ours.keys()))
        return (
            f"Gọi «{self.argv[0]} help LỆNH» để xem cách dùng một lệnh.\n\n"
            "Lệnh của motcua:\n" + "\n".join(told) + f"\n\nLệnh của Django và các thư viện:\n  {others}"
        )


def main(argv: Sequence[str]) -> int:
    """Run a command and give the exit code. A command may also leave by `SystemExit`, as Django's do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
    speak_vietnamese()
    try:
        module = command_without_database(argv[1]) if len(argv) > 1 else None
        if module:
            run_without_apps(module, argv)
        else:
            CommandLine(list(argv)).execute()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
