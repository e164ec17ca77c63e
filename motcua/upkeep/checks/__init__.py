"""What a production installation must have, one small function a check; told in this order."""

from motcua.upkeep.checks import configuration, database, sealing, people, machine  # noqa: F401, I001 - their order
from motcua.upkeep.checks.registry import Check, Here, checks

__all__ = ["Check", "Here", "checks"]
