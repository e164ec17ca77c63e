"""What a dossier gives to print and to open: its receipt, scans, and result."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from motcua.access.doors import StaffRequest, for_staff
from motcua.files import queries as stored
from motcua.onestop import policy
from motcua.onestop.printing.receipt import receipt_pdf
from motcua.onestop.printing.sheet import sheet_of
from motcua.onestop.web.dossier import get


@require_GET
@for_staff(right=policy.READ.code)
def receipt(request: StaffRequest, code: str) -> HttpResponse:
    """Form 01, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", as a PDF in two copies."""
    dossier = get(request, code)
    response = HttpResponse(receipt_pdf(sheet_of(dossier)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="giay-tiep-nhan-{dossier.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
@for_staff(right=policy.READ.code)
def attachment(request: StaffRequest, code: str, attachment: int) -> HttpResponseBase:
    """A scan, or a file an official added."""
    found = get(request, code).attachments.filter(pk=attachment).select_related("file").first()
    if found is None:
        raise Http404
    return stored.as_response(found.file, found.name, inline=True)


@require_GET
@for_staff(right=policy.READ.code)
def result(request: StaffRequest, code: str) -> HttpResponseBase:
    """The file of the result."""
    dossier = get(request, code)
    entered = getattr(dossier, "result", None)
    if entered is None or entered.file is None:
        raise Http404
    return stored.as_response(entered.file, entered.file_name, inline=True)
