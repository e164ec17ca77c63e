"""The numbers, against the records they count."""
