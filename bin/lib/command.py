"""bin/motcua: runs a management command, on the embedded server where it needs a database and none is named.

The server is started before Django reads the settings, since DATABASE_URL must name it there.
"""

from __future__ import annotations

import os
import sys

from surroundings import ROOT, demonstration_clock, entry, product_environment

sys.path.append(str(ROOT))
from motcua.__main__ import command_without_database
from motcua.__main__ import main as product

# Of Django's own; most others check the models first, and generated columns make that ask the database.
WITHOUT_DATABASE = {"help", "version", "explain", "diffsettings", "makemessages", "compilemessages", "startapp"}


def needs_database(argv: list[str]) -> bool:
    """Whether these arguments name a command that asks the database."""
    if not argv or argv[0].startswith("-") or {"-h", "--help", "--proof", "--verify", "--into"} & set(argv):
        return False
    return argv[0] not in WITHOUT_DATABASE and not command_without_database(argv[0])


def main(argv: list[str]) -> int:
    os.environ |= product_environment()
    called = ["bin/motcua", *argv]
    if "DATABASE_URL" in os.environ or not needs_database(argv):
        return product(called)
    import postgres
    from homes import of_checkout

    with postgres.running(of_checkout()) as server:
        os.environ |= {"DATABASE_URL": server.url()} | demonstration_clock()
        return product(called)


if __name__ == "__main__":
    entry(main)
