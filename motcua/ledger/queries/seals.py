"""The seals, and the proof that nothing in them was touched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import QuerySet

from motcua.kernel.printed import local, print_day
from motcua.ledger.models import Seal, SealPage
from motcua.ledger.models.contents import NOT_SEALED, contents_of_page
from motcua.ledger.rules import NO_ROOT, Tree, leaf_of
from motcua.ledger.signing import is_signed
from motcua.ledger.types import Broken, Verified

Told = Callable[[int, int], None]
HASH = 32
_NEXT_TRANSACTION = (
    "greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint, "
    "1 + coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0))"
)


def seals() -> QuerySet[Seal]:
    """All seals, newest first."""
    return Seal.objects.order_by("-number")


def newest_seal() -> Seal | None:
    """The last seal; none before the first night."""
    return seals().first()


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as of one moment, so that what is written meanwhile looks like no fault."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def verify(
    *,
    keys: Collection[bytes],
    noted: Mapping[int, bytes],
    root: bytes | None = None,
    told: Told = lambda done, total: None,
) -> Verified:
    """Recompute the chain of seals from the facts, from the first seal to the last or to the first that is broken.

    `keys` are the public keys whose signatures count, `noted` the roots written down outside the database by number
    of seal, `root` one that must still be in the chain; `told` hears now and then how many facts are done, of how many.
    """
    with _one_moment():
        newest = newest_seal()
        total = sum(Seal.objects.values_list("count", flat=True))
        intruder = _intruder(newest)
        done, expected, previous = 0, 1, NO_ROOT
        for seal in Seal.objects.order_by("number").iterator(chunk_size=100):
            broken = (
                _broken_link(seal, expected, previous, keys, noted)
                or _broken_facts(seal, done, total, told)
                or (_added(seal, intruder[0]) if intruder and intruder[1] == seal.number else None)
            )
            if broken:
                return Verified(facts=done, seals=expected - 1, until=None, root=previous, unsealed=0, broken=broken)
            done, expected, previous = done + seal.count, seal.number + 1, bytes(seal.root)
        return Verified(
            facts=done,
            seals=expected - 1,
            until=newest.sealed_at if newest else None,
            root=previous,
            unsealed=_unsealed(newest),
            broken=_lost(noted, root, expected),
        )


def _broken_link(
    seal: Seal, expected: int, previous: bytes, keys: Collection[bytes], noted: Mapping[int, bytes]
) -> Broken | None:
    """What is wrong with the seal itself: its place in the chain, its own words, its signature."""
    if seal.number != expected:
        return Broken("seal_missing", expected, None, None, f"niêm phong số {expected} đã bị xoá")
    statement = seal.statement
    if bytes(seal.previous_root) != previous:
        return _fault(seal, "chain", "mã của niêm phong trước ghi trong đó không khớp: chuỗi đã bị nối lại")
    if statement.root() != bytes(seal.root):
        return _fault(seal, "seal_altered", "nội dung niêm phong đã bị sửa")
    if not is_signed(bytes(seal.public_key), bytes(seal.signature), statement.content(), keys):
        return _fault(seal, "signature", "chữ ký không đúng, hoặc được ký bằng khoá lạ")
    if noted.get(seal.number, bytes(seal.root)) != bytes(seal.root):
        return _fault(seal, "remade", "mã khác với mã đã ghi lại ngoài cơ sở dữ liệu: niêm phong đã bị làm lại")
    return None


def _broken_facts(seal: Seal, done: int, total: int, told: Told) -> Broken | None:
    """The first fact that is not what was sealed, unless the seal's own index was touched."""
    tree, ids_digest = Tree(), sha256()
    first: tuple[int, bool] | None = None
    for page in SealPage.objects.filter(seal=seal).order_by("number").iterator(chunk_size=1):
        leaves, kept = bytes(page.leaves), contents_of_page(page.pk) if first is None else {}
        for place, fact_id in enumerate(page.ids):
            leaf = leaves[place * HASH : (place + 1) * HASH]
            tree.add(leaf)
            ids_digest.update(fact_id.to_bytes(8, signed=True))
            if first is None and (fact_id not in kept or leaf_of(kept[fact_id]) != leaf):
                first = fact_id, fact_id in kept
        told(done + tree.size, total)
    if (tree.size, tree.root(), ids_digest.digest()) != (seal.count, bytes(seal.tree_root), bytes(seal.ids_digest)):
        return _fault(seal, "index", "danh mục các sự kiện của niêm phong đã bị sửa")
    if first is None:
        return None
    fact_id, is_kept = first
    kind, says = ("fact_altered", "đã bị sửa") if is_kept else ("fact_missing", "đã bị xoá")
    return _fault(seal, kind, f"sự kiện số {fact_id} {says}", fact_id)


def _intruder(newest: Seal | None) -> tuple[int, int] | None:
    """A fact that no seal names although its time is sealed, or whose time has not come: its id, and the seal's number.

    Such a row was put in by hand, since every transaction of that time had ended when the seal was made.
    """
    if newest is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT system_identifier::text FROM pg_control_system()")
        is_home = cursor.fetchone()[0] == newest.system
        to_come = f"OR f.xid >= {_NEXT_TRANSACTION}" if is_home else ""
        place = "SELECT min(number) FROM ledger_seal WHERE xid_until > f.xid AND after_id < f.id"
        cursor.execute(
            f"SELECT f.id, coalesce(({place}), %s) AS place FROM ledger_fact f "  # noqa: S608 - constants
            f"WHERE (f.id <= %s OR f.xid < %s {to_come}) AND {NOT_SEALED} ORDER BY place, f.id LIMIT 1",
            [newest.number, newest.after_id, newest.xid_until],
        )
        row = cursor.fetchone()
        return (int(row[0]), int(row[1])) if row else None


def _unsealed(newest: Seal | None) -> int:
    after_id, until = (newest.after_id, newest.xid_until) if newest else (0, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_fact WHERE id > %s AND xid >= %s", [after_id, until])
        return int(cursor.fetchone()[0])


def _added(seal: Seal, fact_id: int) -> Broken:
    return _fault(seal, "fact_added", f"sự kiện số {fact_id} bị chèn thêm sau khi đã niêm phong", fact_id)


def _fault(seal: Seal, kind: str, says: str, fact_id: int | None = None) -> Broken:
    day = local(seal.sealed_at).date()
    return Broken(kind, seal.number, day, fact_id, f"niêm phong số {seal.number} ngày {print_day(day)}: {says}")


def _lost(noted: Mapping[int, bytes], root: bytes | None, expected: int) -> Broken | None:
    """What was in the chain once and is no longer: the end of a chain can be cut without any link being broken."""
    why = "phần sổ ấy đã bị cắt hoặc làm lại, hoặc cơ sở dữ liệu được khôi phục từ một bản cũ hơn"
    if number := min((number for number in noted if number >= expected), default=None):
        says = f"niêm phong số {number}: đã ghi lại ngoài cơ sở dữ liệu nhưng không còn trong sổ; {why}"
        return Broken("lost", number, None, None, says)
    if root and not Seal.objects.filter(root=root).exists():
        says = f"cuối sổ: không còn niêm phong nào có mã {root.hex()}; {why}"
        return Broken("lost", expected, None, None, says)
    return None
