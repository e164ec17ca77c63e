"""Dated rules seen from outside: the pages of /quy-tac/, bin/motcua rules, and what verbs cite on which day."""
