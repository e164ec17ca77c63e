"""The verb of applicants: register who applies, or renew their details."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from motcua.access.types import Actor
from motcua.kernel.text import normalise
from motcua.ledger.actions import record
from motcua.population import rules
from motcua.population.facts import ApplicantDetailsChanged, ApplicantRegistered
from motcua.population.models import Applicant
from motcua.population.types import ApplicantDetails

_INSERT = """
INSERT INTO population_applicant (id_number, name, phone, address, email)
VALUES (%(id_number)s, %(name)s, %(phone)s, %(address)s, %(email)s)
ON CONFLICT (id_number) DO NOTHING RETURNING id
"""


def _insert(id_number: str, given: dict[str, str]) -> int | None:
    """A new applicant's id; None where somebody of that number is known, or has just been registered by others."""
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, {"id_number": id_number, **given})
        row = cursor.fetchone()
    return int(row[0]) if row else None


@transaction.atomic(savepoint=False)
def register_applicant(*, details: ApplicantDetails, by: Actor, at: datetime) -> Applicant:
    """The applicant of that personal number, with these details; refuses malformed numbers, a name without letters."""
    id_number = rules.clean_id_number(details.id_number)
    given = {
        "name": rules.clean_name(details.name),
        "phone": rules.clean_phone(details.phone),
        "address": normalise(details.address).strip(),
        "email": details.email.strip(),
    }
    new_id = _insert(id_number, given)
    if new_id is not None:
        record(ApplicantRegistered(new_id, given["name"]), by=by, at=at)
        return Applicant(pk=new_id, id_number=id_number, **given)
    applicant = Applicant.objects.select_for_update().get(id_number=id_number)
    changed = {
        name: (getattr(applicant, name), value)
        for name, value in given.items()
        if value and getattr(applicant, name) != value
    }
    if changed:
        for name, (_, value) in changed.items():
            setattr(applicant, name, value)
        applicant.save(update_fields=list(changed))
        record(ApplicantDetailsChanged(applicant.pk, changed), by=by, at=at)
    return applicant
