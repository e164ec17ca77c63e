"""What may be asked of the demonstration: whose accounts it makes, and the password they all have."""

from motcua.demo.province import PASSWORD, people_of_the_demo

__all__ = ["PASSWORD", "people_of_the_demo"]
