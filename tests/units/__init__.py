"""Units in time, through the whole house: both real trees, and what follows from a reorganisation."""
