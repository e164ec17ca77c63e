"""The verbs of people."""

from motcua.people.actions.accounts import close_due, close_if_idle, leave, open_account, reopen
from motcua.people.actions.clients import (
    claim_key,
    count_call,
    forget_answers,
    issue_token,
    keep_answer,
    make_secret,
    register_client,
    revoke_secret,
)
from motcua.people.actions.passwords import add_factor, change_password, remove_factor, renew_codes, reset_password
from motcua.people.actions.posts import begin_post, end_post, end_role, grant_role
from motcua.people.actions.signing_in import answer, knock, sign_in, unlock
from motcua.people.actions.standing_in import announce_absence, delegate, end_absence, end_delegation

__all__ = [
    "add_factor",
    "announce_absence",
    "answer",
    "begin_post",
    "change_password",
    "claim_key",
    "close_due",
    "close_if_idle",
    "count_call",
    "delegate",
    "end_absence",
    "end_delegation",
    "end_post",
    "end_role",
    "forget_answers",
    "grant_role",
    "issue_token",
    "keep_answer",
    "knock",
    "leave",
    "make_secret",
    "open_account",
    "register_client",
    "remove_factor",
    "renew_codes",
    "reopen",
    "reset_password",
    "revoke_secret",
    "sign_in",
    "unlock",
]
