"""Units in time, and the calendars they keep (đơn vị, lịch làm việc)."""
