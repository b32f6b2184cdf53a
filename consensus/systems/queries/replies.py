"""What makers said of reviews."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ...kit.db import db
from ..models import MakerReply, ReviewRevision

BIGGEST = 2**31


def replies_called(ids: Collection[int]) -> Sequence[MakerReply]:
    """Some replies that are public, by number of the revision they stand beside."""
    query = (
        select(MakerReply)
        .join(ReviewRevision, ReviewRevision.id == MakerReply.revision_id)
        .where(
            MakerReply.revision_id.in_([id for id in ids if id < BIGGEST]), ReviewRevision.released_at.is_not(None)
        )
        .options(joinedload(MakerReply.account), joinedload(MakerReply.revision))
        .order_by(MakerReply.revision_id)
    )  # fmt: skip
    return db.session.scalars(query).all()
