"""What can have happened to an installation as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.ledger.types import Fact, fact


@fact("upkeep.backed_up", subject="upkeep.backup")
@dataclass(frozen=True, slots=True)
class BackedUp(Fact):
    """An archive was written, whole; it does not hold this fact itself."""

    number: int
    archive: str
    bytes: int
    sha256: str
    facts: int
    lost: int = 0
    key: str = ""
    """The public key whose private half is in the archive; nothing where that was not asked for."""

    @property
    def subject_id(self) -> int:
        return self.number

    def says(self) -> str:
        counted = f"{self.facts:,}".replace(",", ".")
        lost = f" Thiếu {self.lost} tệp đã mất từ trước." if self.lost else ""
        return f"Sao lưu lần {self.number} vào tệp {self.archive}, {counted} sự kiện; mã {self.sha256[:16]}….{lost}"


@fact("upkeep.restored", subject="upkeep.restore")
@dataclass(frozen=True, slots=True)
class Restored(Fact):
    """The installation was restored from an archive, and what it holds was proved to be what the archive says."""

    number: int
    made_at: str
    sha256: str
    facts: int

    @property
    def subject_id(self) -> int:
        return self.number

    def says(self) -> str:
        counted = f"{self.facts:,}".replace(",", ".")
        return f"Khôi phục từ bản sao lưu lúc {self.made_at}, {counted} sự kiện; mã {self.sha256[:16]}…."
