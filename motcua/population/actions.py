"""The verb of applicants: register who applies, or renew their details."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.access.types import Actor
from motcua.kernel.text import normalise
from motcua.ledger.actions import record
from motcua.population import rules
from motcua.population.facts import ApplicantDetailsChanged, ApplicantRegistered
from motcua.population.models import Applicant
from motcua.population.types import ApplicantDetails


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
    applicant, is_new = Applicant.objects.select_for_update().get_or_create(id_number=id_number, defaults=given)
    if is_new:
        record(ApplicantRegistered(applicant.pk, applicant.name), by=by, at=at)
        return applicant
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
