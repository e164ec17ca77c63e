"""Applicants (người nộp hồ sơ); later, look-ups in the National Population Database."""
