"""Sealing the ledger: a signed hash tree over what was committed since the last seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import OperationalError, connection, transaction

from motcua.access.types import Actor
from motcua.kernel.refusal import Conflict
from motcua.ledger import policy
from motcua.ledger.actions.facts import record
from motcua.ledger.facts import LedgerSealed
from motcua.ledger.models import Seal, SealPage
from motcua.ledger.models.contents import NOT_SEALED, contents
from motcua.ledger.rules import NO_ROOT, Tree, leaf_of, seal_day
from motcua.ledger.signing import Signer

PATIENCE = "10s"
"""How long the first seal on a server may keep writers waiting behind one that is slow to end."""


@dataclass(frozen=True, slots=True)
class _Span:
    """What a seal is to cover: bounds as in `rules.Statement`, and the condition on the rows with its values."""

    system: str
    xid_from: int
    xid_until: int
    after_id: int
    where: str
    given: tuple[int, ...] = ()


@transaction.atomic
def seal(*, signer: Signer, by: Actor, at: datetime) -> Seal | None:
    """Seal all facts whose transactions have ended; those still being written enter the next seal.

    None where the newest seal is of the same day and nothing but sealing has happened since. The root is noted
    beside the key once the transaction has committed. Raises `Conflict` when the ledger cannot be shut for the first
    seal on a server because a long transaction is writing.
    """
    policy.must_seal(by, on=at.date())
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ledger_seal IN SHARE ROW EXCLUSIVE MODE")
    before = Seal.objects.order_by("-number").first()
    span = _span_after(before)
    if before and seal_day(before.sealed_at) == seal_day(at) and not _has_news(span):
        return None
    made = Seal(
        number=before.number + 1 if before else 1,
        sealed_at=at,
        system=span.system,
        xid_from=span.xid_from,
        xid_until=span.xid_until,
        after_id=span.after_id,
        previous_root=before.root if before else NO_ROOT,
        public_key=signer.public_key,
    )
    _cover(made, span)
    statement = made.statement
    made.root, made.signature = statement.root(), signer.sign(statement.content())
    made.save(force_insert=True)
    record(LedgerSealed(made.number, made.count, made.root.hex()), by=by, at=at)
    transaction.on_commit(lambda: signer.note(statement.number, statement.root(), statement.sealed_at))
    return made


def _span_after(before: Seal | None) -> _Span:
    """From the end of the last seal to the oldest transaction still running.

    Transactions are numbered anew on another server. So the first seal there, and the very first of all, shuts the
    ledger for a moment, takes whatever no seal has, and lets later ones count from here; `after_id` keeps facts that
    were brought along, whose numbers mean nothing here, out of their way.
    """
    now = (
        "SELECT system_identifier::text, pg_snapshot_xmin(pg_current_snapshot())::text::bigint FROM pg_control_system()"
    )
    with connection.cursor() as cursor:
        cursor.execute(now)
        system, until = cursor.fetchone()
        if before and before.system == system:
            given = (before.after_id, before.xid_until, until)
            where = "f.id > %s AND f.xid >= %s AND f.xid < %s"
            return _Span(system, before.xid_until, until, before.after_id, where, given)
        try:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            cursor.execute("LOCK TABLE ledger_fact IN SHARE MODE")
        except OperationalError as busy:
            raise Conflict(
                "Đang có việc ghi kéo dài nên chưa niêm phong lần đầu được; hãy thử lại sau ít phút."
            ) from busy
        cursor.execute(now)
        system, until = cursor.fetchone()
        cursor.execute("SELECT coalesce(max(id), 0) FROM ledger_fact")
        return _Span(system, until, until, cursor.fetchone()[0], NOT_SEALED)


def _has_news(span: _Span) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS (SELECT FROM ledger_fact f WHERE f.kind <> %s AND {span.where})",  # noqa: S608 - ours
            [LedgerSealed.kind, *span.given],
        )
        return bool(cursor.fetchone()[0])


def _cover(made: Seal, span: _Span) -> None:
    """Hash the facts of the span, keep the pages of the index, and tell the seal its count and hashes."""
    tree, ids_digest = Tree(), sha256()
    for number, page in enumerate(contents(span.where, span.given)):
        leaves = [leaf_of(content) for _, content in page]
        for leaf, (fact_id, _) in zip(leaves, page, strict=True):
            tree.add(leaf)
            ids_digest.update(fact_id.to_bytes(8))
        SealPage.objects.create(seal_id=made.number, number=number, ids=[i for i, _ in page], leaves=b"".join(leaves))
    made.count, made.tree_root, made.ids_digest = tree.size, tree.root(), ids_digest.digest()
