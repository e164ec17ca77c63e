"""The tables of people."""

from motcua.people.models.accounts import Account, Closure, SignInTries, UsedPassword
from motcua.people.models.clients import ClientCalls, ClientSecret, KeptAnswer
from motcua.people.models.posts import Absence, Delegation, PostHeld, RoleHeld

__all__ = [
    "Absence",
    "Account",
    "ClientCalls",
    "ClientSecret",
    "Closure",
    "Delegation",
    "KeptAnswer",
    "PostHeld",
    "RoleHeld",
    "SignInTries",
    "UsedPassword",
]
