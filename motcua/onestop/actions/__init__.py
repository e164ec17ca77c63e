"""The verbs of dossiers."""

from motcua.onestop.actions.receipt import receive
from motcua.onestop.actions.recompute import recompute_due
from motcua.onestop.actions.release import release
from motcua.onestop.actions.result import enter_result, hand_out
from motcua.onestop.actions.steps import pass_on, send_back, take

__all__ = ["enter_result", "hand_out", "pass_on", "receive", "recompute_due", "release", "send_back", "take"]
