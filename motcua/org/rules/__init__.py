"""The rules of units and calendars, as pure functions of data and a day."""
