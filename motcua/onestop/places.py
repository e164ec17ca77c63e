"""Where a dossier's step happens: at its own units, or where the process says, by the catalogue's `unit_of_step`."""

from __future__ import annotations

from datetime import date

from motcua.onestop.models import Dossier
from motcua.org import queries as org
from motcua.procedures.queries import Step, unit_of_step


def place_of(step: Step, dossier: Dossier, day: date) -> int:
    """The id of the unit at which a dossier's step is done on a day."""
    if step.place == "receiving":
        return dossier.intake_unit_id
    if step.place == "resolving":
        return dossier.resolving_unit_id
    return unit_of_step(step.place, step.process, org.unit_on(dossier.intake_unit_id, day), day)
