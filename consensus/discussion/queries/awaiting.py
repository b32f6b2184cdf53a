"""Since which draft the words of an objection mean something else than what its author last spoke of."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, literal, select, union_all

from ...drafts.models import Draft, Lineage, Placement, Publication, Withdrawal
from ...drafts.stretches import EVER
from ...kit.db import db
from ..models import Comment, StandingMove


class Step(NamedTuple):
    """A published draft."""

    draft_id: int
    position: int
    version: str
    at: datetime
    withdrawn: bool


class _Meant(NamedTuple):
    """What a clause of a draft means that carries on what was said on drafts at ``first`` ≤ p < ``until``."""

    draft_id: int
    since: int
    first: int
    until: int
    meaning: int


def changed_since(comments: Sequence[Comment]) -> dict[int, Step]:
    """Comment → the first draft of those up to the latest in which its words mean something else.

    Else than on the draft on which the author last spoke for it; comments whose words mean the same are left out.
    Three statements, none for no comments. Words that are gone mean something else.
    """
    if not comments:
        return {}
    spoken, steps = _spoken(comments), _steps()
    known = _meanings({comment.clause_id for comment in comments if comment.clause_id is not None})
    found = {}
    for comment in comments:
        last = steps[spoken.get(comment.id, comment.draft_id)]
        way = _Way(known.get(comment.clause_id or 0, ()), steps[comment.draft_id].position)
        changed = way.changed(last, [step for step in steps.values() if not step.withdrawn])
        if changed is not None:
            found[comment.id] = changed
    return found


class _Way(NamedTuple):
    """What became of the meaning of words on which something was said on a draft at the position ``made``."""

    meant: Collection[_Meant]
    made: int

    def changed(self, spoken: Step, steps: Sequence[Step]) -> Step | None:
        """Since which step they mean something else than on the one that was spoken of; None: they do not."""
        before, changed = self._meanings(spoken), None
        for step in reversed(steps):
            if step.position <= spoken.position or self._meanings(step) == before:
                break
            changed = step
        return changed

    def _meanings(self, step: Step) -> frozenset[int]:
        return frozenset(
            each.meaning
            for each in self.meant
            if each.draft_id == step.draft_id
            and each.since <= step.position
            and each.first <= self.made < each.until
        )


def _spoken(comments: Sequence[Comment]) -> dict[int, int]:
    """Comment → the draft on which its author last spoke for it."""
    ids = [comment.id for comment in comments]
    last = select(func.max(StandingMove.id)).where(StandingMove.comment_id.in_(ids))
    query = select(StandingMove.comment_id, StandingMove.draft_id).where(
        StandingMove.id.in_(last.group_by(StandingMove.comment_id))
    )
    return dict(db.session.execute(query).all())


def _steps() -> dict[int, Step]:
    """Every draft ever published, in order."""
    query = (
        select(
            Draft.id, Publication.position, Draft.version, Publication.at, Withdrawal.draft_id.is_not(None)
        )
        .join(Publication, Publication.draft_id == Draft.id)
        .outerjoin(Withdrawal, Withdrawal.draft_id == Draft.id)
        .order_by(Publication.position)
    )
    return {row[0]: Step(*row) for row in db.session.execute(query)}


def _meanings(clauses: Collection[int]) -> dict[int, list[_Meant]]:
    """Clause → the meanings, in all drafts, of itself and of what carries on what was said of it."""
    own = select(
        Placement.clause_id, Placement.draft_id, literal(0), literal(0), literal(EVER), Placement.meaning_id
    ).where(Placement.clause_id.in_(clauses))
    heirs = (
        select(
            Lineage.ancestor_id, Placement.draft_id, Lineage.since, Lineage.first, Lineage.until,
            Placement.meaning_id,
        )
        .join(Placement, Placement.clause_id == Lineage.clause_id)
        .where(Lineage.ancestor_id.in_(clauses), Lineage.clause_id != Lineage.ancestor_id)
    )  # fmt: skip
    found: dict[int, list[_Meant]] = {}
    for clause, *rest in db.session.execute(union_all(own, heirs)):
        found.setdefault(clause, []).append(_Meant(*rest))
    return found
