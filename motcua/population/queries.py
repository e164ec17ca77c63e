"""What other apps may ask of applicants, and of the numbers by which people are known."""

from __future__ import annotations

import re

from django.db.models import Q

from motcua.population.models import Applicant
from motcua.population.rules import clean_id_number, clean_name, clean_phone

__all__ = ["Applicant", "clean_id_number", "clean_name", "clean_phone", "find"]


def find(typed: str, *, limit: int = 8) -> list[Applicant]:
    """Applicants by personal number or telephone number, from four digits on; never by name alone."""
    digits = re.sub(r"\D", "", typed)
    if len(digits) < 4:
        return []
    matches = Q(id_number__startswith=digits) | Q(phone__startswith=digits) | Q(id_number__endswith=digits)
    return list(Applicant.objects.filter(matches).order_by("id_number")[:limit])
