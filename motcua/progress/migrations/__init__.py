"""The tables of audited reports."""
