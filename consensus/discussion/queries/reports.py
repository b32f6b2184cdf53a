"""The report of a draft: everything said on it that wants an answer, in reading order, answered or not."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select, tuple_

from ...drafts.models import Draft, Placement
from ...kit.db import db
from ...kit.web.paging import Page, make_cursor
from ..models import Comment
from .answers import Answered, dispositions_of, wants_answer
from .arms import Arm, numbers_in
from .comments import comments_called

START = (-1, 0)


def disposition_rows(
    draft: Draft, *, cursor: str | None = None, limit: int = 50, unanswered: bool = False
) -> Page[Answered]:
    """A page of what was said on a draft: on the whole and its parts first, then clause by clause as they are printed.

    With ``unanswered`` only those without an answer. Raises Invalid for a cursor that this did not make.
    """
    some = and_(Comment.unanswered) if unanswered else wants_answer()
    order, last = numbers_in(cursor, 2) if cursor else START
    rows: list[tuple[int, int]] = []
    if order < 0:
        wholes = _wholes(draft, some).where(Comment.id > last).order_by(Comment.id).limit(limit + 1)
        rows += [(-1, id) for id in db.session.scalars(wholes)]
    if len(rows) <= limit:
        here = tuple_(Placement.order, Comment.id)
        clauses = _clauses(draft, some).where(here > tuple_(order, last if order >= 0 else 0))
        rows += [(place, id) for place, id in db.session.execute(clauses.limit(limit + 1 - len(rows)))]
    comments = comments_called(id for _place, id in rows[:limit])
    found = dispositions_of(comments)
    next_ = make_cursor(rows[limit - 1]) if len(rows) > limit else None
    return Page([Answered(comment, found.get(comment.id)) for comment in comments], next_)


def _wholes(draft: Draft, some: ColumnElement[bool]) -> Arm:
    elsewhere = and_(Comment.home_draft_id == draft.id, Comment.home_clause_id.is_(None))
    return select(Comment.id).where(elsewhere, some)


def _clauses(draft: Draft, some: ColumnElement[bool]) -> Arm:
    lives = and_(Comment.home_clause_id == Placement.clause_id, Comment.home_draft_id == draft.id)
    return (
        select(Placement.order, Comment.id)
        .join(Comment, lives)
        .where(Placement.draft_id == draft.id, some)
        .order_by(Placement.order, Comment.id)
    )


def said_on(draft: Draft, *, after: int, most: int) -> Sequence[Comment]:
    """Some of the threads that began on a draft, whole, each root followed by its replies; roots after a number."""
    begun = select(Comment.id).where(Comment.home_draft_id == draft.id, Comment.parent_id.is_(None))
    roots = db.session.scalars(begun.where(Comment.id > after).order_by(Comment.id).limit(most)).all()
    replies = select(Comment.id, Comment.thread_id).where(Comment.thread_id.in_(roots)).order_by(Comment.id)
    below: dict[int, list[int]] = {}
    for id, root in db.session.execute(replies):
        below.setdefault(root or 0, []).append(id)
    return comments_called(id for root in roots for id in (root, *below.get(root, ())))
