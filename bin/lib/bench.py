"""bin/bench NAME: runs bench/NAME.py on a server of its own, as durable as in production; alone, lists what there is.

A measurement that needs no database says `NEEDS_DATABASE = False` in a line of its own.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from contextlib import ExitStack

import homes
import postgres
from progress import Stop
from surroundings import ROOT, entry, product_environment

FOLDER = ROOT / "bench"


def main(argv: list[str]) -> int:
    known = {source.stem: source for source in sorted(FOLDER.glob("*.py"))}
    if not argv or argv[0] in ("-h", "--help"):
        print("Chạy một phép đo: bin/bench TÊN [tham số]" if known else "Chưa có phép đo nào trong bench/.")
        for name, source in known.items():
            about = ast.get_docstring(ast.parse(source.read_text())) or ""
            print(f"  {name}: {about.partition(chr(10))[0]}")
        return 0
    if argv[0] not in known:
        raise Stop(f"Không có phép đo «{argv[0]}»: hãy chạy bin/bench để xem danh sách.")
    source = known[argv[0]]
    env = product_environment()
    env["PYTHONPATH"] = f"{ROOT}:{ROOT / 'bin/lib'}"
    with ExitStack() as during:
        if "DATABASE_URL" not in env and "\nNEEDS_DATABASE = False\n" not in source.read_text():
            server = during.enter_context(postgres.running(homes.passing(is_durable=True)))
            env["DATABASE_URL"] = server.url()
        return subprocess.run([sys.executable, source, *argv[1:]], env=env, cwd=ROOT).returncode


if __name__ == "__main__":
    entry(main)
