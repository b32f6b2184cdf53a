"""What can be done about criteria, candidates, endorsements and seals. Actions flush; the entrance commits."""

from .candidates import announce_candidate, plan_release, withdraw_candidate
from .carrying import settle
from .challenging import challenge_endorsement, rule_on_challenge
from .checkpoints import make_checkpoint
from .confirming import ask_to_confirm, confirm_endorsement
from .counting import count_gate
from .criteria import load_criteria, set_criteria
from .endorsing import endorse, withdraw_endorsement
from .families import set_family
from .judging import judge, reopen
from .keys import ensure_key, rotate_key
from .sealing import abandon_seal, lay_anew, lay_before_board
from .signing_off import sign_bundle

__all__ = [
    "abandon_seal", "announce_candidate", "ask_to_confirm", "challenge_endorsement",
    "confirm_endorsement", "count_gate", "endorse", "ensure_key", "judge", "lay_anew", "lay_before_board",
    "load_criteria", "make_checkpoint", "plan_release", "reopen", "rotate_key", "rule_on_challenge",
    "set_criteria", "set_family", "settle", "sign_bundle", "withdraw_candidate", "withdraw_endorsement",
]  # fmt: skip
