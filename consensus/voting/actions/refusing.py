"""Refusing that one's own position is carried over an editorial change: one click, no reason needed."""

from ...accounts.models import Account
from ...drafts.models import Draft, Placement, Wording
from ...drafts.queries import ClauseRow
from ...kit.db import db
from ..errors import NothingToRefuse
from ..models import Position
from ..queries.standings import held_on
from ..verbs import Verb
from .counters import counted
from .telling import tell
from .voters import voter_of


def refuse_carrying(draft: Draft, row: ClauseRow, *, by: Account) -> Position:
    """Have one's position count on the words it was given on alone, not on those of this draft. Twice is once.

    It is then stale here; saying something of the new words ends it. Raises NothingToRefuse where no position came
    over other words.
    """
    voter = voter_of(by)
    held = held_on(voter.voter, [row.meaning_id]).get(row.meaning_id)
    if held is None or _digest(held) == row.digest:
        raise NothingToRefuse
    if held.refused:
        return held
    with counted([held]):
        held.refused = True
    tell(Verb.REFUSED, held, row.key, by=voter, then=held.refusal)
    return held


def _digest(position: Position) -> str:
    placement = db.session.get_one(Placement, position.placement_id)
    return db.session.get_one(Wording, placement.wording_id).digest
