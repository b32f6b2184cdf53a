"""What was decided on the clauses of a draft besides counting: challenges, consensus calls with appeals, last calls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from ...drafts.models import Draft
from ...kit.db import db
from ..errors import NoSuchCall, NoSuchChallenge
from ..models import Appeal, Appellant, Call, Challenge, LastCall


def challenges_on(draft: Draft) -> dict[int, Challenge]:
    """Clause → the challenge of its change into this draft, ruled or not."""
    query = select(Challenge).where(Challenge.draft_id == draft.id)
    return {each.clause_id: each for each in db.session.scalars(query)}


def calls_on(draft: Draft) -> dict[int, Call]:
    """Clause → the consensus call that holds."""
    query = select(Call).where(Call.draft_id == draft.id, Call.set_aside_at.is_(None))
    query = query.options(joinedload(Call.clause))
    return {each.clause_id: each for each in db.session.scalars(query)}


def former_calls_on(draft: Draft, clause_id: int) -> Sequence[Call]:
    """Calls on a clause that were replaced or set aside, the first first."""
    query = select(Call).where(Call.draft_id == draft.id, Call.clause_id == clause_id)
    return db.session.scalars(query.where(Call.set_aside_at.is_not(None)).order_by(Call.id)).all()


@dataclass(frozen=True, slots=True)
class LastCalls:
    """The last calls on a draft: on single clauses, and on the whole of it (None)."""

    by_clause: Mapping[int | None, Sequence[LastCall]]

    def of(self, clause_id: int) -> LastCall | None:
        """The newest that covers a clause."""
        covering = self._covering(clause_id)
        return max(covering, key=lambda each: each.id) if covering else None

    def ended(self, clause_id: int) -> bool:
        """Whether one that covers a clause came to its end."""
        return any(each.ended_at is not None and not each.cut_short for each in self._covering(clause_id))

    def _covering(self, clause_id: int) -> list[LastCall]:
        return [*self.by_clause.get(clause_id, ()), *self.by_clause.get(None, ())]


def last_calls_on(draft: Draft) -> LastCalls:
    """All last calls on a draft."""
    found: dict[int | None, list[LastCall]] = {}
    query = select(LastCall).where(LastCall.draft_id == draft.id).order_by(LastCall.id)
    for each in db.session.scalars(query):
        found.setdefault(each.clause_id, []).append(each)
    return LastCalls(found)


def last_call_going_on(draft: Draft, clause_id: int | None) -> LastCall | None:
    """A last call that is not over and covers a clause (None: the whole draft)."""
    query = select(LastCall).where(LastCall.draft_id == draft.id, LastCall.ended_at.is_(None))
    covers: ColumnElement[bool] = LastCall.clause_id.is_(None)
    if clause_id is not None:
        covers = or_(covers, LastCall.clause_id == clause_id)
    return db.session.scalars(query.where(covers).limit(1)).first()


def challenge_called(id: int) -> Challenge:
    """A challenge by its number. Raises NoSuchChallenge."""
    found = db.session.get(Challenge, id)
    if found is None:
        raise NoSuchChallenge
    return found


def call_called(id: int) -> Call:
    """A consensus call by its number. Raises NoSuchCall."""
    found = db.session.get(Call, id)
    if found is None:
        raise NoSuchCall
    return found


def appeals_of(calls: Sequence[Call]) -> dict[int, Appeal]:
    """Call → the appeal against it."""
    query = select(Appeal).where(Appeal.call_id.in_([call.id for call in calls]))
    return {each.call_id: each for each in db.session.scalars(query.options(joinedload(Appeal.call)))}


def appellants_of(appeal: Appeal) -> Sequence[Appellant]:
    """Who appeals, the first first."""
    query = select(Appellant).where(Appellant.call_id == appeal.call_id)
    return db.session.scalars(query.order_by(Appellant.at, Appellant.voter)).all()
