"""motcua (một cửa): a province's public administration in one program."""
