"""The tables of people."""

from motcua.people.models.accounts import Account, Closure, SignInTries, UsedPassword
from motcua.people.models.posts import Absence, Delegation, PostHeld, RoleHeld

__all__ = [
    "Absence",
    "Account",
    "Closure",
    "Delegation",
    "PostHeld",
    "RoleHeld",
    "SignInTries",
    "UsedPassword",
]
