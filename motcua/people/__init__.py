"""Accounts, posts held, roles by unit and day (tài khoản, chức vụ, vai trò)."""
