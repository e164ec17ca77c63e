"""Who leaves, loses a role or no longer stands in lets go of the steps held open: they wait for the unit's others.

What ends on a day to come is let go of by the hourly job (`tasks.release_steps`).
"""

from __future__ import annotations

from motcua.access.types import SYSTEM
from motcua.kernel.printed import local
from motcua.ledger.queries import FactRow
from motcua.ledger.subscriptions import on
from motcua.onestop import actions
from motcua.people.facts import AccountClosed, DelegationEnded, RoleEnded


@on(AccountClosed, mode="later")
@on(RoleEnded, mode="later")
def let_go(fact: AccountClosed | RoleEnded, row: FactRow) -> None:
    """Release what the account holds and may no longer do."""
    actions.release(account_id=fact.account_id, by=SYSTEM, at=local(row.at))


@on(DelegationEnded, mode="later")
def give_back(fact: DelegationEnded, row: FactRow) -> None:
    """Release what the account held only because it stood in."""
    actions.release(account_id=fact.taker_id, by=SYSTEM, at=local(row.at))
