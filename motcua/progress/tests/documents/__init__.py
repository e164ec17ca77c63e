"""Reports as files: read, commented, shown."""
