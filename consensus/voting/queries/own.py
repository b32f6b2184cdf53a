"""What is kept of a person's positions, for their export."""

from typing import Any

from sqlalchemy import select

from ...accounts.models import Account
from ...drafts.models import Clause, Draft, Placement
from ...kit.clock import rfc3339
from ...kit.db import db
from ..models import Position
from .mine import voter_id


def rows_of(account: Account) -> dict[str, Any]:
    """The person's second id, and every position they ever took, those that ended too."""
    voter = voter_id(account)
    query = (
        select(Position, Draft.version, Clause.key)
        .join(Placement, Placement.id == Position.placement_id)
        .join(Draft, Draft.id == Placement.draft_id)
        .join(Clause, Clause.id == Placement.clause_id)
        .where(Position.voter == voter)
        .order_by(Position.id)
    )
    rows = db.session.execute(query).all() if voter else []
    return {"voter": voter, "positions": [_row(*row) for row in rows]}


def _row(position: Position, version: str, key: str) -> dict[str, Any]:
    return {
        "draft": version,
        "clause": key,
        "position": str(position.choice),
        "comment": position.comment_id,
        "group": position.stakeholder_group,
        "continent": position.continent,
        "organisation": position.organisation.name if position.organisation else None,
        "maker": position.maker,
        "en_bloc": position.en_bloc,
        "channel": position.channel,
        "late": position.late,
        "refused": position.refused,
        "taken_at": rfc3339(position.taken_at),
        "taken_n": position.taken_n,
        "ended_at": rfc3339(position.ended_at) if position.ended_at else None,
        "ended_by": str(position.ended_by) if position.ended_by else None,
    }
