"""Tests of the rule file."""
