"""Tests of the code's own shape: what `.importlinter` cannot see, and what a reviewer should not have to look for."""
