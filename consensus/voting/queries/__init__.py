"""Questions about positions: mine, everybody's, what follows from them, and by what rule. A fixed number of statements each."""

from .closings import closed_at, closing_of
from .decided import (
    LastCalls,
    appeals_of,
    appellants_of,
    call_called,
    calls_on,
    challenge_called,
    challenges_on,
    former_calls_on,
    last_calls_on,
)
from .everything import MyPosition, my_positions
from .facts import LEAVE_OUT, Facts, facts_of
from .figures import DraftFigures, eligible, figures_of
from .mine import Mine, position_of, positions_in, voter_id
from .outcomes import ClauseOutcome, outcome_of, outcomes_of
from .policies import PolicySource, policy_of, policy_source_of
from .receipts import Receipt, receipt_of
from .rest import rest_of
from .results import outcomes_at, outcomes_at_closing, result_of, results_of, roll_of
from .tallies import breakdowns_of, stale_in, tallies_of, tally_of

__all__ = [
    "LEAVE_OUT",
    "ClauseOutcome",
    "DraftFigures",
    "Facts",
    "LastCalls",
    "Mine",
    "MyPosition",
    "PolicySource",
    "Receipt",
    "appeals_of",
    "appellants_of",
    "breakdowns_of",
    "call_called",
    "calls_on",
    "challenge_called",
    "challenges_on",
    "closed_at",
    "closing_of",
    "eligible",
    "facts_of",
    "figures_of",
    "former_calls_on",
    "last_calls_on",
    "my_positions",
    "outcome_of",
    "outcomes_at",
    "outcomes_at_closing",
    "outcomes_of",
    "policy_of",
    "policy_source_of",
    "position_of",
    "positions_in",
    "receipt_of",
    "rest_of",
    "result_of",
    "results_of",
    "roll_of",
    "stale_in",
    "tallies_of",
    "tally_of",
    "voter_id",
]  # fmt: skip
