"""motcua (một cửa): a province's public administration in one program."""

__version__ = "0.3"
