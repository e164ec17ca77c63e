"""The commands of bin/: the launcher, the lent server, the demonstration's clock, the whole of bin/dev."""
