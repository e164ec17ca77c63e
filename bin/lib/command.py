"""bin/motcua: runs a management command, with the embedded server where the command needs a database and has none.

A command that needs none says `needs_database = False` in its class. The source is asked, not the class: importing that
would read the settings, and with them DATABASE_URL, before a server is there to name.
"""

from __future__ import annotations

import os
import sys

from cluster import ROOT
from surroundings import demonstration_clock, entry, product_environment

OF_DJANGO = {
    "help",
    "version",
    "check",
    "diffsettings",
    "findstatic",
    "collectstatic",
    "makemessages",
    "compilemessages",
}


def needs_database(argv: list[str]) -> bool:
    if not argv or argv[0].startswith("-") or argv[0] in OF_DJANGO or {"-h", "--help"} & set(argv):
        return False
    sources = ROOT.glob(f"motcua/*/management/commands/{argv[0]}.py")
    return not any("\n    needs_database = False\n" in source.read_text() for source in sources)


def run(argv: list[str]) -> int:
    sys.path[0] = str(ROOT)  # in place of bin/lib
    from motcua.__main__ import main as product

    return product(["bin/motcua", *argv])


def main(argv: list[str]) -> int:
    os.environ |= product_environment()
    if "DATABASE_URL" in os.environ or not needs_database(argv):
        return run(argv)
    import postgres
    from cluster import of_checkout

    with postgres.running(of_checkout()) as server:
        os.environ |= demonstration_clock() | product_environment(DATABASE_URL=server.url())
        return run(argv)


if __name__ == "__main__":
    entry(main)
