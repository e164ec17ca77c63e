"""Tests of rights and doors, on ports of their own."""
