"""Objections that may wait for their authors, looked for in small stretches of ids: what the follower asks."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from ...drafts.models import Correction, Lineage, Placement, Publication
from ...kit.db import db
from ..models import Comment, Reminder
from .comments import loaded


def newest_id() -> int:
    """The number of the newest comment; 0 when nothing was said."""
    return db.session.scalar(select(func.max(Comment.id))) or 0


def corrections_until_now() -> int:
    """The number of the last correction of a map: meanings change with it."""
    return db.session.scalar(select(func.max(Correction.id))) or 0


def standing_between(after: int, upto: int, *, most: int) -> list[Comment]:
    """The first open objections among the comments of a stretch."""
    some = select(Comment).where(Comment.id > after, Comment.id <= upto, Comment.stands)
    return list(db.session.scalars(loaded(some.order_by(Comment.id).limit(most))))


def reminders_due(at: datetime, *, most: int) -> Sequence[Reminder]:
    """Reminders after which it is time for the next, the earliest first."""
    query = select(Reminder).where(Reminder.again_at <= at).order_by(Reminder.again_at, Reminder.comment_id)
    return db.session.scalars(query.limit(most)).all()


def last_reminded(comments: Sequence[Comment]) -> dict[int, int]:
    """Comment → the latest draft for whose words its author was reminded."""
    ids = [comment.id for comment in comments]
    query = select(Reminder.comment_id, func.max(Reminder.draft_id)).where(Reminder.comment_id.in_(ids))
    return dict(db.session.execute(query.group_by(Reminder.comment_id)).all())


def meanings_of(
    comments: Sequence[Comment], drafts: Collection[int]
) -> dict[tuple[int, int], frozenset[int]]:
    """(comment, draft) → what the clauses mean there that carry on what the comment is about; gone: left out."""
    made, seen = aliased(Publication), aliased(Publication)
    query = (
        select(Comment.id, Placement.draft_id, Placement.meaning_id)
        .join(made, made.draft_id == Comment.draft_id)
        .join(Lineage, Lineage.ancestor_id == Comment.clause_id)
        .join(Placement, Placement.clause_id == Lineage.clause_id)
        .join(seen, seen.draft_id == Placement.draft_id)
        .where(Comment.id.in_([comment.id for comment in comments]), Placement.draft_id.in_(drafts))
        .where(Lineage.since <= seen.position, Lineage.first <= made.position, made.position < Lineage.until)
    )
    found: dict[tuple[int, int], set[int]] = {}
    for comment, draft, meaning in db.session.execute(query):
        found.setdefault((comment, draft), set()).add(meaning)
    return {key: frozenset(meanings) for key, meanings in found.items()}
