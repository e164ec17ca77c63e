"""What can have happened to units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.ledger.types import Fact, fact


@fact("org.unit_founded", subject="org.unit")
@dataclass(frozen=True, slots=True)
class UnitFounded(Fact):
    """A unit became known under its lasting slug."""

    unit_id: int
    slug: str

    @property
    def subject_id(self) -> int:
        return self.unit_id

    def says(self) -> str:
        return f"Ghi nhận đơn vị «{self.slug}» vào danh mục."


@fact("org.unit_version_opened", subject="org.unit")
@dataclass(frozen=True, slots=True)
class UnitVersionOpened(Fact):
    """A unit has been what this version says since `since` (and until `until`, where that is known)."""

    unit_id: int
    name: str
    identifier: str
    since: date
    until: date | None
    basis: str

    @property
    def subject_id(self) -> int:
        return self.unit_id

    def says(self) -> str:
        basis = f" theo {self.basis}" if self.basis else ""
        return f"Đơn vị mang tên {self.name} (mã {self.identifier}) từ ngày {self.since:%d/%m/%Y}{basis}."
