"""The whole catalogue, its drafts, and its control, in the demonstration's province."""
