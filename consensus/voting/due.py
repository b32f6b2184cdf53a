"""What is due in voting: rolls at openings, ends of last calls, results at closings, and figures that reading all takes."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from ..drafts.models import Draft, Placement
from ..drafts.queries import drafts_published, latest_draft, status_of
from ..kit.clock import now
from ..kit.db import again_on_a_race, db, fresh_look
from ..ledger import FOLLOWER
from ..ledger.models import Entry
from .actions.last_calls import end_last_calls
from .actions.results import count_at, figures_now, keep_figures, keep_result
from .actions.rolls import publish_roll
from .models import Counter, Figures, LastCall, Result, Roll
from .policies import NAMED
from .queries.closings import Closing, closing_of, closings_of
from .queries.figures import ACTIVITY
from .queries.policies import policy_of
from .verbs import Verb

SHARE_OF_TIME = 30
"""Figures are reckoned anew after so many times as long as it took."""


def publish_rolls() -> int:
    """A turn: publish the roll of the draft that is open, unless its policy has somebody name it. → rolls."""
    fresh_look()
    draft = latest_draft()
    if draft is None or db.session.get(Roll, draft.id) is not None:
        return 0
    if status_of(draft, latest=draft) != "open" or policy_of(draft).who == NAMED:
        return 0
    id = draft.id
    again_on_a_race(lambda: publish_roll(db.session.get_one(Draft, id), by=FOLLOWER))
    return 1


def end_calls() -> int:
    """A turn: end last calls that are over. → how many."""
    fresh_look()
    waiting = select(LastCall.id).where(LastCall.ended_at.is_(None)).limit(1)
    return again_on_a_race(end_last_calls) if db.session.scalar(waiting) is not None else 0


def keep_results() -> int:
    """A turn: count drafts that closed, each closing once. → results kept."""
    fresh_look()
    if db.session.scalar(select(Counter.placement_id).limit(1)) is None:
        return 0
    known = {(draft, at) for draft, at in db.session.execute(select(Result.draft_id, Result.closed_at))}
    drafts = {draft.id: draft for draft in drafts_published() if draft.withdrawal is None}
    for id, at in closings_of(list(drafts.values())).items():
        closing = closing_of(drafts[id]) if (id, at) not in known and _has_positions(drafts[id]) else None
        if closing is not None:
            return _keep(drafts[id], closing)
    return 0


def keep_some_figures() -> int:
    """A turn: reckon the figures of the current draft anew when positions came in. → 1 when it did."""
    fresh_look()
    draft = latest_draft()
    if draft is None:
        return 0
    kept = db.session.get(Figures, (draft.id, ACTIVITY))
    n = _last_entry()
    if n == (kept.n if kept else 0) or (kept is not None and now() < kept.at + _pause(kept)):
        return 0
    id, data = draft.id, figures_now(draft)
    again_on_a_race(lambda: keep_figures(db.session.get_one(Draft, id), data, n=n))
    return 1


def _keep(draft: Draft, closing: Closing) -> int:
    id, data = draft.id, count_at(draft, closing)
    kept = again_on_a_race(lambda: keep_result(db.session.get_one(Draft, id), closing, data))
    return int(kept is not None)


def _has_positions(draft: Draft) -> bool:
    """Whether anything was ever counted on the meanings of a draft."""
    there = aliased(Placement)
    query = (
        select(Counter.placement_id)
        .join(there, there.id == Counter.placement_id)
        .join(Placement, Placement.meaning_id == there.meaning_id)
        .where(Placement.draft_id == draft.id)
    )
    return db.session.scalar(query.limit(1)) is not None


def _last_entry() -> int:
    """The last entry that changes which positions are counted."""
    verbs = map(str, (Verb.TAKEN, Verb.WITHDRAWN, Verb.JOINED, Verb.SET_ASIDE, Verb.RESTORED))
    newest = [select(func.max(Entry.n)).where(Entry.verb == verb).scalar_subquery() for verb in verbs]
    return max(n or 0 for n in db.session.execute(select(*newest)).one())


def _pause(kept: Figures) -> timedelta:
    return timedelta(milliseconds=SHARE_OF_TIME * int(kept.data["took"]))
