"""What can be done with positions, and decided from them. Actions flush; the entrance commits."""

from .aside import put_aside, take_back_in
from .calls import appeal_call, make_call, rule_appeal
from .challenges import challenge_editorial, rule_challenge
from .last_calls import announce_last_call, end_last_calls
from .leaving import erase_rows, merge_rows
from .reaffirming import Reaffirmed, reaffirm
from .refusing import refuse_carrying
from .resting import live_with_the_rest
from .results import keep_figures, keep_result
from .rolls import publish_roll
from .splits import follow_split
from .taking import Said, Taken, take_position, withdraw_position

__all__ = [
    "Reaffirmed", "Said", "Taken", "announce_last_call", "appeal_call", "challenge_editorial", "end_last_calls",
    "erase_rows", "follow_split", "keep_figures", "keep_result", "live_with_the_rest", "make_call", "merge_rows",
    "publish_roll", "put_aside", "reaffirm", "refuse_carrying", "rule_appeal", "rule_challenge", "take_back_in",
    "take_position", "withdraw_position",
]  # fmt: skip
