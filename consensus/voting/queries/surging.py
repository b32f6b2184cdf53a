"""Where positions came faster than the policy expects: as the follower found it last, and what it finds it from."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from ...drafts.models import Draft, Placement
from ...kit.clock import parse_rfc3339
from ...kit.db import db
from ..counting import ONLINE
from ..models import Figures, Position
from ..surges import Surge

SURGES = "surges"


def surges_of(draft: Draft) -> dict[int, Surge]:
    """Clause → its busiest stretch, for those on which a notice is due."""
    kept = db.session.get(Figures, (draft.id, SURGES))
    found: dict[str, Any] = kept.data["clauses"] if kept else {}
    return {
        int(clause): Surge(parse_rfc3339(first), parse_rfc3339(last), many)
        for clause, (first, last, many) in found.items()
    }


def taken_online(draft: Draft, *, more_than: int) -> dict[int, list[datetime]]:
    """Clause → when positions were taken on it in a draft, online, for those with more than so many; ended ones too."""
    online = (Position.draft_id == draft.id, Position.channel == ONLINE)
    many = select(Position.placement_id).where(*online).group_by(Position.placement_id)
    query = (
        select(Placement.clause_id, Position.taken_at)
        .join(Placement, Placement.id == Position.placement_id)
        .where(*online, Position.placement_id.in_(many.having(func.count() > more_than)))
    )
    found: dict[int, list[datetime]] = {}
    for clause, at in db.session.execute(query):
        found.setdefault(clause, []).append(at)
    return found
