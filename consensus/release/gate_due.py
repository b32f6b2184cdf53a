"""What the follower does for the path to stable: it keeps on record what the criteria give, as the record moves on."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from ..drafts.models import Draft
from ..drafts.queries import latest_draft
from ..following.models import Bookmark
from ..following.queries import bookmark_at
from ..kit.clock import now
from ..kit.db import db, fresh_look, transaction
from ..kit.db.dialects import upsert
from ..ledger.queries import head
from .actions.counting import count_gate, worth_counting
from .models import GateCount
from .queries.seals import open_seal

BOOKMARK = "gates"
AT_ONCE = 2_000
"""One entry in so many makes it worth looking again; else it waits for a minute. A short record is looked at after each."""
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
_looked: dict[str, datetime] = {}


def count_gates() -> int:
    """Look at the criteria again where the record has moved on, or a day has passed; keep what has changed. → entries made."""
    fresh_look()
    n, _hash = head()
    if not n or not _is_due(n):
        return 0
    found = [(draft, targets) for draft in _drafts() if (targets := worth_counting(draft))]
    done = 0
    with transaction():
        for draft, targets in found:
            done += count_gate(db.session.get_one(Draft, draft.id), targets)
        upsert(db.session, Bookmark.__table__, [{"name": BOOKMARK, "n": n}], key=["name"], update=["n"])  # type: ignore[arg-type]  # __table__ is a table here
    _looked[BOOKMARK] = now()
    return done


def _is_due(n: int) -> bool:
    moved, last = n - bookmark_at(BOOKMARK), _looked.get(BOOKMARK)
    if moved:
        return moved > n // AT_ONCE or last is None or not timedelta() <= now() - last < MINUTE
    kept = db.session.scalar(select(func.max(GateCount.at)))
    return kept is not None and now() - kept >= DAY and (last is None or now() - last >= DAY)


def _drafts() -> list[Draft]:
    """The latest draft, and one that lies before the board; not one that is sealed and was counted as such."""
    seal, latest = open_seal(), latest_draft()
    found = {draft.id: draft for draft in (latest, seal.draft if seal else None) if draft is not None}
    return [draft for draft in found.values() if draft.sealing is None or not _is_counted_sealed(draft)]


def _is_counted_sealed(draft: Draft) -> bool:
    """Whether what the criteria gave is on record since the draft was sealed."""
    assert draft.sealing is not None
    query = select(GateCount.id).where(GateCount.draft_id == draft.id, GateCount.at >= draft.sealing.at)
    return db.session.scalar(query.limit(1)) is not None
