"""What the one-stop shop prints: the forms of its circulars, in the set in force on the day of receipt."""
