"""The HTTP API, as programs of other makers call it."""
