"""Objections: which stand, which is the strongest of each clause, how each moved, and which wait for their authors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, literal_column, select

from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ...kit.web.paging import Page
from ..models import Comment, StandingMove
from .answers import Answered, dispositions_of
from .arms import OLDEST, STRONGEST, Arm, together
from .awaiting import changed_since
from .comments import comments_called
from .counts import talk_of
from .spots import drafts_seen

AWAITING = "awaiting"
SILENT = timedelta(days=30)
# The condition of its index, word by word: a value given apart would not find it.
_SUSTAINED: ColumnElement[Any] = literal_column("comments.state = 'sustained'")


@dataclass(frozen=True, slots=True)
class ShownState:
    """Where an objection stands: ``standing``, ``awaiting``, ``sustained``, ``withdrawn`` or ``answered``.

    ``awaiting``: the meaning of its clause changed since its author last spoke for it, in the draft ``since``.
    ``no_reply``: the author was silent for 30 days after that.
    """

    state: str
    since: str | None = None
    no_reply: bool = False


def shown_states(comments: Sequence[Comment], *, at: datetime | None = None) -> dict[int, ShownState]:
    """Comment → where it stands, for those that are or were objections, or were sustained.

    Three statements where objections stand, none where none does.
    """
    shown = {comment.id: ShownState(str(comment.state)) for comment in comments if comment.state is not None}
    for id, step in changed_since([comment for comment in comments if comment.stands]).items():
        shown[id] = ShownState(AWAITING, step.version, no_reply=(at or now()) - step.at >= SILENT)
    return shown


def strongest_in(draft: Draft) -> dict[int, Answered]:
    """Clause → the open objection that most people share, with its answer, for all clauses of a draft."""
    chosen = {clause: counts.strongest_id for clause, counts in talk_of(draft).items() if counts.strongest_id}
    comments = {comment.id: comment for comment in comments_called(id for id in chosen.values() if id)}
    answers = dispositions_of(list(comments.values()))
    return {
        clause: Answered(comments[id], answers.get(id)) for clause, id in chosen.items() if id in comments
    }


def objections_open(draft: Draft, *, cursor: str | None = None, limit: int = 50) -> Page[Comment]:
    """A page of the open objections as seen from a draft, those that most people share first."""
    arms: list[Arm] = [
        select(Comment.id, Comment.cosigned).where(Comment.home_draft_id == id, Comment.stands)
        for id in drafts_seen(draft)
    ]
    rows, next_ = together(arms, STRONGEST, cursor=cursor, limit=limit)
    return Page(comments_called(row.id for row in rows), next_)


def sustained(draft: Draft, *, cursor: str | None = None, limit: int = 50) -> Page[Comment]:
    """A page of what its authors sustained, as seen from a draft, objections or not, the first first."""
    arms = [
        select(Comment.id).where(Comment.home_draft_id == id, _SUSTAINED, Comment.deleted_at.is_(None))
        for id in drafts_seen(draft)
    ]
    rows, next_ = together(arms, OLDEST, cursor=cursor, limit=limit)
    return Page(comments_called(row.id for row in rows), next_)


def moves_of(comments: Sequence[Comment]) -> dict[int, list[StandingMove]]:
    """Comment → how it moved, the first first."""
    ids = [comment.id for comment in comments]
    query = select(StandingMove).where(StandingMove.comment_id.in_(ids)).order_by(StandingMove.id)
    found: dict[int, list[StandingMove]] = {}
    for move in db.session.scalars(query):
        found.setdefault(move.comment_id, []).append(move)
    return found
