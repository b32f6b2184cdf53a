"""The rest of a part: clauses of which somebody has said nothing yet."""

from sqlalchemy import select

from ...accounts.models import Account
from ...discussion.errors import NoSuchPart
from ...drafts.models import Draft
from ...drafts.queries import ClauseRow, parts_of, rows_of
from ...kit.db import db
from ..counting import Choice
from ..models import Position, VoterLink
from ..places import takes_positions
from .objections import own_objections
from .standings import left_behind


def rest_of(draft: Draft, part: str, account: Account) -> list[ClauseRow]:
    """The clauses that *I can live with the rest of this part* names: with no position of mine, and no objection.

    What I said of former words and is stale is among them, unless I objected. Raises NoSuchPart.
    """
    if part not in {each.slug for each in parts_of(draft)}:
        raise NoSuchPart
    rows = [row for row in rows_of(draft) if row.part == part and takes_positions(row)]
    voter = db.session.scalar(select(VoterLink.voter).where(VoterLink.account_id == account.id))
    clauses = [row.clause_id for row in rows]
    behind = left_behind(voter, draft, clauses) if voter else []
    objected = {clause for clause, position in behind if position.choice is Choice.OBJECT}
    objected |= {each.clause_id or 0 for each in own_objections(account, draft, clauses)}
    said = _meanings_held(voter) if voter else set()
    return [row for row in rows if row.meaning_id not in said and row.clause_id not in objected]


def _meanings_held(voter: str) -> set[int]:
    query = select(Position.meaning_id).where(Position.voter == voter, Position.ended_at.is_(None))
    return set(db.session.scalars(query))
