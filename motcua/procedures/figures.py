"""The numbers of control and simplification: what reviews ended in, what is on the list, what time and cost was cut.

Each procedure counts once, by its latest review that ended in the period. Days and costs are those of the reviews that
state the term before and after; how a day and a đồng are counted stands in `rules`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from motcua.ledger import figures
from motcua.ledger.figures import Number, Scope
from motcua.org import queries as org
from motcua.procedures import queries, rules
from motcua.procedures.models import DecisionLine, Listing, ProcedureVersion, PublicationDecision, ReviewItem
from motcua.procedures.types import ChangeKind, Outcome

REVIEW, LISTING, LINE, VERSION = (f"procedures.{name}" for name in ("review", "listing", "line", "version"))
FIELD = figures.dimension("linh-vuc", "Lĩnh vực", "procedure__field")
ISSUER = figures.dimension("bo", "Bộ công bố", "procedure__issuer")


def _decisions(ids: Collection[int], within: Scope) -> Mapping[int, str]:
    return {each.pk: str(each) for each in PublicationDecision.objects.filter(pk__in=ids)}


DECISION = figures.dimension("quyet-dinh", "Quyết định", "decision", read=figures.number_typed, words=_decisions)

figures.subject(
    REVIEW,
    "thủ tục",
    visible=lambda actor, on: ReviewItem.objects.all(),
    template="procedures/control/_figure_review.html",
    by=[
        figures.dimension("ket-qua", "Kết quả", "outcome", words=lambda keys, within: dict(Outcome.choices)),
        FIELD,
        ISSUER,
        DECISION,
        figures.dimension("nam", "Năm kế hoạch", "plan__year", read=figures.number_typed),
        figures.dimension("co-quan", "Cơ quan rà soát", "agency", read=figures.number_typed, words=org.unit_words),
    ],
)
figures.subject(
    LISTING,
    "thủ tục",
    visible=lambda actor, on: Listing.objects.all(),
    template="procedures/control/_figure_listing.html",
    has_units=False,
    by=[FIELD, ISSUER],
)
figures.subject(
    LINE,
    "thủ tục",
    visible=lambda actor, on: DecisionLine.objects.all(),
    template="procedures/control/_figure_line.html",
    has_units=False,
    by=[FIELD, ISSUER, DECISION],
)
figures.subject(
    VERSION,
    "thủ tục",
    visible=lambda actor, on: ProcedureVersion.objects.all(),
    template="procedures/control/_figure_version.html",
    has_units=False,
    by=[FIELD, ISSUER],
)

_Rows = QuerySet[Any]


# Reviews --------------------------------------------------------------------------------------------------


@figures.figure(
    "procedures.reviewed",
    "Đã rà soát xong",
    subject=REVIEW,
    says="Thủ tục có kết quả rà soát trong kỳ; mỗi thủ tục tính một lần, theo kết quả mới nhất.",
)
def reviewed(scope: Scope) -> _Rows:
    """Of each procedure the latest review that ended in the period."""
    ended = ReviewItem.objects.exclude(outcome="").filter(outcome_on__range=(scope.period.start, scope.until))
    latest = ended.order_by("procedure", "-outcome_on", "-id").distinct("procedure").values("pk")
    rows = ReviewItem.objects.filter(pk__in=latest).select_related("procedure", "plan", "decision")
    return scope.of_units(rows, "agency")


def _ending_in(scope: Scope, *outcomes: Outcome) -> _Rows:
    return reviewed(scope).filter(outcome__in=outcomes)


@figures.figure(
    "procedures.abolished",
    "Bãi bỏ, hủy bỏ",
    subject=REVIEW,
    says="Thủ tục rà soát trong kỳ có kết quả bãi bỏ hoặc hủy bỏ.",
)
def abolished(scope: Scope) -> _Rows:
    """Reviews that ended in abolishing or annulling."""
    return _ending_in(scope, Outcome.ABOLISHED, Outcome.ANNULLED)


@figures.figure(
    "procedures.amended",
    "Sửa đổi, bổ sung",
    subject=REVIEW,
    says="Thủ tục rà soát trong kỳ có kết quả sửa đổi hoặc bổ sung.",
)
def amended(scope: Scope) -> _Rows:
    """Reviews that ended in amending or supplementing."""
    return _ending_in(scope, Outcome.AMENDED, Outcome.SUPPLEMENTED)


@figures.figure("procedures.replaced", "Thay thế", subject=REVIEW, says="Thủ tục rà soát trong kỳ có kết quả thay thế.")
def replaced(scope: Scope) -> _Rows:
    """Reviews that ended in replacing."""
    return _ending_in(scope, Outcome.REPLACED)


@figures.figure("procedures.kept", "Giữ nguyên", subject=REVIEW, says="Thủ tục rà soát trong kỳ được giữ nguyên.")
def kept(scope: Scope) -> _Rows:
    """Reviews that ended in keeping."""
    return _ending_in(scope, Outcome.KEPT)


def _timed(scope: Scope) -> _Rows:
    return reviewed(scope).exclude(term_before="")


def _shorter(items: Iterable[ReviewItem], *, only_deep: bool = False) -> list[int]:
    return [
        item.pk
        for item in items
        if rules.working_days(item.term_after) < rules.working_days(item.term_before)
        and (not only_deep or (item.outcome_on and rules.is_deep(item.term_before, item.term_after, item.outcome_on)))
    ]


@figures.figure(
    "procedures.shortened",
    "Cắt giảm thời hạn",
    subject=REVIEW,
    says="Thủ tục rà soát trong kỳ có thời hạn sau rà soát ngắn hơn trước.",
)
def shortened(scope: Scope) -> _Rows:
    """Reviews that made the term shorter."""
    return reviewed(scope).filter(pk__in=_shorter(_timed(scope)))


@figures.figure(
    "procedures.deep",
    "Cắt giảm từ 20% thời hạn trở lên",
    subject=REVIEW,
    says="Thủ tục được cắt giảm thời hạn, với mức cắt từ tỷ lệ mà quy định của ngày có kết quả đòi hỏi.",
)
def deep(scope: Scope) -> _Rows:
    """Reviews that cut a fifth of the term or more."""
    return reviewed(scope).filter(pk__in=_shorter(_timed(scope), only_deep=True))


# Time and cost --------------------------------------------------------------------------------------------


@figures.figure(
    "procedures.days_before",
    "Thời hạn trước rà soát",
    subject=REVIEW,
    says="Tổng thời hạn trước rà soát của các thủ tục có ghi thời hạn trước và sau.",
    unit="ngày",
    amount=lambda item: rules.working_days(item.term_before),
)
def days_before(scope: Scope) -> _Rows:
    """The terms before, of reviews that state both."""
    return _timed(scope)


@figures.figure(
    "procedures.days_after",
    "Thời hạn sau rà soát",
    subject=REVIEW,
    says="Tổng thời hạn sau rà soát của các thủ tục có ghi thời hạn trước và sau.",
    unit="ngày",
    amount=lambda item: rules.working_days(item.term_after),
)
def days_after(scope: Scope) -> _Rows:
    """The terms after, of reviews that state both."""
    return _timed(scope)


@figures.figure(
    "procedures.days_cut",
    "Thời hạn được cắt giảm",
    subject=REVIEW,
    says="Thời hạn trước trừ thời hạn sau, cộng qua các thủ tục có ghi cả hai.",
    unit="ngày",
    amount=lambda item: rules.working_days(item.term_before) - rules.working_days(item.term_after),
)
def days_cut(scope: Scope) -> _Rows:
    """What was cut from the terms; less than nothing where a term became longer."""
    return _timed(scope)


def _costed(scope: Scope) -> _Rows:
    return _timed(scope).exclude(dossiers_a_year=None)


def _cost_before(item: ReviewItem) -> Number:
    return item.costs[0] if item.costs else 0


def _cost_after(item: ReviewItem) -> Number:
    return item.costs[1] if item.costs else 0


@figures.figure(
    "procedures.cost_before",
    "Chi phí tuân thủ một năm, trước",
    subject=REVIEW,
    says="Số ngày trước rà soát × 8 giờ × chi phí một giờ × số hồ sơ một năm, của thủ tục có ghi số hồ sơ.",
    unit="đồng",
    amount=_cost_before,
)
def cost_before(scope: Scope) -> _Rows:
    """What complying cost in a year before, of reviews that say how many dossiers a year has."""
    return _costed(scope)


@figures.figure(
    "procedures.cost_after",
    "Chi phí tuân thủ một năm, sau",
    subject=REVIEW,
    says="Số ngày sau rà soát × 8 giờ × chi phí một giờ × số hồ sơ một năm, của thủ tục có ghi số hồ sơ.",
    unit="đồng",
    amount=_cost_after,
)
def cost_after(scope: Scope) -> _Rows:
    """What complying costs in a year after."""
    return _costed(scope)


@figures.figure(
    "procedures.cost_cut",
    "Chi phí tuân thủ tiết kiệm được một năm",
    subject=REVIEW,
    says="Chi phí trước trừ chi phí sau, cộng qua các thủ tục tính được.",
    unit="đồng",
    amount=lambda item: item.saving or 0,
)
def cost_cut(scope: Scope) -> _Rows:
    """What people save in a year."""
    return _costed(scope)


# The list -------------------------------------------------------------------------------------------------


def _met(scope: Scope) -> QuerySet[Listing]:
    return Listing.objects.filter(valid__overlap=(scope.period.start, rules.after(scope.until)))


@figures.figure(
    "procedures.listed",
    "Thủ tục trong danh mục, kể cả đã bãi bỏ",
    subject=LISTING,
    says="Thủ tục có mặt trong danh mục của tỉnh vào bất cứ ngày nào của kỳ.",
)
def listed(scope: Scope) -> _Rows:
    """Of each procedure the latest span on the list that touches the period."""
    latest = _met(scope).order_by("procedure", "-valid").distinct("procedure").values("pk")
    return Listing.objects.filter(pk__in=latest).select_related("procedure", "decision")


@figures.figure(
    "procedures.standing",
    "Thủ tục còn trong danh mục",
    subject=LISTING,
    says="Thủ tục có mặt trong danh mục của tỉnh vào ngày cuối kỳ.",
)
def standing(scope: Scope) -> _Rows:
    """On the list on the last day."""
    return Listing.objects.filter(valid__contains=scope.until).select_related("procedure", "decision")


@figures.figure(
    "procedures.withdrawn",
    "Thủ tục đã ra khỏi danh mục",
    subject=LISTING,
    says="Thủ tục có trong danh mục một phần của kỳ, đến ngày cuối kỳ không còn.",
)
def withdrawn(scope: Scope) -> _Rows:
    """On the list in the period, and off it by its last day."""
    return listed(scope).filter(valid__endswith__lte=scope.until)


@figures.figure(
    "procedures.ended",
    "Có quyết định bãi bỏ đã có hiệu lực",
    subject=LINE,
    says="Thủ tục của danh mục mà quyết định mới nhất, có hiệu lực trong kỳ, là bãi bỏ hoặc hủy bỏ.",
)
def ended(scope: Scope) -> _Rows:
    """Of each listed procedure the latest line of a decision that took effect in the period, where it ends it."""
    start, until = scope.period.start, scope.until
    lines = DecisionLine.objects.annotate(effect=Coalesce(F("decision__effective_on"), F("decision__signed_on")))
    met = lines.filter(effect__gt=start, effect__lte=until, procedure__in=_met(scope).values("procedure"))
    latest = met.order_by("procedure", "-effect", "-id").distinct("procedure").values("pk")
    ending = [kind for kind in ChangeKind if kind.ends]
    return DecisionLine.objects.filter(pk__in=latest, kind__in=ending).select_related("procedure", "decision")


@figures.figure(
    "procedures.incomplete",
    "Thủ tục chưa đủ bộ phận tạo thành",
    subject=VERSION,
    says="Thủ tục có dữ liệu vào ngày cuối kỳ nhưng thiếu bộ phận mà Điều 8 Nghị định 63/2010/NĐ-CP đòi hỏi.",
)
def incomplete(scope: Scope) -> _Rows:
    """Versions of the last day that lack mandatory parts."""
    return queries.incomplete_on(scope.until)


figures.identity(
    "procedures.reviewed = procedures.abolished + procedures.amended + procedures.replaced + procedures.kept",
    "Đã rà soát bằng bãi bỏ, sửa đổi, thay thế và giữ nguyên",
)
figures.identity(
    "procedures.listed = procedures.standing + procedures.withdrawn",
    "Trong danh mục bằng còn trong danh mục và đã ra khỏi danh mục",
)
figures.identity(
    "procedures.withdrawn = procedures.ended",
    "Đã ra khỏi danh mục bằng có quyết định bãi bỏ đã có hiệu lực",
)
figures.identity(
    "procedures.days_before = procedures.days_after + procedures.days_cut",
    "Thời hạn trước bằng thời hạn sau cộng phần cắt giảm",
)
figures.identity(
    "procedures.cost_before = procedures.cost_after + procedures.cost_cut",
    "Chi phí trước bằng chi phí sau cộng phần tiết kiệm",
)
figures.ratio(
    "procedures.share_simplified",
    "Tỷ lệ thủ tục được đơn giản hóa",
    part="procedures.abolished + procedures.amended",
    base="procedures.listed",
)
figures.ratio(
    "procedures.share_shortened",
    "Tỷ lệ thủ tục được cắt giảm thời hạn",
    part="procedures.shortened",
    base="procedures.listed",
)
figures.ratio(
    "procedures.share_deep",
    "Tỷ lệ cắt giảm từ 20% trở lên",
    part="procedures.deep",
    base="procedures.shortened",
)
figures.ratio(
    "procedures.share_days_cut",
    "Tỷ lệ thời gian được cắt giảm",
    part="procedures.days_cut",
    base="procedures.days_before",
)
figures.ratio(
    "procedures.share_cost_cut",
    "Tỷ lệ chi phí tuân thủ được cắt giảm",
    part="procedures.cost_cut",
    base="procedures.cost_before",
)
