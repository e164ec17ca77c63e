"""What the database must be: there, new enough, safe on disk, not ours to break, and of the program's version."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from motcua.ledger import queries as ledger
from motcua.ledger.types import JobState
from motcua.upkeep.checks.registry import Answer, Here, check, lacking, well

LEAST_VERSION = 15
SILENCE = timedelta(seconds=60)


def _row(question: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


@check("Cơ sở dữ liệu trả lời, từ PostgreSQL 15")
def database_version(here: Here) -> Answer:
    number, words = _row("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
    if number // 10000 < LEAST_VERSION:
        return lacking(f"PostgreSQL {words}", f"hãy nâng lên PostgreSQL {LEAST_VERSION} hoặc mới hơn")
    return well(f"PostgreSQL {words}")


@check("Phần mềm không nối bằng siêu người dùng", source="PostgreSQL, chương «Database Roles»")
def no_superuser(here: Here) -> Answer:
    name, is_super = _row("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user")
    if is_super:
        return lacking(
            f"{name} là siêu người dùng: qua phần mềm có thể sửa cả sổ cái",
            "hãy tạo người dùng thường làm chủ cơ sở dữ liệu (CREATE ROLE … LOGIN) và ghi vào DATABASE_URL",
        )
    return well(f"nối bằng {name}")


@check("Dữ liệu đã ghi thì không mất khi cúp điện", source="PostgreSQL, chương «Reliability»")
def durable(here: Here) -> Answer:
    names = ("fsync", "synchronous_commit", "full_page_writes")
    values = _row(f"SELECT {', '.join(f"current_setting('{name}')" for name in names)}")
    off = [name for name, value in zip(names, values, strict=True) if value == "off"]
    if off:
        return lacking(f"{', '.join(off)} = off", "hãy bật lại trong postgresql.conf rồi khởi động lại PostgreSQL")
    return well(", ".join(f"{name} = {value}" for name, value in zip(names, values, strict=True)))


@check("Bảng đúng phiên bản của phần mềm")
def migrations(here: Here) -> Answer:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return lacking(f"còn {len(waiting)} bước chuyển bảng chưa chạy", "hãy sao lưu, rồi chạy bin/motcua migrate")
    return well("mọi bước chuyển bảng đã chạy")


@check("Có tiến trình làm việc nền")
def worker(here: Here) -> Answer:
    alive = ledger.workers_alive(SILENCE)
    if not alive:
        return lacking("không có tiến trình nào sống", "hãy cho bin/motcua procrastinate worker chạy như một dịch vụ")
    return well(f"{alive} tiến trình đang sống")


@check("Không có việc nền thất bại hay bị kẹt")
def jobs(here: Here) -> Answer:
    counts = ledger.job_counts()
    bad = {state: counts[state] for state in (JobState.FAILED, JobState.STALLED) if counts[state]}
    if bad:
        told = ", ".join(f"{many} việc {state.label.lower()}" for state, many in bad.items())
        return lacking(told, "hãy mở trang Việc nền (/viec-nen/) xem lý do và cho chạy lại")
    return well(f"{counts[JobState.WAITING]} việc đang chờ")
