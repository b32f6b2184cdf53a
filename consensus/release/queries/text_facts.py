"""What is on record of a draft's text: which clauses are settled and how, which objections stand, what waits for an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import and_, func, select

from ...discussion.models import Comment, Talk
from ...discussion.places import TAKES_POSITIONS
from ...discussion.queries.spots import position_of
from ...drafts.models import Clause, Draft, Lineage, Placement, Publication
from ...kit.db import db
from ...voting.models import Appeal, Call, Challenge, LastCall
from ...voting.outcome import Status
from ..facts import ClauseFact

CALL, LAST_CALL = "call", "last-call"
SETTLING = (Status.CONSENSUS, Status.ROUGH)


@dataclass(frozen=True, slots=True)
class TextFacts:
    """The normative clauses that take positions; how many objections stand, each once, and the clauses they are seen on."""

    clauses: tuple[ClauseFact, ...]
    objections: int
    objected: tuple[str, ...]


class _Called(NamedTuple):
    id: int | None = None
    finding: Status | None = None
    waits: bool = False

    @property
    def settles(self) -> bool:
        return self.finding in SETTLING and not self.waits


def text_facts(draft: Draft, *, last_call: bool) -> TextFacts:
    """What settles each clause of a draft, in order, and which objections stand; five statements.

    ``last_call``: whether the draft's policy accepts a last call without objection. An editorial challenge that waits for
    its ruling keeps a clause open, and so does an appeal.
    """
    calls, passed = _calls(draft), _passed(draft) if last_call else frozenset()
    challenged, (objections, on) = _challenged(draft), _objections(draft)
    clauses, objected = [], []
    for id, key, number, normative in _placed(draft):
        objected += [number or key] if id in on else []
        if not normative:
            continue
        called, settled = calls.get(id, _Called()), None
        if id not in challenged:
            over = id not in on and (id in passed or None in passed)
            settled = CALL if called.settles else LAST_CALL if over else None
        finding = str(called.finding) if called.finding else None
        clauses.append(ClauseFact(key, number, settled, called.id, finding, on.get(id, 0)))
    return TextFacts(tuple(clauses), objections, tuple(objected))


def comments_waiting(draft: Draft) -> int:
    """How many comments that came in time, on a draft or one before it, have no answer yet."""
    seen = select(Publication.draft_id).where(Publication.position <= position_of(draft))
    query = select(func.count(Comment.id)).where(
        Comment.unanswered, ~Comment.late, Comment.home_draft_id.in_(seen)
    )
    return db.session.scalar(query) or 0


def _objections(draft: Draft) -> tuple[int, Mapping[int, int]]:
    """How many objections stand on what the clauses of a draft are or came from; clause → how many. From counters."""
    at = position_of(draft)
    inherited = and_(
        Lineage.ancestor_id == Talk.clause_id, Lineage.since <= at,
        Lineage.first <= Publication.position, Publication.position < Lineage.until,
    )  # fmt: skip
    query = (
        select(Talk.id, Talk.objections, Placement.clause_id)
        .join(Publication, Publication.draft_id == Talk.draft_id)
        .join(Lineage, inherited)
        .join(Placement, and_(Placement.clause_id == Lineage.clause_id, Placement.draft_id == draft.id))
        .where(Publication.position <= at, Talk.objections > 0)
    )
    counted, on = {}, dict[int, int]()
    for place, n, clause in db.session.execute(query.distinct()):
        counted[place] = n
        on[clause] = on.get(clause, 0) + n
    return sum(counted.values()), on


def _placed(draft: Draft) -> list[tuple[int, str, str, bool]]:
    """(clause, key, number, whether it is asked for) of everything that takes positions, in order."""
    query = (
        select(Placement.clause_id, Clause.key, Placement.number, Placement.normative)
        .join(Clause, Clause.id == Placement.clause_id)
        .where(Placement.draft_id == draft.id, Placement.kind.in_(TAKES_POSITIONS))
        .order_by(Placement.order)
    )
    return [(id, key, number, normative) for id, key, number, normative in db.session.execute(query)]


def _calls(draft: Draft) -> dict[int, _Called]:
    """Clause → the call that holds, its finding, and whether an appeal against it waits for its ruling."""
    waits = and_(Appeal.lodged_at.is_not(None), Appeal.ruled_at.is_(None))
    query = (
        select(Call.clause_id, Call.id, Call.finding, waits)
        .outerjoin(Appeal, Appeal.call_id == Call.id)
        .where(Call.draft_id == draft.id, Call.set_aside_at.is_(None))
    )
    return {
        clause: _Called(id, finding, bool(held)) for clause, id, finding, held in db.session.execute(query)
    }


def _passed(draft: Draft) -> frozenset[Any]:
    """The clauses of which a last call came to its end; None among them: one on the whole draft did."""
    query = select(LastCall.clause_id).where(
        LastCall.draft_id == draft.id, LastCall.ended_at.is_not(None), ~LastCall.cut_short
    )
    return frozenset(db.session.scalars(query))


def _challenged(draft: Draft) -> frozenset[int]:
    """The clauses whose editorial change is challenged, and not ruled on."""
    query = select(Challenge.clause_id).where(Challenge.draft_id == draft.id, Challenge.ruled_at.is_(None))
    return frozenset(db.session.scalars(query))
