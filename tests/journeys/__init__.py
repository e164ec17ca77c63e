"""Walks through the running product in Chromium."""
