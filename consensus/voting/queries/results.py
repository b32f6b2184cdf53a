"""Results that were kept at closings, and the outcomes in them, which later acts do not change."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from ...drafts.models import Draft
from ...kit.db import db
from ..kept import clauses_from
from ..models import Result, Roll
from ..policies import Policy
from .closings import closing_of
from .figures import figures_from
from .outcomes import ClauseOutcome, reckon
from .policies import policy_of, read_once


def result_of(draft: Draft) -> Result | None:
    """The result kept of the closing that holds; None while a draft is open, or before the follower counted it."""
    closing = closing_of(draft)
    return db.session.get(Result, (draft.id, closing.n)) if closing else None


def results_of(draft: Draft) -> Sequence[Result]:
    """Every result kept of a draft, the first first: one for each time it closed."""
    return db.session.scalars(select(Result).where(Result.draft_id == draft.id).order_by(Result.n)).all()


def outcomes_at(result: Result) -> dict[str, ClauseOutcome]:
    """Key → what became of each clause at a closing, by the policy that was kept with it."""
    data = result.data
    policy = read_once(data["policy"]["text"]) or _policy(result)
    figures = figures_from(data["figures"])
    return {
        key: reckon(
            kept.counted,
            policy,
            kept.objections,
            stale=kept.stale,
            figures=figures,
            last_call_ended=kept.last_call_ended,
            challenged=kept.challenged,
        )
        for key, kept in clauses_from(data["clauses"]).items()
    }


def outcomes_at_closing(draft: Draft) -> Mapping[str, ClauseOutcome] | None:
    """The same for the closing that holds; None where nothing was kept."""
    kept = result_of(draft)
    return outcomes_at(kept) if kept else None


def roll_of(draft: Draft) -> Roll | None:
    """What was published at the opening of a draft."""
    return db.session.get(Roll, draft.id)


def _policy(result: Result) -> Policy:
    return policy_of(result.draft)
