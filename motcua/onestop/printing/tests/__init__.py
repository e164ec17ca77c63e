"""Tests of the one-stop shop's forms."""
