"""Dossiers at the one-stop shop (hồ sơ, bộ phận một cửa): from the counter to the result."""
