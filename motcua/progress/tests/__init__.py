"""What the auditor promises to people: its command, its pages, its verbs."""
