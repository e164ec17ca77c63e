"""Vietnam's time zone, for code that computes with moments but may not read the clock."""

from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
