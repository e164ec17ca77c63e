"""Backup, restore, checks and explanations, on an installation in which work is going on."""
