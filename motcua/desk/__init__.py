"""Bàn làm việc: the officials' first page, and the health of the whole."""
