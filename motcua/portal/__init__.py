"""The citizens' pages (cổng dịch vụ công): look up a dossier without signing in."""
