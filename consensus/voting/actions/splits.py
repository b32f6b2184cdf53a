"""Positions keep in step with meanings: called by drafts when one is split, in the same transaction. No counter moves."""

from collections.abc import Sequence

from sqlalchemy import update

from ...kit.db import db
from ..models import Position


def follow_split(placements: Sequence[int], meaning: int) -> None:
    """Positions on some placements have the meaning that these got. Drafts record the split."""
    moved = update(Position).where(Position.placement_id.in_(list(placements)))
    db.session.execute(moved.values(meaning_id=meaning))
