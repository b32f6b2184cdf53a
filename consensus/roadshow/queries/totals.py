"""What a stop comes to, in figures: what goes on record when it closes, and what lists show."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import func, literal_column, select

from ...discussion.models import Comment
from ...kit.db import db
from ...voting.models import Position
from ..models import Attendance, Note, NoteState, PaperPerson, PaperRow, RowState, Sitting, Stop

# What is said anywhere but online has an index of its own, which a query uses that says the very same.
_ONLINE: Any = literal_column("'online'")
POSITION_IN_A_ROOM = Position.channel != _ONLINE
COMMENT_IN_A_ROOM = Comment.channel != _ONLINE


@dataclass(frozen=True, slots=True)
class Totals:
    """How many sittings, heads, people by code and on paper; notes, how many became comments, how many were set aside; rows."""

    sittings: int
    heads: int
    joined: int
    aside: int
    paper: int
    notes: int
    turned: int
    notes_aside: int
    rows: int

    def as_dict(self) -> dict[str, Any]:
        """By name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at a stop: current positions that count, comments, and objections that stand."""

    positions: int
    comments: int
    objections: int


def totals_of(stop: Stop) -> Totals:
    """A stop in figures."""
    sittings, heads = _row(
        select(func.count(Sitting.id), func.coalesce(func.sum(Sitting.heads), 0)).where(
            Sitting.stop_id == stop.id, Sitting.opened_at.is_not(None)
        )
    )
    joined, aside = _row(
        select(func.count(Attendance.id), func.count(Attendance.aside_at))
        .join(Attendance.sitting)
        .where(Sitting.stop_id == stop.id)
    )
    set_aside = func.count(Note.id).filter(Note.state == NoteState.SET_ASIDE)
    notes, turned, notes_aside = _row(
        select(func.count(Note.id), func.count(Note.comment_id), set_aside)
        .join(Note.sitting)
        .where(Sitting.stop_id == stop.id)
    )
    [paper] = _row(select(func.count(PaperPerson.id)).where(PaperPerson.stop_id == stop.id))
    counted = (PaperRow.stop_id == stop.id, PaperRow.state == RowState.COUNTED)
    [rows] = _row(select(func.count(PaperRow.id)).where(*counted))
    return Totals(sittings, heads, joined, aside, paper, notes, turned, notes_aside, rows)


def said_at(stops: Collection[Stop]) -> dict[str, Said]:
    """Slug → what was said there, for some stops, in two queries."""
    channels = {stop.channel: stop.slug for stop in stops}
    held = select(Position.channel, func.count(Position.id)).where(
        Position.channel.in_(channels), POSITION_IN_A_ROOM
    )
    held = held.where(Position.ended_at.is_(None), Position.aside.is_(False)).group_by(Position.channel)
    positions = dict(db.session.execute(held).all())
    objections = func.count(Comment.id).filter(Comment.stands)
    said = select(Comment.channel, func.count(Comment.id), objections).where(
        Comment.channel.in_(channels), COMMENT_IN_A_ROOM
    )
    said = said.where(Comment.deleted_at.is_(None)).group_by(Comment.channel)
    comments = {channel: (n, standing) for channel, n, standing in db.session.execute(said)}
    return {
        slug: Said(positions.get(channel, 0), *comments.get(channel, (0, 0)))
        for channel, slug in channels.items()
    }


def _row(query: Any) -> tuple[int, ...]:
    return tuple(int(value or 0) for value in db.session.execute(query).one())
