"""Finds, at start, what the apps above have for the ledger: their numbers, and who listens to which fact."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LedgerConfig(AppConfig):
    """Loads every app's `figures.py` and `subscribers.py`, where there are any."""

    name = "motcua.ledger"

    def ready(self) -> None:
        """Let each app declare its figures and listeners; nothing is asked of the database."""
        autodiscover_modules("figures", "subscribers")
