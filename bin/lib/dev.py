"""bin/dev: PostgreSQL, tables, the demonstration, web and worker; stops what it started, and nothing else."""

from __future__ import annotations

import argparse
import errno
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import homes
import postgres
from progress import Step, Stop, die_with_parent, is_over, last_lines, run, say
from surroundings import CLOCK, LOGS, ROOT, VAR, end_in_order, entry, product_environment

sys.path.append(str(ROOT))
from motcua.__main__ import speak_vietnamese

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_DAY = date(2024, 9, 9)
OPENING_HOUR = 8
READY_SECONDS = 90
STOP_SECONDS = 10
LOG_LIMIT_BYTES = 5_000_000


def parse(argv: list[str]) -> argparse.Namespace:
    speak_vietnamese()
    parser = argparse.ArgumentParser(
        prog="bin/dev", description="Dựng và chạy motcua với tỉnh trình diễn.", allow_abbrev=False
    )
    parser.add_argument("--port", type=port, default=8000, metavar="CỔNG", help="cổng của trang web (mặc định 8000)")
    parser.add_argument("--reset", action="store_true", help="xoá dữ liệu trình diễn rồi dựng lại từ đầu")
    parser.add_argument(
        "--today",
        type=day,
        default=argparse.SUPPRESS,
        metavar="NGÀY",
        help="ngày mà đồng hồ trình diễn bắt đầu, lúc 8 giờ (mặc định 2024-09-09, hoặc lúc ghi việc gần nhất); "
        "now: giờ thật",
    )
    return parser.parse_args(argv)


def day(text: str) -> date | None:
    """An ISO date; `now` is None: no shift at all."""
    if text == "now":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải ngày dạng 2024-09-09, cũng không phải now") from None


def port(text: str) -> int:
    """A port a page can be called at."""
    if text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f"«{text[:20]}» không phải cổng: hãy chọn một số từ 1 đến 65535, ví dụ 8001")


def must_be_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as refused:
            is_used = refused.errno == errno.EADDRINUSE
            why = "đang có chương trình khác dùng" if is_used else f"không mở được ({refused})"
            raise Stop(f"Cổng {port} {why}: hãy chọn cổng khác bằng --port, ví dụ --port 8001.") from None


def opening_moment(asked: date | None, is_explicit: bool, latest: datetime | None, now: datetime) -> datetime:
    """Where the clock starts: at 8 o'clock of that day (None: now), but never before what is on record."""
    opening = now if asked is None else datetime(asked.year, asked.month, asked.day, OPENING_HOUR, tzinfo=VIETNAM)
    if latest is None or latest <= opening:
        return opening
    latest = latest.astimezone(VIETNAM)
    if is_explicit and (asked is None or asked < latest.date()):
        raise Stop(
            f"Dữ liệu đã có việc ghi lúc {latest:%H:%M ngày %d/%m/%Y} nên đồng hồ không lùi về trước lúc ấy được: "
            "hãy chọn ngày muộn hơn, hoặc thêm --reset để dựng lại dữ liệu từ đầu."
        )
    return latest


def empty(server: postgres.Server) -> None:
    """Throw the demonstration away: its database, its files, its clock, what was noted of its seals."""
    import psycopg

    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        try:
            connection.execute("DROP DATABASE IF EXISTS motcua")
        except psycopg.errors.ObjectInUse:
            raise Stop("Một lệnh khác đang dùng dữ liệu này: hãy dừng lệnh ấy rồi chạy lại --reset.") from None
        connection.execute("CREATE DATABASE motcua")
    shutil.rmtree(VAR / "files", ignore_errors=True)
    CLOCK.unlink(missing_ok=True)
    (VAR / "ledger-key.roots").unlink(missing_ok=True)


def prepare(env: dict[str, str]) -> dict[str, str]:
    answer = VAR / "prepared.json"
    run(
        "Chuẩn bị bảng và dữ liệu trình diễn",
        [sys.executable, Path(__file__).with_name("prepare.py"), answer],
        log=LOGS / "prepare.log",
        detail=lambda log: log.rstrip().rpartition("\n")[2][:60],
        env=env,
        cwd=ROOT,
    )
    told: dict[str, str] = json.loads(answer.read_text())
    if "lacks" in told:
        raise Stop(
            f"Dữ liệu trình diễn do một bản cũ của phần mềm dựng, bảng không còn khớp (thiếu {told['lacks']}): "
            "hãy thêm --reset để dựng lại từ đầu; muốn giữ dữ liệu thì quay về bản cũ."
        )
    return told


