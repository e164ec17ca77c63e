"""Tests of applicants and of the numbers by which people are known."""
