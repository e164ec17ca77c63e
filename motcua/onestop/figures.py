"""The numbers the one-stop shop answers for: what came in, what was resolved and when, what is still open.

Rows are counted at the unit that resolves them. "Resolved" is the moment of approval (`finished_at`).
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from motcua.ledger import figures
from motcua.ledger.figures import Scope
from motcua.onestop import policy
from motcua.onestop.models import Dossier
from motcua.org import queries as org
from motcua.procedures.types import Channel

DOSSIER = "onestop.dossier"
figures.subject(
    DOSSIER,
    "hồ sơ",
    visible=lambda actor, on: policy.visible_to(actor, on=on),
    template="onestop/_figure_row.html",
    by=[
        figures.dimension("linh-vuc", "Lĩnh vực", "procedure_version__procedure__field"),
        figures.dimension("cach-nop", "Cách nộp", "channel", words=lambda keys, within: dict(Channel.choices)),
        figures.dimension(
            "noi-giai-quyet", "Nơi giải quyết", "resolving_unit", read=figures.number_typed, words=org.unit_words
        ),
    ],
)

_Rows = QuerySet[Any]


def _all(scope: Scope) -> _Rows:
    """Every dossier received before the cut, of the scope's unit."""
    return scope.of_units(Dossier.objects.filter(received_at__lt=scope.cut), "resolving_unit")


def _open_at(moment: Any) -> Q:
    return Q(finished_at=None) | Q(finished_at__gte=moment)


def _resolved(scope: Scope) -> _Rows:
    return _all(scope).filter(finished_at__gte=scope.starts_at, finished_at__lt=scope.cut)


@figures.figure(
    "onestop.opening",
    "Từ kỳ trước chuyển qua",
    subject=DOSSIER,
    says="Hồ sơ tiếp nhận trước kỳ, đến đầu kỳ chưa giải quyết xong.",
)
def opening(scope: Scope) -> _Rows:
    """Received before the period and still open when it began."""
    return _all(scope).filter(_open_at(scope.starts_at), received_at__lt=scope.starts_at)


@figures.figure(
    "onestop.received", "Tiếp nhận trong kỳ", subject=DOSSIER, says="Hồ sơ có thời điểm tiếp nhận trong kỳ."
)
def received(scope: Scope) -> _Rows:
    """Received within the period."""
    return _all(scope).filter(received_at__gte=scope.starts_at)


@figures.figure(
    "onestop.received_direct",
    "Tiếp nhận trực tiếp",
    subject=DOSSIER,
    says="Hồ sơ tiếp nhận trong kỳ, nộp trực tiếp tại quầy.",
)
def received_direct(scope: Scope) -> _Rows:
    """Received within the period at a counter."""
    return received(scope).filter(channel=Channel.DIRECT)


@figures.figure(
    "onestop.received_online",
    "Tiếp nhận trực tuyến",
    subject=DOSSIER,
    says="Hồ sơ tiếp nhận trong kỳ, nộp trực tuyến.",
)
def received_online(scope: Scope) -> _Rows:
    """Received within the period online."""
    return received(scope).filter(channel=Channel.ONLINE)


@figures.figure(
    "onestop.received_postal",
    "Tiếp nhận qua bưu chính",
    subject=DOSSIER,
    says="Hồ sơ tiếp nhận trong kỳ, nộp qua bưu chính công ích.",
)
def received_postal(scope: Scope) -> _Rows:
    """Received within the period by post."""
    return received(scope).filter(channel=Channel.POSTAL)


@figures.figure("onestop.resolved", "Đã giải quyết", subject=DOSSIER, says="Hồ sơ được phê duyệt kết quả trong kỳ.")
def resolved(scope: Scope) -> _Rows:
    """Approved within the period."""
    return _resolved(scope)


@figures.figure(
    "onestop.early",
    "Giải quyết trước hạn",
    subject=DOSSIER,
    says="Hồ sơ giải quyết trong kỳ, xong trước hạn ít nhất một ngày làm việc.",
)
def early(scope: Scope) -> _Rows:
    """Approved within the period, a working day or more before the due moment."""
    return _resolved(scope).filter(is_early=True)


@figures.figure(
    "onestop.on_time",
    "Giải quyết đúng hạn",
    subject=DOSSIER,
    says="Hồ sơ giải quyết trong kỳ, xong không sau hạn và không sớm đến mức trước hạn.",
)
def on_time(scope: Scope) -> _Rows:
    """Approved within the period, not after the due moment."""
    return _resolved(scope).filter(is_on_time=True)


@figures.figure(
    "onestop.late",
    "Giải quyết quá hạn",
    subject=DOSSIER,
    says="Hồ sơ giải quyết trong kỳ, xong sau thời điểm hẹn trả.",
)
def late(scope: Scope) -> _Rows:
    """Approved within the period, after the due moment."""
    return _resolved(scope).filter(is_late=True)


@figures.figure(
    "onestop.without_term",
    "Giải quyết, không tính hạn",
    subject=DOSSIER,
    says="Hồ sơ giải quyết trong kỳ của thủ tục không quy định thời hạn.",
)
def without_term(scope: Scope) -> _Rows:
    """Approved within the period; no due moment, no class."""
    return _resolved(scope).filter(due_at=None)


@figures.figure(
    "onestop.pending_in_term",
    "Đang giải quyết, trong hạn",
    subject=DOSSIER,
    says="Hồ sơ đến cuối kỳ chưa giải quyết xong và chưa quá thời điểm hẹn trả.",
)
def pending_in_term(scope: Scope) -> _Rows:
    """Open at the cut, and not yet due then."""
    return _all(scope).filter(_open_at(scope.cut)).filter(Q(due_at=None) | Q(due_at__gte=scope.cut))


@figures.figure(
    "onestop.pending_overdue",
    "Đang giải quyết, quá hạn",
    subject=DOSSIER,
    says="Hồ sơ đến cuối kỳ chưa giải quyết xong và đã quá thời điểm hẹn trả.",
)
def pending_overdue(scope: Scope) -> _Rows:
    """Open at the cut, and due before it."""
    return _all(scope).filter(_open_at(scope.cut), due_at__lt=scope.cut)


figures.identity(
    "onestop.opening + onestop.received = onestop.early + onestop.on_time + onestop.late"
    " + onestop.without_term + onestop.pending_in_term + onestop.pending_overdue",
    "Chuyển qua và tiếp nhận bằng đã giải quyết cộng đang giải quyết",
)
figures.identity(
    "onestop.received = onestop.received_direct + onestop.received_online + onestop.received_postal",
    "Tiếp nhận bằng tổng ba cách nộp",
)
figures.identity(
    "onestop.resolved = onestop.early + onestop.on_time + onestop.late + onestop.without_term",
    "Đã giải quyết bằng trước hạn, đúng hạn, quá hạn và không tính hạn",
)

figures.ratio(
    "onestop.share_not_late",
    "Tỷ lệ giải quyết không quá hạn",
    part="onestop.early + onestop.on_time + onestop.without_term",
    base="onestop.resolved",
)
figures.ratio(
    "onestop.share_online",
    "Tỷ lệ tiếp nhận trực tuyến",
    part="onestop.received_online",
    base="onestop.received",
)
