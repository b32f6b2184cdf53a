"""When drafts closed for positions, and which was the last entry of the record before that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ...drafts.models import Draft
from ...drafts.queries import drafts_published, next_draft, periods_now
from ...drafts.verbs import Verb
from ...kit.clock import now
from ...kit.db import db
from ...ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a draft's period, or of the draft: the last entry that is in time, and when it was."""

    n: int
    at: datetime


def closings_of(drafts: Sequence[Draft]) -> dict[int, datetime]:
    """Draft → when it closed, for those that are not open; a fixed number of statements for any number of drafts.

    A draft closes at the end of its period, when its successor is published, or when it is withdrawn, whatever is first.
    """
    successors: dict[int, datetime] = {}
    for each in drafts_published():
        if each.withdrawal is None and each.previous_id is not None and each.published_at is not None:
            successors[each.previous_id] = each.published_at
    periods, at = periods_now(drafts), now()
    found = {}
    for draft in drafts:
        ends = [successors.get(draft.id), draft.withdrawal.at if draft.withdrawal else None]
        ends.append(periods[draft.id].closes_at if draft.id in periods else None)
        past = [end for end in ends if end is not None and end <= at]
        if past:
            found[draft.id] = min(past)
    return found


def closed_at(draft: Draft) -> datetime | None:
    """When a draft closed; None while it is open, or prepared."""
    return closings_of([draft]).get(draft.id)


def closing_of(draft: Draft) -> Closing | None:
    """The closing of a draft that is not open; None while it is.

    What ends a draft is an entry itself where it was published over or withdrawn: the last in time is the one before.
    """
    at = closed_at(draft)
    if at is None:
        return None
    following = next_draft(draft)
    if following is not None and following.published_at == at:
        return Closing(_entry(Verb.PUBLISHED, following) - 1, at)
    if draft.withdrawal is not None and draft.withdrawal.at == at:
        return Closing(_entry(Verb.WITHDRAWN, draft) - 1, at)
    last = select(Entry.n).where(Entry.at < at).order_by(Entry.n.desc()).limit(1)
    return Closing(db.session.scalar(last) or 0, at)


def _entry(verb: Verb, draft: Draft) -> int:
    query = select(Entry.n).where(Entry.subject == str(draft.ref), Entry.verb == str(verb))
    return db.session.scalar(query.order_by(Entry.n.desc()).limit(1)) or 0
