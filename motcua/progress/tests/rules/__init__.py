"""The auditor's rules: what it reads in a text, what it ties together, what it says and what it must not say."""
