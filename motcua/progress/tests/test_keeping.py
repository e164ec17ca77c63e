"""What the database itself holds of audited reports, and who may hand one in."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from motcua.access.types import SYSTEM
from motcua.kernel.refusal import NotAllowed, NotFound
from motcua.progress import actions, policy
from motcua.progress.models import AuditedReport
from motcua.progress.tests.conftest import AT, sit_as
from motcua.progress.tests.test_pages import handed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("planted", "monday")]


@pytest.mark.parametrize("change", [{"name": "khác.docx"}, {"refusal": "x"}, {"text": "x"}, {"quantities": 9}])
def test_what_was_handed_in_and_found_never_changes(change: dict[str, object]) -> None:
    report = handed_in(sit_as("chuyenvien"))
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditedReport.objects.filter(pk=report.pk).update(**change)


def test_reports_and_findings_are_never_deleted() -> None:
    report = handed_in(sit_as("chuyenvien"))
    with pytest.raises(DatabaseError), transaction.atomic():
        report.findings.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditedReport.objects.filter(pk=report.pk).delete()


def test_a_finding_comes_back_from_its_row_as_it_was_found() -> None:
    report = handed_in(sit_as("chuyenvien"))
    first = report.findings.get(number=1).finding
    text = report.text
    assert text[first.start : first.end] == first.printed == "16.298"
    assert [text[start:end] for start, end in first.places] == ["16.298", "16.211", "88"]
    assert [(each.printed, each.put) for each in first.repairs] == [("88", "87")]


def test_the_system_hands_nothing_in_and_sees_nobodys_reports() -> None:
    report = handed_in(sit_as("chuyenvien"))
    with pytest.raises(NotAllowed, match="hãy đăng nhập"):
        actions.hand_in(file=report.file, name="x.docx", by=SYSTEM, at=AT)
    with pytest.raises(NotFound):
        actions.put_away(report_id=report.pk, by=SYSTEM, at=AT)
    assert not policy.visible_to(SYSTEM).exists()
