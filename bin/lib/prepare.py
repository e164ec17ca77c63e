"""All that bin/dev needs of Django before the web starts, in one start of it: tables, demonstration, answers.

Usage: prepare.py ANSWER. Writes a JSON object to the file ANSWER: `latest` (ISO moment of the newest record, or "")
and `accounts` (the text under the address); or only `lacks`, a column that tables of an older version have not.
"""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # in place of bin/lib

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor


def told_by(*command: str) -> str:
    told = StringIO()
    call_command(*command, stdout=told)
    return told.getvalue().strip("\n")


def lacking() -> str:
    """The first column that our models have and the tables have not, as `table.column`; nothing where all are there.

    Before the first release an app's one migration is made anew: what was built by an older one is never altered.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
        there = set(cursor.fetchall())
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if model._meta.managed and (model._meta.db_table, field.column) not in there:
                return f"{model._meta.db_table}.{field.column}"
    return ""


def main(answer: Path) -> None:
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("tạo bảng", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
    if lacks := lacking():
        answer.write_text(json.dumps({"lacks": lacks}))
        return
    with transaction.atomic():  # a demonstration that was interrupted is not there at all, and is built next time
        call_command("demo", "--if-empty")
        call_command("demo", "--catch-up")
    told = {"latest": told_by("demo", "--latest-moment"), "accounts": told_by("demo", "--accounts")}
    answer.write_text(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
