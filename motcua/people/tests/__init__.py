"""Tests of accounts, posts and roles."""
