"""The people who apply."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Applicant(models.Model):
    """A person who applies (người nộp hồ sơ), by personal number, with the details last given."""

    id_number = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=11)
    address = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        db_table = "population_applicant"
        indexes: ClassVar = [models.Index(fields=["phone"], name="population_applicant_phone")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="population_id_number_is_12_digits",
                condition=models.Q(id_number__regex=r"^[0-9]{12}$"),
            )
        ]

    def __str__(self) -> str:
        return self.name
