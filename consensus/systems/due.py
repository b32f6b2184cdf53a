"""What is due with systems: assessments under drafts that were published, withdrawn or corrected; reviews whose makers had
their time.
"""

from ..kit.clock import now
from ..kit.db import again_on_a_race, fresh_look
from .actions.evaluating import keep_evaluations, plan_evaluations
from .actions.noticing import release_due
from .queries.contacts import waiting_revisions


def evaluate_due(*, look: bool = False) -> int:
    """A turn: compute what is missing since the last publication, withdrawal or correction; with ``look``, whatever is
    missing. → 1 when it did."""
    fresh_look()
    plan = plan_evaluations(look=look)
    if plan is None:
        return 0
    again_on_a_race(lambda: keep_evaluations(plan))
    return 1


def release_waiting() -> int:
    """A turn: make reviews public whose makers had their time to reply. → how many."""
    fresh_look()
    return again_on_a_race(release_due) if waiting_revisions(due=now()) else 0
