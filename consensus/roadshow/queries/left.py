"""What has still to be done before a stop can close."""

from dataclasses import dataclass

from sqlalchemy import func, select

from ...kit.db import db
from ..models import Note, PaperRow, RowState, Sitting, Stop
from .rooms import LEFT


@dataclass(frozen=True, slots=True)
class Left:
    """Notes that are not yet a comment, rows that wait to be keyed again, and rows whose keyings differ."""

    notes: int
    waiting: int
    differing: int

    @property
    def is_nothing(self) -> bool:
        """Whether the stop can close."""
        return not (self.notes or self.waiting or self.differing)


def what_is_missing(stop: Stop) -> Left:
    """What is left to do at a stop."""
    notes = select(func.count(Note.id)).join(Note.sitting).where(Sitting.stop_id == stop.id, *LEFT)
    rows = select(PaperRow.state, func.count(PaperRow.id)).where(PaperRow.stop_id == stop.id)
    found = dict(db.session.execute(rows.group_by(PaperRow.state)).all())
    waiting = sum(found.get(state, 0) for state in (RowState.WAITING, RowState.AGREED, RowState.SETTLED))
    return Left(db.session.scalar(notes) or 0, waiting, found.get(RowState.DIFFERS, 0))
