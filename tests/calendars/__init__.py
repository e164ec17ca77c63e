"""Working time as rows, through the whole house: what a change of calendar does to what is under way."""
