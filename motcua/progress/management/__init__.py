"""Management of the auditor."""
