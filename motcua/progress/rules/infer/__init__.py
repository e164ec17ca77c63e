"""The ties of a text, guessed from its words and proved by its figures."""
