"""Files leave the house only through the page of a dossier one may see, and with headers that keep them harmless."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from motcua.files.tests.samples import JPEG, PDF, office
from motcua.onestop import actions
from motcua.onestop.models import Dossier
from motcua.onestop.types import ResultDetails
from tests.walk.pages import COUNTER, filled, papers, scan, sit_as, url
from tests.world import BIRTH, CLERK, LEADER, SPECIALIST, actor, at_specialist, moment, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]
WORD = office()
STRANGERS = ["phuocson.motcua", "quantri"]


@pytest.fixture
def dossier() -> Dossier:
    """One with a PDF, a picture and a Word file on its papers."""
    first = f"paper-{papers()[0].pk}-scans"
    given = [scan("tờ khai.pdf", PDF), scan("ảnh.jpg", JPEG), scan("đơn.docx", WORD)]
    sit_as(CLERK).post(f"{COUNTER}{BIRTH}/", filled() | {first: given})
    return Dossier.objects.get()


def addresses(dossier: Dossier) -> list[str]:
    return [url(dossier, f"tep/{each.pk}/") for each in dossier.attachments.all()]


def content(response: Any) -> bytes:
    return b"".join(response)


def test_a_scan_opens_as_it_was_sent_with_headers_that_keep_it_harmless(dossier: Dossier) -> None:
    pdf, picture, word = (sit_as(LEADER).get(address) for address in addresses(dossier))
    assert [content(each) for each in (pdf, picture, word)] == [PDF, JPEG, WORD]
    assert [each["Content-Type"] for each in (pdf, picture)] == ["application/pdf", "image/jpeg"]
    assert [each["Content-Disposition"].split(";")[0] for each in (pdf, picture, word)] == [
        "inline",
        "inline",
        "attachment",
    ]
    for answer in (pdf, picture, word):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("username", STRANGERS)
def test_a_file_of_a_dossier_one_may_not_see_does_not_exist(dossier: Dossier, username: str) -> None:
    for address in [*addresses(dossier), url(dossier, "giay-tiep-nhan.pdf")]:
        assert sit_as(username).get(address).status_code in (403, 404)
    assert sit_as("phuocson.motcua").get(addresses(dossier)[0]).status_code == 404


def test_a_file_opens_only_under_its_own_dossier(dossier: Dossier) -> None:
    attachment = dossier.attachments.all()[0]
    other = receive(moment(9))
    assert sit_as(CLERK).get(url(other, f"tep/{attachment.pk}/")).status_code == 404
    assert sit_as(CLERK).get(url(dossier, "tep/999999999/")).status_code == 404
    assert sit_as(CLERK).get(url(dossier, "tep/99999999999999999999999/")).status_code == 404


def test_the_result_opens_for_those_who_see_its_dossier_and_for_nobody_else() -> None:
    dossier = at_specialist()
    clerk = sit_as(CLERK)
    assert clerk.get(url(dossier, "tep-ket-qua/")).status_code == 404
    here: dict[str, Any] = {"dossier_id": dossier.pk, "seen": None, "by": actor(SPECIALIST), "at": moment(10)}
    actions.enter_result(details=ResultDetails("112/2024", moment(10).date()), **here)
    assert clerk.get(url(dossier, "tep-ket-qua/")).status_code == 404
    typed = {"number": "112/2024", "signed_on": "09/09/2024", "result_file": scan("giấy khai sinh.pdf")}
    dossier.refresh_from_db()
    sit_as(SPECIALIST).post(url(dossier, "ket-qua/"), {"seen": dossier.version} | typed)
    assert content(clerk.get(url(dossier, "tep-ket-qua/"))) == PDF
    assert sit_as("phuocson.motcua").get(url(dossier, "tep-ket-qua/")).status_code == 404


def test_a_result_entered_anew_without_a_file_keeps_the_one_it_had() -> None:
    dossier = at_specialist()
    specialist = sit_as(SPECIALIST)
    for more in ({"result_file": scan("kq.pdf")}, {}):
        dossier.refresh_from_db()
        typed = {"seen": dossier.version, "number": "112/2024", "signed_on": "09/09/2024"} | more
        specialist.post(url(dossier, "ket-qua/"), typed)
    assert specialist.get(url(dossier, "tep-ket-qua/")).status_code == 200


def test_the_receipt_is_a_pdf_under_the_dossiers_code(dossier: Dossier) -> None:
    answer = sit_as(CLERK).get(url(dossier, "giay-tiep-nhan.pdf"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="giay-tiep-nhan-{dossier.code}.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("what", ["tep/1/", "tep-ket-qua/", "giay-tiep-nhan.pdf"])
def test_the_public_opens_no_file(dossier: Dossier, what: str) -> None:
    answer = Client().get(url(dossier, what))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/")
