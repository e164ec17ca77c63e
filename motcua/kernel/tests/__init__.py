"""Tests of the ground: the law by case tables, the engine by properties, the text by both."""
