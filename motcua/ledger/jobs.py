"""The queue of jobs in Django's own transaction, and what happens to a job that fails.

A worker's procrastinate has connections of its own. A job deferred through those from inside a job would be there
although the transaction rolled back, and might run before it commits; `on_ready` sees to it that none is.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.job_context import JobContext
from procrastinate.manager import JobManager
from procrastinate.retry import RetryStrategy

from motcua.kernel.refusal import Refusal
from motcua.ledger.models import JobFailure

MOST_RUNS = 8
RETRY = RetryStrategy(max_attempts=MOST_RUNS - 1, exponential_wait=4)
"""Again after 4 seconds, then 16, 64, …: the eighth and last run comes some six hours after the first."""
SILENCE_SECONDS = 30
"""A worker beats every ten seconds; the job of one that was silent this long has stalled."""

log = logging.getLogger(__name__)
_words: dict[str, str] = {}


def name(task: str, words: str) -> None:
    """Give a task the Vietnamese words under which the page of jobs shows it."""
    _words[task] = words


def words_of(task: str) -> str:
    """What a task does, in Vietnamese; its code where nobody named it."""
    return _words.get(task, task)


def defer(task: str, **arguments: Any) -> int:
    """Put a job into the queue in the caller's transaction; its id. An unknown task raises `TaskNotFound`."""
    return app.configure_task(task, allow_unknown=False).defer(**arguments)


def error_words(error: BaseException) -> str:
    """What went wrong, in one Vietnamese sentence; the details are for whoever reads the code."""
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, BaseExceptionGroup):
        others = f" (cùng {len(error.exceptions) - 1} lỗi khác)" if len(error.exceptions) > 1 else ""
        return error_words(error.exceptions[0]) + others
    if isinstance(error, OperationalError | InterfaceError):
        return "Cơ sở dữ liệu không trả lời hoặc đang bận."
    if isinstance(error, OSError):
        return "Không đọc được tệp hoặc không kết nối được với hệ thống khác."
    return "Chương trình gặp lỗi; hãy gửi phần chi tiết cho người phát triển."


def keep_failure(call_next: Callable[[], Any], context: JobContext, worker: Any) -> Any:
    """Run a job; keep why it failed, then let the failure go on to the worker, which decides on another run."""
    try:
        return call_next()
    except Exception as error:
        assert context.job.id is not None, "a job that runs is in the queue"
        try:
            JobFailure.objects.create(
                job_id=context.job.id,
                run=context.job.attempts + 1,
                says=error_words(error),
                detail="".join(traceback.format_exception(error, limit=-3))[-4000:],
            )
        except DatabaseError:
            log.exception("the failure of job %s could not be kept", context.job.id)
        raise


def on_ready(queue: App) -> None:
    """How our workers work; procrastinate calls it at start (`settings.PROCRASTINATE_ON_APP_READY`).

    A job that succeeded leaves the queue: what it did is in the ledger. Two at a time, so that one that takes long
    does not keep the others, and the rescue, from running. What our code defers goes through Django's connection.
    """
    # Our code never defers from a coroutine; procrastinate's own clock does, by the other method of the manager.
    queue.job_manager.batch_defer_jobs = JobManager(DjangoConnector()).batch_defer_jobs  # type: ignore[method-assign]
    queue.worker_defaults["task_middleware"] = [*queue.worker_defaults.get("task_middleware", []), keep_failure]
    queue.worker_defaults["delete_jobs"] = "successful"
    queue.worker_defaults["concurrency"] = 2
    queue.worker_defaults["stalled_worker_timeout"] = SILENCE_SECONDS
