"""What the tests of the API stand on: a clock stopped on Monday at ten, and a file store of their own."""

from tests.walk.conftest import monday, own_store

__all__ = ["monday", "own_store"]
