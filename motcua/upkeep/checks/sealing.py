"""What the ledger and the backups must be: sealed, whole, with a key that is guarded and kept twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from motcua.kernel.printed import local, print_day, print_number
from motcua.ledger import queries as ledger
from motcua.ledger import signing
from motcua.upkeep import queries
from motcua.upkeep.checks.registry import Answer, Here, check, lacking, unknown, well

A_DAY = timedelta(hours=25)
"""A day, and an hour for a night's work that takes long."""


def _moment(at: datetime) -> str:
    here = local(at)
    return f"{here:%H:%M} ngày {print_day(here.date())}"


@check("Sổ cái được niêm phong trong vòng một ngày")
def sealed(here: Here) -> Answer:
    newest = ledger.newest_seal()
    do = "hãy xem tiến trình làm việc nền, hoặc chạy bin/motcua ledger seal"
    if newest is None:
        return lacking("chưa có niêm phong nào", do)
    if here.at - newest.sealed_at > A_DAY:
        return lacking(f"niêm phong mới nhất lúc {_moment(newest.sealed_at)}", do)
    return well(f"niêm phong số {newest.number} lúc {_moment(newest.sealed_at)}")


@check("Sổ cái còn nguyên vẹn")
def verified(here: Here) -> Answer:
    if here.is_quick:
        return unknown("không kiểm vì có --quick", "hãy chạy bin/motcua ledger verify")
    keys = signing.known_keys(settings.LEDGER_KEY)
    if not keys:
        return unknown(
            f"không có khoá công khai nào bên cạnh {settings.LEDGER_KEY}",
            "hãy đặt MOTCUA_LEDGER_KEY đúng chỗ, hoặc niêm phong lần đầu bằng bin/motcua ledger seal",
        )
    found = ledger.verify(keys=keys, noted=signing.noted_roots(settings.LEDGER_KEY))
    if found.broken:
        return lacking(
            f"gãy ở {found.broken.says}", "hãy giữ nguyên hiện trạng, báo người chịu trách nhiệm an toàn thông tin"
        )
    return well(f"{print_number(found.facts)} sự kiện trong {found.seals} niêm phong")


@check("Khoá niêm phong chỉ mình phần mềm đọc được")
def key_guarded(here: Here) -> Answer:
    key = settings.LEDGER_KEY
    if not key.exists():
        return lacking(f"chưa có {key}", "hãy chạy bin/motcua ledger seal để tạo khoá")
    mode = key.stat().st_mode & 0o777
    if mode & 0o077:
        return lacking(f"{key} có quyền {mode:o}", f"hãy chạy chmod 600 {key}")
    return well(f"{key}, quyền {mode:o}")


@check("Khoá niêm phong có bản giữ ở nơi khác")
def key_kept(here: Here) -> Answer:
    key = settings.LEDGER_KEY
    do = "hãy chạy bin/motcua backup --with-key NƠI_LƯU và cất bản ấy nơi kín, ngoài máy này"
    if not key.exists():
        return unknown("chưa có khoá", do)
    kept = queries.key_backed_up(signing.signer(key).public_key.hex())
    if kept is None:
        return lacking("chưa có bản sao lưu nào chứa khoá đang dùng", do)
    return well(f"có trong bản sao lưu lúc {_moment(kept.at)}")


@check("Có bản sao lưu trong vòng một ngày")
def backup(here: Here) -> Answer:
    newest = queries.newest_backup()
    do = "hãy cho bin/motcua backup chạy mỗi đêm và chép bản sao sang máy khác"
    if newest is None:
        return lacking("chưa sao lưu lần nào", do)
    if here.at - newest.at > A_DAY:
        return lacking(f"bản mới nhất lúc {_moment(newest.at)}", do)
    if lost := newest.data["lost"]:
        return lacking(f"bản mới nhất thiếu {lost} tệp đã mất trong kho", "hãy tìm các tệp ấy trong bản sao lưu cũ hơn")
    return well(f"{newest.data['archive']} lúc {_moment(newest.at)}")
