"""What somebody said of clauses and no longer says, or still does: their own history."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from ...accounts.models import Account
from ...drafts.models import Clause, Draft, Lineage, Placement
from ...drafts.queries import ClauseRow
from ...kit.db import db
from ...kit.web.paging import Page, page_of
from ..models import Position
from .mine import voter_id


class Step(NamedTuple):
    """A position, the version of its draft, and the key and number of its clause there."""

    position: Position
    version: str
    key: str
    number: str


def history_on(account: Account | None, row: ClauseRow) -> list[Step]:
    """Everything a person said of a clause and of what it came from, the newest first."""
    voter = voter_id(account)
    if voter is None:
        return []
    came_from = select(Lineage.ancestor_id).where(Lineage.clause_id == row.clause_id)
    query = _said_by(voter).where(Placement.clause_id.in_(came_from)).order_by(Position.id.desc())
    return [_step(each) for each in db.session.execute(query)]


def history_of_person(account: Account, *, cursor: str | None = None, limit: int = 50) -> Page[Step]:
    """A page of everything a person ever said of clauses, the newest first."""
    query = _said_by(voter_id(account) or "").add_columns(Position.id)
    page = page_of(query, [Position.id], cursor=cursor, limit=limit, newest_first=True, whole_rows=True)
    return Page([_step(row) for row in page.items], page.next)


def position_numbered(id: int) -> Position | None:
    """A position by its number."""
    return db.session.get(Position, id)


def keys_of_positions(positions: Iterable[Position]) -> dict[int, str]:
    """Placement → the key of its clause, for those that some positions were taken on."""
    placements = {position.placement_id for position in positions}
    if not placements:
        return {}
    query = select(Placement.id, Clause.key).join(Clause, Clause.id == Placement.clause_id)
    return dict(db.session.execute(query.where(Placement.id.in_(placements))).all())


def _said_by(voter: str) -> Select[Position, str, str, str]:
    return (
        select(Position, Draft.version, Clause.key, Placement.number)
        .join(Placement, Placement.id == Position.placement_id)
        .join(Draft, Draft.id == Placement.draft_id)
        .join(Clause, Clause.id == Placement.clause_id)
        .where(Position.voter == voter)
    )


def _step(row: Any) -> Step:
    return Step(row[0], row[1], row[2], row[3])
