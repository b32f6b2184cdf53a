"""The desk's queue: what waits for an answer, asked for by place, kind, age and who takes care of it."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select
from sqlalchemy.orm import joinedload

from ...drafts.models import Clause, Draft
from ...kit.clock import now
from ...kit.db import db
from ...kit.web.paging import Page, make_cursor
from ..models import Assignment, AuthorsAnswer, Comment, Disposition
from .answers import wants_answer
from .arms import OLDEST, Arm, fetched, numbers_in, together
from .comments import comments_called
from .spots import Spot, drafts_seen, homes_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk asks for.

    ``clause``: a clause's id; ``part``: a slug; ``whole``: said of drafts as wholes; ``assigned_to``: an account's id;
    ``before``: made before that moment; ``only_here``: said on the draft itself, not on earlier ones.
    """

    clause: int | None = None
    part: str | None = None
    whole: bool = False
    kind: str | None = None
    unanswered: bool = True
    assigned_to: int | None = None
    unassigned: bool = False
    before: datetime | None = None
    objections_first: bool = True
    only_here: bool = False


def comments_of_draft(
    draft: Draft, asked: Asked = Asked(), *, cursor: str | None = None, limit: int = 50
) -> Page[Comment]:
    """A page of what wants an answer as seen from a draft, open objections first where asked for, then the oldest first.

    Raises Invalid for a cursor that this did not make.
    """
    stage, last = numbers_in(cursor, 2) if cursor else (0, 0)
    homes, arms = _homes(draft, asked), []
    for number, stands in enumerate(_stages(asked)):
        if number >= stage:
            beyond = Comment.id > (last if number == stage else 0)
            arms += [_arm(home, asked, number).where(stands, beyond).limit(limit + 1) for home in homes]
    rows = sorted((row.stage, row.id) for row in fetched(arms))
    next_ = make_cursor(rows[limit - 1]) if len(rows) > limit else None
    return Page(comments_called(id for _stage, id in rows[:limit]), next_)


def silent_objections(draft: Draft, *, cursor: str | None = None, limit: int = 50) -> Page[Comment]:
    """A page of the open objections, as seen from a draft, whose authors let their time to reply pass; the first first."""
    rows, next_ = together(_silent(draft), OLDEST, cursor=cursor, limit=limit)
    return Page(comments_called(row.id for row in rows), next_)


def how_many_silent(draft: Draft, *, most: int = 100) -> int:
    """How many such objections there are; of more than ``most`` only that there are more."""
    return len(fetched([arm.order_by(*OLDEST.by()).limit(most + 1) for arm in _silent(draft)])[: most + 1])


def alike_waiting(comments: Sequence[Comment]) -> dict[int, int]:
    """The first of a campaign → how many of it wait for an answer, for the campaigns that some comments belong to."""
    firsts = {first_of(comment) for comment in comments}
    campaign = func.coalesce(Comment.campaign_id, Comment.id)
    query = select(campaign, func.count()).where(_of_campaigns(firsts), Comment.unanswered)
    return {first: n for first, n in db.session.execute(query.group_by(campaign)) if n > 1}


def campaign_waiting(first: int, *, most: int) -> list[Comment]:
    """What waits for an answer among the comments whose texts are nearly the same as one's, the first first."""
    query = select(Comment.id).where(_of_campaigns({first}), Comment.unanswered).order_by(Comment.id)
    return comments_called(db.session.scalars(query.limit(most)))


def campaign_answer(first: int) -> Disposition | None:
    """The last answer that any comment of a campaign got."""
    query = select(Disposition).join(Comment, Comment.id == Disposition.comment_id)
    query = query.where(_of_campaigns({first}), Disposition.replaced_at.is_(None))
    return db.session.scalars(query.order_by(Disposition.id.desc()).limit(1)).first()


def first_of(comment: Comment) -> int:
    """The number of the comment that began its campaign: its own, if nothing nearly the same was said before."""
    return comment.campaign_id or comment.id


def state_of(comment: Comment, given: Disposition | None) -> str:
    """A comment and its answer as a short text: another one as soon as it is edited, deleted or answered."""
    told = (comment.id, comment.edited_at, comment.deleted_at, given.n if given else 0)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def clauses_called(keys: Collection[str]) -> list[Clause]:
    """Clauses by their keys; unknown ones are left out."""
    return list(db.session.scalars(select(Clause).where(Clause.key.in_(keys)).order_by(Clause.id)))


def assignments_of(comments: Sequence[Comment]) -> dict[int, Assignment]:
    """Comment → who takes care of it."""
    query = select(Assignment).where(Assignment.comment_id.in_([comment.id for comment in comments]))
    return {
        each.comment_id: each for each in db.session.scalars(query.options(joinedload(Assignment.account)))
    }


def _homes(draft: Draft, asked: Asked) -> list[ColumnElement[bool]]:
    if asked.clause is not None or asked.part is not None or asked.whole:
        homes = homes_of(Spot(draft, asked.clause, asked.part))
        return [home.holds() for home in homes if not asked.only_here or home.draft_id == draft.id]
    ids = [draft.id] if asked.only_here else drafts_seen(draft)
    return [Comment.home_draft_id == id for id in ids]


def _stages(asked: Asked) -> list[ColumnElement[bool]]:
    return [and_(Comment.stands), ~Comment.stands] if asked.objections_first else [Comment.id > 0]


def _arm(home: ColumnElement[bool], asked: Asked, stage: int) -> Arm:
    held = select(Assignment.comment_id)
    number: ColumnElement[int] = literal_column(str(stage))
    query = select(Comment.id, number.label("stage")).where(home)
    query = query.where(Comment.unanswered if asked.unanswered else wants_answer())
    if asked.kind is not None:
        query = query.where(Comment.kind == asked.kind)
    if asked.before is not None:
        query = query.where(Comment.created_at < asked.before)
    if asked.assigned_to is not None:
        query = query.where(Comment.id.in_(held.where(Assignment.account_id == asked.assigned_to)))
    if asked.unassigned:
        query = query.where(~held.where(Assignment.comment_id == Comment.id).exists())
    return query.order_by(*OLDEST.by())


def _silent(draft: Draft) -> list[Arm]:
    replied = select(AuthorsAnswer.id).where(AuthorsAnswer.disposition_id == Disposition.id)
    passed = (
        select(Disposition.id)
        .where(Disposition.comment_id == Comment.id, Disposition.replaced_at.is_(None))
        .where(Disposition.answer_by < now(), ~replied.exists())
    )
    waits = and_(Comment.stands, ~Comment.unanswered)
    return [
        select(Comment.id).where(Comment.home_draft_id == id, waits, passed.exists())
        for id in drafts_seen(draft)
    ]


def _of_campaigns(firsts: Collection[int]) -> ColumnElement[bool]:
    return or_(Comment.campaign_id.in_(firsts), Comment.id.in_(firsts))
