"""The walk of a dossier, by its verbs, its pages, and in the browser."""
