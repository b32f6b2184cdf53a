"""What opinions are mapped from: everybody's votes on the clauses of a draft; and the map as the follower kept it last."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from ...drafts.models import Clause, Draft, Placement, Wording
from ...drafts.queries import ClauseRow, rows_of
from ...kit.db import db
from ...ledger.queries import newest_entries
from ..counting import Choice
from ..models import Figures, Position
from ..places import takes_positions
from ..polis import Vote
from ..verbs import Verb
from ..votes import VOTE_OF, VoteTable, table_of
from .closings import closing_of
from .spans import was_aside

OPINIONS = "opinions"
BATCH = 20_000
_On, _OnWords = aliased(Placement), aliased(Wording)


def opinions_of(draft: Draft) -> dict[str, Any] | None:
    """The opinion map of a draft as it was kept last, see ``mapped.py``; None where none was reckoned yet."""
    kept = db.session.get(Figures, (draft.id, OPINIONS))
    return dict(kept.data) if kept else None


def clauses_voted_on(draft: Draft) -> list[ClauseRow]:
    """The clauses of a draft that take positions, in reading order: the columns of its table of votes."""
    return [row for row in rows_of(draft) if takes_positions(row)]


def votes_in(draft: Draft, *, n: int | None = None) -> list[Vote]:
    """Every position that is counted in a draft as a vote, now or (``n``) when the record had so many entries."""
    query = (
        select(Position.voter, Clause.key, Position.choice, Position.taken_at)
        .join(_On, _On.id == Position.placement_id)
        .join(_OnWords, _OnWords.id == _On.wording_id)
        .join(Placement, Placement.meaning_id == _On.meaning_id)
        .join(Wording, Wording.id == Placement.wording_id)
        .join(Clause, Clause.id == Placement.clause_id)
        .where(Placement.draft_id == draft.id)
        .where(or_(Position.refused.is_(False), _OnWords.digest == Wording.digest))
    )
    if n is None:
        query = query.where(Position.ended_at.is_(None), Position.aside.is_(False))
    else:
        query = query.where(Position.taken_n <= n, or_(Position.ended_n.is_(None), Position.ended_n > n))
        query = query.where(~was_aside(n))
    rows = db.session.execute(query.execution_options(yield_per=BATCH))
    return [Vote(voter, key, VOTE_OF[Choice(choice)], int(at.timestamp())) for voter, key, choice, at in rows]


def table_in(votes: Sequence[Vote], rows: Sequence[ClauseRow]) -> VoteTable:
    """Votes as a table whose columns are the clauses."""
    keys = [row.key for row in rows]
    return table_of(((vote.person, vote.clause, vote.vote) for vote in votes), keys)


def counted_until(draft: Draft) -> tuple[int, int | None]:
    """Up to which entry positions are to be read for a draft: the newest that says one; and for one that closed, as of when."""
    closing = closing_of(draft)
    if closing is not None:
        return closing.n, closing.n
    verbs = (Verb.TAKEN, Verb.WITHDRAWN, Verb.REFUSED, Verb.JOINED, Verb.SET_ASIDE, Verb.RESTORED)
    newest = [newest_entries(verb=str(verb), limit=1).items for verb in verbs]
    return max((found[0].n for found in newest if found), default=0), None
