"""The pages of units and of working time."""
