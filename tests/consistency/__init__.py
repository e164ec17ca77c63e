"""Tests of the code's own shape: import contracts, what those cannot see, what no reviewer should seek."""
