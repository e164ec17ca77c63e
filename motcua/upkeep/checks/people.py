"""Who may come in: nobody invented, administrators with a second factor; and how far the calendar reaches."""

from __future__ import annotations

from datetime import timedelta

from motcua.demo import queries as demo
from motcua.kernel.printed import print_day
from motcua.org import queries as org
from motcua.people import queries as people
from motcua.upkeep.checks.registry import Answer, Here, check, lacking, well

AHEAD = timedelta(days=180)
MOST_NAMES = 5


def _some(names: list[str]) -> str:
    rest = f" và {len(names) - MOST_NAMES} tài khoản nữa" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + rest


@check("Không có tài khoản trình diễn")
def no_demo_accounts(here: Here) -> Answer:
    invented = {str(each["username"]) for each in demo.people_of_the_demo()}
    found = [account.username for account in people.open_accounts(here.today, invented)]
    if found:
        return lacking(_some(found), "hãy dựng bản chính thức trên cơ sở dữ liệu trống, không dựng tỉnh trình diễn")
    return well("không có tài khoản nào của bản trình diễn")


@check("Không ai dùng mật khẩu trình diễn")
def no_demo_password(here: Here) -> Answer:
    found = people.whose_password_is(demo.PASSWORD, here.today)
    if found:
        return lacking(f"mật khẩu trình diễn mở được {_some(found)}", "hãy đặt lại mật khẩu của các tài khoản ấy")
    return well("mật khẩu trình diễn không mở được tài khoản nào đã thử")


@check("Quản trị đăng nhập bằng hai lớp")
def administrators(here: Here) -> Answer:
    found = people.administrators(here.today)
    if not found:
        return lacking("chưa có ai giữ vai trò quản trị hệ thống", "hãy mở tài khoản bằng bin/motcua account")
    bare = [account.username for account in found if not people.has_factor(account)]
    if bare:
        return lacking(f"{_some(bare)} chưa bật", "hãy bật xác thực hai lớp ở trang Tài khoản của tôi")
    return well(f"{len(found)} quản trị, tất cả đã bật")


@check("Lịch làm việc có đủ cho sáu tháng tới")
def calendars(here: Here) -> Answer:
    kept, until = org.calendars_kept(), here.today + AHEAD
    if not kept:
        return lacking("chưa có lịch làm việc nào", "hãy chạy bin/motcua calendars --load")
    short = [each for each in kept if each.last < until]
    if short:
        told = ", ".join(f"{each.code} đến {print_day(each.last)}" for each in short)
        return lacking(told, "hãy nạp lịch của năm sau khi có thông báo nghỉ lễ: bin/motcua calendars --load")
    return well(", ".join(f"{each.code} đến {print_day(each.last)}" for each in kept))
