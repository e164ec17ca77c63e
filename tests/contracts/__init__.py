"""Import contracts that import-linter does not bring along."""
