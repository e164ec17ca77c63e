"""The verbs of local decisions: enter what the province decided about a rule, and end it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access.types import Actor
from motcua.kernel import dated
from motcua.kernel.period import Period
from motcua.kernel.refusal import Conflict, Malformed, NotFound
from motcua.kernel.text import normalise
from motcua.ledger.actions import record
from motcua.org import policy, queries
from motcua.org.facts import DecisionRepealed, RuleDecided
from motcua.org.models import LocalDecision


@transaction.atomic
def decide(
    *,
    code: str,
    value: str | int,
    unit_id: int | None,
    since: date,
    until: date | None,
    document: str,
    note: str = "",
    by: Actor,
    at: datetime,
) -> LocalDecision:
    """Enter what the province decided about a rule (ghi quyết định của địa phương) for `[since, until)`.

    Without a unit it holds in the whole province. `value` is as the rule's file would have it: `45`, `"8h"`. Refuses
    an unknown rule, one the law does not leave open or that does not begin by `since`, a value of another kind, a
    decision without its document, and one that overlaps another for the same rule and place.
    """
    policy.must_decide(by, on=at.date())
    rule = dated.rule_named(code)
    rule.must_be_local(since)
    kept, period = dated.read_value(rule.kind, value), Period(since, until)
    document = normalise(document).strip()
    if not document:
        raise Malformed("Hãy ghi số, ký hiệu và ngày của quyết định.", field="document")
    unit = queries.unit_on(unit_id, since) if unit_id is not None else None
    try:
        with transaction.atomic():
            decision = LocalDecision.objects.create(
                code=code,
                unit_id=unit_id,
                valid=DateRange(since, until),
                value=value,
                document=document,
                note=normalise(note).strip(),
            )
    except IntegrityError as error:
        if "org_local_decisions_do_not_overlap" not in str(error):
            raise
        other = LocalDecision.objects.filter(code=code, unit=unit_id, valid__overlap=DateRange(since, until))[0]
        raise Conflict(
            f"Đã có {other.document} về «{rule.title}» {Period(other.valid.lower, other.valid.upper)}; "
            "hãy bãi bỏ quyết định đó trước, hoặc sửa lại thời gian áp dụng.",
            field="since",
        ) from None
    record(
        RuleDecided(
            decision.pk,
            code,
            rule.title,
            unit_id,
            unit.short_name if unit else "",
            value,
            "; ".join(rule.print(kept)),
            period.start,
            period.end,
            document,
        ),
        by=by,
        at=at,
    )
    return decision


@transaction.atomic
def repeal(*, decision_id: int, on: date, document: str, by: Actor, at: datetime) -> None:
    """End a local decision (bãi bỏ): from that day it holds no longer; on or before its first day, it never held."""
    policy.must_decide(by, on=at.date())
    document = normalise(document).strip()
    if not document:
        raise Malformed("Hãy ghi số, ký hiệu và ngày của văn bản bãi bỏ.", field="document")
    decision = LocalDecision.objects.select_for_update().filter(pk=decision_id, valid__isempty=False).first()
    if decision is None:
        raise NotFound("Không có quyết định này, hoặc đã bị bãi bỏ trước khi áp dụng; hãy tải lại trang.")
    since, until = decision.valid.lower, decision.valid.upper
    if until is not None and on >= until:
        raise Malformed(
            f"{decision.document} chỉ áp dụng {Period(since, until)} nên đã hết hiệu lực vào ngày "
            f"{on:%d/%m/%Y}; hãy chọn một ngày trong thời gian đó.",
            field="on",
        )
    decision.valid = DateRange(since, on) if on > since else DateRange(empty=True)
    decision.save(update_fields=["valid"])
    title = dated.rule_named(decision.code).title
    record(
        DecisionRepealed(decision.pk, decision.code, title, decision.document, since, on, document),
        by=by,
        at=at,
    )
