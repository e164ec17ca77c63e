"""Who may say what a unit is and when it works, and enter what the province decided for itself."""

from __future__ import annotations

from datetime import date

from motcua.access import rights
from motcua.access.types import Actor

ORGANISE = rights.declare("org.organise", "thành lập, đổi tên và sắp xếp đơn vị", roles={"administrator"})
DECIDE = rights.declare("org.decide", "ghi quyết định của địa phương về một quy tắc", roles={"administrator"})

CALENDAR = rights.declare("org.calendar", "ghi ngày nghỉ, ngày làm bù và giờ làm việc", roles={"administrator"})


def must_organise(by: Actor, *, on: date) -> None:
    """Administrators may; so may the system itself when an installation is set up or an import runs."""
    rights.must_somewhere(by, ORGANISE.code, on=on)


def must_decide(by: Actor, *, on: date) -> None:
    """Administrators enter what the province decided; so may the system when an installation is set up."""
    rights.must_somewhere(by, DECIDE.code, on=on)


def must_set_calendars(by: Actor, *, on: date) -> None:
    """Administrators enter what was decided about working time; so may the system when an installation is set up."""
    rights.must_somewhere(by, CALENDAR.code, on=on)
