"""Finds, at start, what the apps above put into the slots."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    """Loads every app's `web/slots.py`, where there is one."""

    name = "motcua.ui"

    def ready(self) -> None:
        """Let each app fill its slots; nothing is asked of the database."""
        autodiscover_modules("web.slots")
