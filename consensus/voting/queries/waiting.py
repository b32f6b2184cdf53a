"""What waits for a decision: challenges, appeals, last calls; and what of it can still be begun."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ...drafts.models import Change, Draft, Significance
from ...drafts.queries import ClauseRow
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Missing
from ..models import Appeal, Appellant, Call, Challenge, LastCall
from .policies import policy_of


def challenges_waiting() -> Sequence[Challenge]:
    """Challenges that nobody ruled on, the oldest first."""
    query = select(Challenge).where(Challenge.ruled_at.is_(None)).order_by(Challenge.id)
    return (
        db.session.scalars(query.options(joinedload(Challenge.draft), joinedload(Challenge.clause)))
        .unique()
        .all()
    )


def appeals_waiting() -> Sequence[Appeal]:
    """Appeals that enough participants made and nobody ruled on, the oldest first."""
    call = joinedload(Appeal.call)
    query = (
        select(Appeal)
        .where(Appeal.lodged_at.is_not(None), Appeal.ruled_at.is_(None))
        .order_by(Appeal.lodged_at)
    )
    return (
        db.session.scalars(query.options(call.joinedload(Call.draft), call.joinedload(Call.clause)))
        .unique()
        .all()
    )


def appellants_in(calls: Iterable[int]) -> dict[int, list[Appellant]]:
    """Call → who appeals against it, the first first."""
    query = (
        select(Appellant).where(Appellant.call_id.in_(list(calls))).order_by(Appellant.at, Appellant.voter)
    )
    found: dict[int, list[Appellant]] = {}
    for each in db.session.scalars(query):
        found.setdefault(each.call_id, []).append(each)
    return found


def last_calls_going_on() -> Sequence[LastCall]:
    """Last calls whose time is not over, the one that ends first first."""
    query = select(LastCall).where(LastCall.ended_at.is_(None)).order_by(LastCall.ends_at, LastCall.id)
    return (
        db.session.scalars(query.options(joinedload(LastCall.draft), joinedload(LastCall.clause)))
        .unique()
        .all()
    )


def last_call_called(id: int) -> LastCall:
    """A last call by its number. Raises Missing."""
    found = db.session.get(LastCall, id)
    if found is None:
        raise Missing
    return found


def may_be_challenged(draft: Draft, row: ClauseRow) -> bool:
    """Whether the change of a clause into a draft was called editorial, is young enough, and was not challenged yet."""
    change = db.session.scalars(
        select(Change.significance).where(Change.draft_id == draft.id, Change.clause_id == row.clause_id)
    ).one_or_none()
    if change != Significance.EDITORIAL or draft.published_at is None:
        return False
    if now() > draft.published_at + timedelta(days=policy_of(draft).challenge_days):
        return False
    made = select(Challenge.id).where(Challenge.draft_id == draft.id, Challenge.clause_id == row.clause_id)
    return db.session.scalar(made) is None
