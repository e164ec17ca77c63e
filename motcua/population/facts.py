"""What can have happened to an applicant's details."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.ledger.types import Fact, fact


@fact("population.applicant_registered", subject="population.applicant")
@dataclass(frozen=True, slots=True)
class ApplicantRegistered(Fact):
    """A person applied for the first time."""

    applicant_id: int
    name: str

    @property
    def subject_id(self) -> int:
        return self.applicant_id

    def says(self) -> str:
        return f"Ghi nhận người nộp hồ sơ {self.name}."


@fact("population.applicant_details_changed", subject="population.applicant")
@dataclass(frozen=True, slots=True)
class ApplicantDetailsChanged(Fact):
    """A person gave other details than before; `changed` maps a detail's name to what it was and is."""

    applicant_id: int
    changed: dict[str, tuple[str, str]]

    @property
    def subject_id(self) -> int:
        return self.applicant_id

    def says(self) -> str:
        words = {"name": "họ tên", "phone": "số điện thoại", "address": "địa chỉ", "email": "thư điện tử"}
        return f"Cập nhật {', '.join(words[name] for name in self.changed)} theo lời khai mới."
