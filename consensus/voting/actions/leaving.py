"""What becomes of a person's positions when they are joined with another account, or erased.

Positions are known by a second id alone; the link between that and the account is one row. Erasing deletes it, and
what was said stays counted, by nobody.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select, update

from ...accounts.models import Account
from ...discussion.models import Comment
from ...drafts.models import Lineage, Placement, Publication
from ...kit.clock import now
from ...kit.db import db
from ...ledger import record
from ...ledger.actions import when_numbered
from ..models import Appellant, Challenge, Ending, Position, RollMember, VoterLink
from ..queries.standings import current_positions
from ..verbs import Verb
from .counters import counted
from .voters import locked


def merge_rows(guest: Account, into: Account) -> None:
    """Let a guest's positions be the account's: on one meaning the later that counts stays, the other ends, on record.

    Where only the guest took positions, its second id goes on as the account's, and nothing public happens.
    """
    _merge_rolls(guest, into)
    first, second = sorted([guest.id, into.id])
    links = {id: locked(id) for id in (first, second)}
    theirs, own = links[guest.id], links[into.id]
    if theirs is None:
        return
    if own is None:
        theirs.account_id = into.id
        db.session.flush()
        return
    ended = _join(theirs.voter, own.voter)
    _rename(theirs.voter, own.voter, authors=(guest.id, into.id))

    def number(entry: Any) -> None:
        for each in ended:
            each.ended(entry)

    record(Verb.JOINED, theirs, theirs, into=own.voter, ended=[str(each.ref) for each in ended])
    when_numbered(number)
    db.session.delete(theirs)
    db.session.flush()


def erase_rows(account: Account) -> None:
    """Forget who stands behind positions; they stay counted as they are."""
    for model in (VoterLink, RollMember):
        db.session.execute(delete(model).where(model.account_id == account.id))


def _join(one: str, other: str) -> list[Position]:
    """End the earlier of two positions on one meaning, and settle what was left behind. → what ended.

    One that is set aside never takes the place of one that counts.
    """
    voters = select(VoterLink.voter).where(VoterLink.voter.in_([one, other]))
    positions, latest = current_positions(voters), {}
    for position in sorted(positions, key=lambda each: (not each.aside, each.id)):
        latest[position.meaning_id] = position
    over = [position for position in positions if latest[position.meaning_id] is not position]
    at = now()
    with counted(positions):
        for position in over:
            position.ended_at, position.ended_by = at, Ending.MERGED
        for position in _answered(sorted(latest.values(), key=lambda each: each.id)):
            position.settled = True
    return over


def _answered(positions: Sequence[Position]) -> list[Position]:
    """Those of whose clauses, or of what came of them, something later was said on other words."""
    ids = [position.placement_id for position in positions]
    query = (
        select(Placement.id, Lineage.ancestor_id)
        .join(Lineage, Lineage.clause_id == Placement.clause_id)
        .join(Publication, Publication.draft_id == Placement.draft_id)
        .where(Placement.id.in_(ids), Lineage.since <= Publication.position)
    )
    came_from: dict[int, set[int]] = {}
    for placement, ancestor in db.session.execute(query):
        came_from.setdefault(placement, set()).add(ancestor)
    clauses = dict(
        db.session.execute(select(Placement.id, Placement.clause_id).where(Placement.id.in_(ids))).all()
    )
    return [
        each
        for at, each in enumerate(positions)
        if any(
            clauses[each.placement_id] in came_from.get(later.placement_id, ())
            for later in positions[at + 1 :]
        )
    ]


def _rename(voter: str, into: str, *, authors: Sequence[int]) -> None:
    """Whatever was done under an id was done under the one it goes on as."""
    for model in (Position, Challenge):
        db.session.execute(update(model).where(model.voter == voter).values(voter=into))
    said = update(Comment).where(Comment.author_id.in_(authors), Comment.voice == voter)
    db.session.execute(said.values(voice=into))
    both = select(Appellant.call_id).where(Appellant.voter == into)
    db.session.execute(delete(Appellant).where(Appellant.voter == voter, Appellant.call_id.in_(both)))
    db.session.execute(update(Appellant).where(Appellant.voter == voter).values(voter=into))


def _merge_rolls(guest: Account, into: Account) -> None:
    own = select(RollMember.draft_id).where(RollMember.account_id == into.id)
    theirs = RollMember.account_id == guest.id
    db.session.execute(delete(RollMember).where(theirs, RollMember.draft_id.in_(own)))
    db.session.execute(update(RollMember).where(theirs).values(account_id=into.id))
