"""Which organisations belong together."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ...kit.db import db
from ..models import Family


def families() -> Sequence[Family]:
    """Each organisation that belongs to another, by the number of that one."""
    query = select(Family).options(joinedload(Family.organisation), joinedload(Family.head))
    return db.session.scalars(query.order_by(Family.head_id, Family.organisation_id)).all()
