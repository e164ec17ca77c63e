"""Commands of units and their calendars."""
