"""The verbs of the catalogue, of drafts, and of control and simplification."""

from motcua.procedures.actions.national import import_catalogue, register
from motcua.procedures.actions.publication import NotPublishable, end_version, publish

__all__ = ["NotPublishable", "end_version", "import_catalogue", "publish", "register"]
