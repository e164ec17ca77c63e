"""What the environment must say. Where Django's checks for deployment know better, they are asked."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from motcua.upkeep.checks.registry import Answer, Here, check, django_says, lacking, unknown, well

LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}
TOLD_APART = {
    "mail.E001",
    *(f"security.{code}" for code in ("W004", "W008", "W009", "W012", "W016", "W018", "W020", "W005", "W021")),
}
"""Told by checks of their own here; the last two (all subdomains, the browsers' lists) are an owner's free choice."""
MAIL_SECONDS = 5


@check("Chế độ gỡ lỗi tắt", source="Django security.W018")
def debug(here: Here) -> Answer:
    if "security.W018" in django_says("security"):
        return lacking("MOTCUA_DEBUG đang bật: trang lỗi lộ mã nguồn và dữ liệu", "hãy bỏ biến MOTCUA_DEBUG")
    return well("DEBUG tắt")


@check("Khoá bí mật lấy từ môi trường và đủ dài", source="Django security.W009")
def secret_key(here: Here) -> Answer:
    do = "hãy đặt MOTCUA_SECRET_KEY bằng ít nhất 50 ký tự ngẫu nhiên và giữ kín"
    if not here.env.get("MOTCUA_SECRET_KEY"):
        return lacking("MOTCUA_SECRET_KEY chưa đặt: phiên đăng nhập ký bằng khoá ai cũng biết", do)
    if "security.W009" in django_says("security"):
        return lacking("MOTCUA_SECRET_KEY ngắn hơn 50 ký tự hoặc quá đơn điệu", do)
    return well(f"{len(settings.SECRET_KEY)} ký tự, từ môi trường")


@check("Tên miền được phép", source="Django security.W020")
def hosts(here: Here) -> Answer:
    allowed, public = set(settings.ALLOWED_HOSTS), urlsplit(settings.PUBLIC_URL).hostname or ""
    if not allowed or "*" in allowed:
        return lacking("MOTCUA_HOSTS nhận mọi tên miền", "hãy ghi đúng các tên miền của trang, cách nhau bằng dấu phẩy")
    if public in LOOPBACK:
        return lacking(
            f"MOTCUA_PUBLIC_URL là {settings.PUBLIC_URL}, chỉ mở được trên chính máy này",
            "hãy đặt MOTCUA_PUBLIC_URL bằng địa chỉ người dân gõ, và MOTCUA_HOSTS có tên miền ấy",
        )
    if not any(public == host or (host.startswith(".") and f".{public}".endswith(host)) for host in allowed):
        return lacking(f"MOTCUA_HOSTS không có {public}", f"hãy thêm {public} vào MOTCUA_HOSTS")
    return well(", ".join(sorted(allowed)))


@check("Trang chỉ mở qua HTTPS", source="Django security.W008")
def https(here: Here) -> Answer:
    if not settings.PUBLIC_URL.startswith("https://"):
        return lacking(
            f"MOTCUA_PUBLIC_URL là {settings.PUBLIC_URL}",
            "hãy đặt máy chủ HTTPS (nginx, Caddy) phía trước và ghi địa chỉ https:// vào MOTCUA_PUBLIC_URL",
        )
    if "security.W008" in django_says("security"):
        return lacking(
            "yêu cầu không qua HTTPS không bị chuyển hướng",
            "hãy cho máy chủ phía trước đặt X-Forwarded-Proto rồi đặt MOTCUA_PROXY=1",
        )
    return well(f"{settings.PUBLIC_URL}, yêu cầu http bị chuyển hướng")


@check("Cookie chỉ gửi qua HTTPS", source="Django security.W012, W016")
def cookies(here: Here) -> Answer:
    if {"security.W012", "security.W016"} & django_says("security").keys():
        return lacking("cookie phiên hoặc cookie CSRF gửi cả qua http", "hãy đặt MOTCUA_PUBLIC_URL dạng https://")
    return well("cookie phiên và cookie CSRF đều có Secure")


@check("Trình duyệt nhớ luôn dùng HTTPS (HSTS)", source="Django security.W004")
def hsts(here: Here) -> Answer:
    if "security.W004" in django_says("security"):
        return lacking("không gửi Strict-Transport-Security", "hãy đặt MOTCUA_PUBLIC_URL dạng https://")
    return well(f"{settings.SECURE_HSTS_SECONDS // 86400} ngày")


@check("Các kiểm tra khác của Django", source="Django, check --deploy")
def django_deploy(here: Here) -> Answer:
    others = {code: says for code, says in django_says().items() if code not in TOLD_APART}
    if others:
        told = "; ".join(f"{code}: {says}" for code, says in sorted(others.items()))
        return lacking(told, "hãy sửa cấu hình theo từng mã trong tài liệu «System check framework» của Django")
    return well("không có cảnh báo nào")


@check("Thư điện tử gửi được", source="Django mail.E001")
def mail(here: Here) -> Answer:
    mailer: dict[str, Any] = settings.MAILERS["default"]
    if not mailer["BACKEND"].endswith("smtp.EmailBackend"):
        return lacking(
            "MOTCUA_SMTP_HOST chưa đặt: thư chỉ được cất thành tệp", "hãy đặt MOTCUA_SMTP_HOST, MOTCUA_SMTP_PORT"
        )
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        return lacking(f"thư gửi từ {settings.DEFAULT_FROM_EMAIL}", "hãy đặt MOTCUA_MAIL_FROM bằng địa chỉ có thật")
    host, port = mailer["OPTIONS"]["host"], mailer["OPTIONS"]["port"]
    where = f"{host}:{port}"
    try:
        socket.create_connection((host, port), MAIL_SECONDS).close()
    except OSError as silence:
        return lacking(f"{where} không trả lời ({silence})", "hãy xem lại máy chủ thư và tường lửa")
    return well(f"{where} trả lời; gửi từ {settings.DEFAULT_FROM_EMAIL}")


@check("Đồng hồ không bị dời")
def clock(here: Here) -> Answer:
    if here.shift:
        return lacking(
            f"đồng hồ chạy lệch {here.shift.total_seconds() / 86400:.1f} ngày so với máy".replace(".", ","),
            "hãy bỏ MOTCUA_CLOCK_OFFSET: chỉ bản trình diễn mới dời đồng hồ",
        )
    return well("theo giờ của máy")


@check("Giờ của máy khớp giờ của cơ sở dữ liệu")
def same_hour(here: Here) -> Answer:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    apart = abs((there - (here.at - here.shift)).total_seconds())
    if apart > 60:
        return lacking(f"lệch {apart:.0f} giây", "hãy bật đồng bộ giờ (NTP) trên cả hai máy")
    if apart > 5:
        return unknown(f"lệch {apart:.0f} giây, có thể vì lệnh chạy chậm", "hãy kiểm lại; nếu vẫn lệch, bật NTP")
    return well("lệch dưới 5 giây")
