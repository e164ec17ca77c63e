"""The shape in which an applicant's details are handed over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ApplicantDetails:
    """Who applies, as typed at the counter; `id_number` and `phone` are cleaned when it is registered."""

    name: str
    id_number: str
    phone: str
    address: str = ""
    email: str = ""
