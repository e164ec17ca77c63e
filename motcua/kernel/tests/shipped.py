"""The calendars the product ships, as the tests of the kernel use them."""

from pathlib import Path

import motcua
from motcua.kernel.worktime import read_calendar

FOLDER = Path(motcua.__file__).parent / "org/data/calendars"
OFFICE = read_calendar(FOLDER, "hanh-chinh")
WITH_SATURDAYS = read_calendar(FOLDER, "hanh-chinh-t7")
