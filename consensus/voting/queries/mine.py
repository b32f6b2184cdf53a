"""What a person says of the clauses of a draft: where it counts, and what they said of other words these came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from ...accounts.models import Account
from ...drafts.models import Draft, Placement, Wording
from ...drafts.queries import ClauseRow
from ...kit.db import db
from ..models import Position, VoterLink
from ..standing import State
from .standings import left_behind

_On, _OnWords, _OnDraft = aliased(Placement), aliased(Wording), aliased(Draft)


@dataclass(frozen=True, slots=True)
class Mine:
    """A position of mine as a clause of a draft shows it. ``stale``: it was taken on other words and is not counted."""

    position: Position
    state: State
    taken_on: str

    @property
    def stale(self) -> bool:
        """Whether it is shown as what it was, and not counted."""
        return self.state is State.STALE

    @property
    def carried(self) -> bool:
        """Whether it was taken on an earlier draft and is counted here."""
        return self.state in (State.SAME_WORDS, State.EDITED)


def voter_id(account: Account | None) -> str | None:
    """The second id of a person; None where they never took a position."""
    if account is None:
        return None
    return db.session.scalar(select(VoterLink.voter).where(VoterLink.account_id == account.id))


def position_of(account: Account | None, draft: Draft, row: ClauseRow) -> Mine | None:
    """What a person says of one clause: counted here, or else stale; None where they said nothing."""
    return _mine(draft, account, [row.clause_id]).get(row.clause_id)


def positions_in(draft: Draft, account: Account | None) -> dict[int, Mine]:
    """Clause → what a person says of it, for all clauses of a draft; the latest stale one where nothing is counted."""
    return _mine(draft, account, None)


def _mine(draft: Draft, account: Account | None, clauses: Sequence[int] | None) -> dict[int, Mine]:
    voter = voter_id(account)
    if voter is None:
        return {}
    stale = left_behind(voter, draft, clauses)
    versions = _versions({position.draft_id for _clause, position in stale})
    found = {clause: Mine(each, State.STALE, versions[each.draft_id]) for clause, each in stale}
    counted = _counted(draft, voter)
    if clauses is not None:
        counted = counted.where(Placement.clause_id.in_(clauses))
    for clause, position, here, there, version in db.session.execute(counted):
        if here == there or not position.refused:
            found[clause] = Mine(position, _state(position, draft, same=here == there), version)
    return found


def _counted(draft: Draft, voter: str) -> Any:
    """(clause, position, digest here, digest where it was taken, version there) of what is held on meanings of a draft."""
    return (
        select(Placement.clause_id, Position, Wording.digest, _OnWords.digest, _OnDraft.version)
        .join(Position, Position.meaning_id == Placement.meaning_id)
        .join(Wording, Wording.id == Placement.wording_id)
        .join(_On, _On.id == Position.placement_id)
        .join(_OnWords, _OnWords.id == _On.wording_id)
        .join(_OnDraft, _OnDraft.id == Position.draft_id)
        .where(Placement.draft_id == draft.id, Position.voter == voter, Position.ended_at.is_(None))
    )


def _state(position: Position, draft: Draft, *, same: bool) -> State:
    if position.draft_id == draft.id:
        return State.HERE
    return State.SAME_WORDS if same else State.EDITED


def _versions(drafts: set[int]) -> dict[int, str]:
    if not drafts:
        return {}
    return dict(db.session.execute(select(Draft.id, Draft.version).where(Draft.id.in_(drafts))).all())
