"""What lists of stops show of each, for as many statements as one."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from ...discussion.models import Comment, Disposition
from ...kit.db import db
from ..models import Attendance, PaperPerson, Sitting, Stop, StopChange, StopState
from .totals import COMMENT_IN_A_ROOM, said_at


@dataclass(frozen=True, slots=True)
class Listed:
    """How many took part at a stop, what they said, and how much of it is answered."""

    people: int
    positions: int
    comments: int
    objections: int
    answered: int


def listed(stops: Collection[Stop]) -> dict[str, Listed]:
    """Slug → what was said there and what became of it, of those stops that were opened."""
    held = [stop for stop in stops if stop.draft_id is not None]
    if not held:
        return {}
    said, answered, people = said_at(held), _answered(held), _people(held)
    return {
        stop.slug: Listed(
            people.get(stop.id, 0), said[stop.slug].positions, said[stop.slug].comments, said[stop.slug].objections,
            answered.get(stop.channel, 0),
        )
        for stop in held
    }  # fmt: skip


def told_last(stops: Collection[Stop]) -> dict[int, StopChange]:
    """Stop → the step by which it was moved, or cancelled, last: with its reason, and when that was announced."""
    newest = select(func.max(StopChange.id)).where(
        StopChange.stop_id.in_([stop.id for stop in stops]), StopChange.reason != "",
        StopChange.state.in_((StopState.MOVED, StopState.CANCELLED)),
    )  # fmt: skip
    query = select(StopChange).where(StopChange.id.in_(newest.group_by(StopChange.stop_id)))
    return {change.stop_id: change for change in db.session.scalars(query)}


def _answered(stops: Collection[Stop]) -> dict[str, int]:
    query = (
        select(Comment.channel, func.count(Comment.id.distinct()))
        .join(Disposition, Disposition.comment_id == Comment.id)
        .where(Comment.channel.in_([stop.channel for stop in stops]), COMMENT_IN_A_ROOM)
        .where(Comment.deleted_at.is_(None), Disposition.replaced_at.is_(None))
    )
    return dict(db.session.execute(query.group_by(Comment.channel)).all())


def _people(stops: Collection[Stop]) -> dict[int, int]:
    """By code, each person once however many sittings they were in, and on paper; without those set aside."""
    ids = [stop.id for stop in stops]
    joined = (
        select(Sitting.stop_id, func.count(Attendance.account_id.distinct()))
        .join(Attendance, Attendance.sitting_id == Sitting.id)
        .where(Sitting.stop_id.in_(ids), Attendance.aside_at.is_(None))
    )
    paper = select(PaperPerson.stop_id, func.count(PaperPerson.id)).where(PaperPerson.stop_id.in_(ids))
    found = dict(db.session.execute(joined.group_by(Sitting.stop_id)).all())
    for stop_id, n in db.session.execute(paper.group_by(PaperPerson.stop_id)):
        found[stop_id] = found.get(stop_id, 0) + n
    return found
