"""Tests of the one-stop shop's own rules; the walk as a whole is tested in tests/walk."""
