"""Whole-house tests: the code's own shape, and journeys through the running product."""
