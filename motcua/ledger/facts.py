"""What can have happened to the ledger itself, and to jobs."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.ledger.types import Fact, fact


@fact("ledger.sealed", subject="ledger.seal")
@dataclass(frozen=True, slots=True)
class LedgerSealed(Fact):
    """A seal was made; the next one covers this fact too."""

    number: int
    count: int
    root: str

    @property
    def subject_id(self) -> int:
        return self.number

    def says(self) -> str:
        counted = f"{self.count:,}".replace(",", ".")
        return f"Niêm phong số {self.number} cho {counted} sự kiện, mã {self.root[:16]}…"


class _JobFact(Fact):
    """Something happened to a job."""

    __slots__ = ()
    job_id: int

    @property
    def subject_id(self) -> int:
        return self.job_id


@fact("ledger.job_retried", subject="ledger.job")
@dataclass(frozen=True, slots=True)
class JobRetried(_JobFact):
    """Somebody had a job run once more."""

    job_id: int
    task: str
    runs: int

    def says(self) -> str:
        return f"Cho chạy lại việc nền số {self.job_id} ({self.task}) sau {self.runs} lần chạy."


@fact("ledger.job_rescued", subject="ledger.job")
@dataclass(frozen=True, slots=True)
class JobRescued(_JobFact):
    """The worker of a running job had died; the job waits for another."""

    job_id: int
    task: str
    runs: int

    def says(self) -> str:
        return f"Đưa việc nền số {self.job_id} ({self.task}) trở lại hàng chờ vì tiến trình chạy nó đã dừng đột ngột."


@fact("ledger.job_given_up", subject="ledger.job")
@dataclass(frozen=True, slots=True)
class JobGivenUp(_JobFact):
    """The worker of a job died once too often; somebody has to look at it."""

    job_id: int
    task: str
    runs: int

    def says(self) -> str:
        return (
            f"Ngừng chạy việc nền số {self.job_id} ({self.task}): tiến trình chạy nó đã dừng đột ngột {self.runs} lần."
        )