@dataclass
class Children:
    """The product's processes, each in a session of its own, so that Ctrl-C reaches them through us, in order.

    `held` stays open in them: the lock on PostgreSQL, which so outlives them even when we are killed.
    """

    held: tuple[int, ...] = ()
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, module: str, *arguments: str, env: dict[str, str]) -> None:
        log = LOGS / f"{name}.log"
        if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as sink:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
                pass_fds=self.held,
                preexec_fn=die_with_parent,
            )

    def must_live(self) -> None:
        for name, child in self.running.items():
            if child.poll() is not None:
                log = LOGS / f"{name}.log"
                raise Stop(
                    f"Tiến trình {name} đã dừng (mã {child.returncode}). Nhật ký {log} kết thúc bằng:\n"
                    f"{last_lines(log)}"
                )

    def stop(self) -> None:
        for child in self.running.values():
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        with Step("Dừng web và worker") as step:
            for child in self.running.values():
                while not is_over(child, within=0.1) and time.monotonic() < deadline:
                    step.tick()
                if child.poll() is None:
                    os.killpg(child.pid, signal.SIGKILL)
                    child.wait()

    def await_health(self, port: int) -> None:
        deadline = time.monotonic() + READY_SECONDS
        heard = "không trả lời"
        with Step("Khởi động web và worker") as step:
            while time.monotonic() < deadline:
                self.must_live()
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                try:
                    connection.request("GET", "/healthz")
                    response = connection.getresponse()
                    heard = f"{response.status} {response.read(500).decode(errors='replace')}"
                    if response.status == http.HTTPStatus.OK:
                        return
                except (OSError, http.client.HTTPException) as silence:
                    heard = str(silence)
                finally:
                    connection.close()
                step.tick()
                time.sleep(0.05)
        raise Stop(f"Sau {READY_SECONDS} giây /healthz vẫn chưa tốt: {heard}\nHãy xem nhật ký trong {LOGS}.")


def serve(arguments: argparse.Namespace, during: ExitStack) -> Callable[[], None]:
    """Start everything; give what must be called now and then to see that it still runs."""
    server = None
    if database := os.environ.get("DATABASE_URL"):
        if arguments.reset:
            raise Stop("--reset chỉ xoá dữ liệu của máy chủ đi kèm: với DATABASE_URL hãy tự tạo cơ sở dữ liệu trống.")
    else:
        server = during.enter_context(postgres.running(homes.of_checkout()))
        database = server.url()
        if arguments.reset:
            empty(server)

    address = f"http://127.0.0.1:{arguments.port}"
    env = product_environment(DATABASE_URL=database, MOTCUA_PUBLIC_URL=address)
    asked = getattr(arguments, "today", FIRST_DAY)

    def clock(is_explicit: bool, latest: datetime | None) -> dict[str, str]:
        now = datetime.now(UTC)
        shift = opening_moment(asked, is_explicit, latest, now) - now
        return {"MOTCUA_CLOCK_OFFSET": f"{shift.total_seconds():.0f}"}

    told = prepare(env | clock(False, None))
    latest = datetime.fromisoformat(told["latest"]) if told["latest"] else None
    env |= clock(hasattr(arguments, "today"), latest)
    if server:
        CLOCK.write_text(env["MOTCUA_CLOCK_OFFSET"])

    children = Children((server.users.fileno(),) if server else ())
    during.callback(children.stop)
    listen = ("--host", "127.0.0.1", "--port", str(arguments.port))
    # A worker that is told to stop while it starts up does not hear it, so granian must not wait for it for ever.
    work = ("--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "2")
    children.start("web", "granian", *listen, *work, "motcua.wsgi:application", env=env)
    children.start("worker", "motcua", "procrastinate", "worker", env=env)
    children.await_health(arguments.port)
    print(f"motcua: {address}\n{told['accounts']}", flush=True)

    def must_live() -> None:
        children.must_live()
        if server and not server.state():
            raise Stop(f"PostgreSQL đã dừng. {server.log_end()}")

    return must_live


def main(argv: list[str]) -> int:
    arguments = parse(argv)
    must_be_free(arguments.port)
    for folder in (LOGS, VAR / "static"):
        folder.mkdir(parents=True, exist_ok=True)
    end_in_order()
    try:
        with ExitStack() as during:
            must_live = serve(arguments, during)
            while True:
                time.sleep(0.5)
                must_live()
    except KeyboardInterrupt:
        say("\nĐã dừng.")
    return 0


if __name__ == "__main__":
    entry(main)
