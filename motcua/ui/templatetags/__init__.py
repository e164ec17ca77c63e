"""Template tags of the house, all of them builtins: `words` are filters, `parts` are components."""
