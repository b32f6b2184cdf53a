"""What became of comments, both ways: each comment with its answer, each change with the comments it answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union
from sqlalchemy.orm import aliased, joinedload, selectinload

from ...drafts.changes import ChangeFound, ChangeKind
from ...drafts.models import Clause, Draft
from ...drafts.queries import changes_of
from ...kit.db import db
from ...kit.web.paging import Page
from ..models import (
    Acceptance,
    Addressing,
    Comment,
    Disposition,
    DispositionClause,
    Outcome,
    OutcomeCount,
    SuggestedEdit,
)
from .arms import OLDEST, together
from .comments import comments_called

FIRST = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """A comment and its current disposition; None: it is unanswered."""

    comment: Comment
    disposition: Disposition | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a change of a clause answers: how many comments, and the first of them."""

    total: int
    comments: tuple[Comment, ...]


def dispositions_of(comments: Sequence[Comment]) -> dict[int, Disposition]:
    """Comment → its current disposition, with clauses, draft and the author's answers."""
    ids = [comment.id for comment in comments]
    query = select(Disposition).where(Disposition.comment_id.in_(ids), Disposition.replaced_at.is_(None))
    return {each.comment_id: each for each in db.session.scalars(_with_all(query))}


def former_dispositions(comment: Comment) -> Sequence[Disposition]:
    """Dispositions of a comment that later ones replaced, the oldest first."""
    query = select(Disposition).where(
        Disposition.comment_id == comment.id, Disposition.replaced_at.is_not(None)
    )
    return db.session.scalars(_with_all(query).order_by(Disposition.n)).all()


def addressings_of(dispositions: Iterable[Disposition]) -> dict[int, Addressing]:
    """Disposition → that a second person found the objection addressed."""
    ids = [each.id for each in dispositions]
    query = select(Addressing).where(Addressing.disposition_id.in_(ids))
    return {each.disposition_id: each for each in db.session.scalars(query)}


def acceptances_of(comments: Sequence[Comment]) -> dict[int, list[Acceptance]]:
    """Comment → into which drafts its suggestion was taken, the first first."""
    query = (
        select(Acceptance)
        .where(Acceptance.comment_id.in_([comment.id for comment in comments]))
        .options(joinedload(Acceptance.draft))
        .order_by(Acceptance.comment_id, Acceptance.draft_id)
    )
    found: dict[int, list[Acceptance]] = {}
    for each in db.session.scalars(query):
        found.setdefault(each.comment_id, []).append(each)
    return found


def dispositions_for(draft: Draft) -> dict[int, Answers]:
    """Clause → the comments that its change into a draft answers, by disposition or by accepted suggestion."""
    answers = _answers_in(draft).subquery()
    place = func.row_number().over(partition_by=answers.c.clause_id, order_by=answers.c.comment_id)
    ranked = select(answers, place.label("place")).subquery()
    shown = ranked.c.place <= FIRST
    totals = select(answers.c.clause_id, func.count()).group_by(answers.c.clause_id)
    counted: dict[int, int] = dict(db.session.execute(totals).all())
    firsts = select(ranked.c.clause_id, ranked.c.comment_id).where(shown)
    by_clause: dict[int, list[int]] = {}
    for clause, comment in db.session.execute(firsts.order_by(ranked.c.clause_id, ranked.c.comment_id)):
        by_clause.setdefault(clause, []).append(comment)
    comments = {
        comment.id: comment for comment in comments_called(id for ids in by_clause.values() for id in ids)
    }
    return {
        clause: Answers(counted[clause], tuple(comments[id] for id in ids))
        for clause, ids in by_clause.items()
    }


def answered_by(draft: Draft, clause_id: int, *, cursor: str | None = None, limit: int = 50) -> Page[Comment]:
    """A page of the comments that the change of one clause into a draft answers, the first first."""
    answers = _answers_in(draft).subquery()
    ids = select(answers.c.comment_id).where(answers.c.clause_id == clause_id)
    rows, next_ = together(
        [select(Comment.id).where(Comment.id.in_(ids))], OLDEST, cursor=cursor, limit=limit
    )
    return Page(comments_called(row.id for row in rows), next_)


def unasked_changes(draft: Draft) -> list[ChangeFound]:
    """Changes into a draft that no current disposition and no accepted suggestion names; none for a first draft.

    A change is named with its clause or with any that it came from.
    """
    if draft.previous_id is None:
        return []
    named = _answers_in(draft).subquery()
    keys = set(db.session.scalars(select(Clause.key).where(Clause.id.in_(select(named.c.clause_id)))))
    return [
        change
        for change in changes_of(draft)
        if (change.kind != ChangeKind.SAME or change.moved) and keys.isdisjoint((change.key, *change.sources))
    ]


def wants_answer() -> ColumnElement[bool]:
    """The condition that a comment wants an answer of its own, or has one: what begins a thread, objects or suggests.

    What its author deleted does not, unless it was answered.
    """
    given = aliased(Disposition)
    answered = select(given.id).where(given.comment_id == Comment.id).exists()
    speaks = or_(Comment.parent_id.is_(None), Comment.kind == "objection", Comment.suggests)
    return or_(and_(speaks, Comment.deleted_at.is_(None)), answered)


def outcomes_of(draft: Draft) -> dict[str, int]:
    """Outcome → how many of the comments made on a draft have it; those that none has are left out."""
    query = select(OutcomeCount.outcome, OutcomeCount.n).where(
        OutcomeCount.draft_id == draft.id, OutcomeCount.n > 0
    )
    found: dict[Any, int] = dict(db.session.execute(query).all())
    return {str(outcome): found[outcome] for outcome in Outcome if outcome in found}


def _with_all(query: Select[Any]) -> Select[Any]:
    return query.options(
        joinedload(Disposition.resolved_in),
        selectinload(Disposition.clauses),
        selectinload(Disposition.answers),
    )


def _answers_in(draft: Draft) -> Any:
    """(clause, comment) of everything that says which change into a draft answers which comment."""
    disposed = (
        select(DispositionClause.clause_id, Disposition.comment_id)
        .join(Disposition, Disposition.id == DispositionClause.disposition_id)
        .where(Disposition.resolved_in_id == draft.id, Disposition.replaced_at.is_(None))
    )
    accepted = (
        select(SuggestedEdit.clause_id, SuggestedEdit.comment_id)
        .join(Acceptance, Acceptance.comment_id == SuggestedEdit.comment_id)
        .where(Acceptance.draft_id == draft.id, SuggestedEdit.clause_id.is_not(None))
    )
    return union(disposed, accepted)
