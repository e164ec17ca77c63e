"""A dossier as the lines of its receipt: everything as it was on the day of receipt."""

from __future__ import annotations

from motcua.kernel import worktime
from motcua.kernel.printed import local
from motcua.onestop.models import Dossier
from motcua.onestop.printing.receipt import ReceiptPaper, ReceiptSheet
from motcua.org import queries as org


def sheet_of(dossier: Dossier) -> ReceiptSheet:
    """What form 01 prints of a dossier."""
    day = local(dossier.received_at).date()
    unit = org.unit_on(dossier.intake_unit_id, day)
    parent = org.unit_on(unit.parent_id, day) if unit.parent_id else None
    return ReceiptSheet(
        superior=parent.name if parent else "",
        issuer=unit.name,
        place=unit.short_name[:1].upper() + unit.short_name[1:],
        counter=unit.name,
        code=dossier.code,
        applicant=dossier.applicant_name,
        address=dossier.applicant_address,
        phone=dossier.applicant_phone,
        email=dossier.applicant_email,
        identity_number=dossier.applicant_id_number,
        request=dossier.abstract,
        papers=tuple(ReceiptPaper(paper.name, paper.originals, paper.copies) for paper in dossier.papers.all()),
        sets=dossier.sets,
        term=worktime.Term.parse(dossier.term).words if dossier.term else "không quy định",
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        result_at=f"Bộ phận một cửa {unit.short_name}",
        fee=dossier.procedure_version.fee_in_words(dossier.channel),
        lookup_code=dossier.lookup_code,
        received_by=dossier.received_by,
        why=tuple(dossier.due_trace),
    )
