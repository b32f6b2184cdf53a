"""Acts on positions, each in a transaction of its own, and what they leave behind."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from consensus.accounts.models import Account
from consensus.discussion.texts import prepare_text
from consensus.drafts.actions import prepare_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.models import Draft
from consensus.drafts.queries import ClauseRow, clause_in, period_of
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.models import Entry
from consensus.voting.actions import Said, Taken, take_position, withdraw_position
from consensus.voting.models import Position
from tests.drafts.making import OLD, publish


def row_of(draft: Draft, key: str) -> ClauseRow:
    """A clause as it stands in a draft, as stored now."""
    return clause_in(draft, key)


def take(
    draft: Draft,
    key: str,
    choice: str,
    by: Account,
    *,
    reason: str | None = None,
    nonce: str | None = None,
    **given: Any,
) -> Taken:
    """Take a position on a clause by its key; an objection gets a reason when none is given."""
    if choice == "object" and reason is None:
        reason = "This goes too far."
    said = Said(reason=prepare_text(reason), nonce=nonce) if reason else Said()
    with transaction():
        return take_position(draft, row_of(draft, key), choice=choice, by=by, said=said, **given)


def take_back(draft: Draft, key: str, by: Account) -> Position | None:
    """Take back what somebody says of a clause."""
    with transaction():
        return withdraw_position(draft, row_of(draft, key), by=by)


def close(draft: Draft, *, ago: timedelta = timedelta(minutes=1)) -> None:
    """The draft's period ended some time ago."""
    with transaction():
        period = period_of(db.session.get_one(Draft, draft.id))
        assert period is not None
        period.closes_at = now() - ago


def draft_with_policy(policy: str, version: str = "0.1", text: str = OLD) -> Draft:
    """A draft that brings a policy."""
    reading = read_files([File("definition.md", text), File("policy.toml", policy)], version=version)
    with transaction():
        prepared = prepare_draft(reading, by=SETUP)
    return publish(prepared)


def act(action: Any, *things: Any, **given: Any) -> Any:
    """Do one thing, as an entrance would."""
    with transaction():
        return action(*things, **given)


def current() -> list[tuple[str, str]]:
    """What is held now, as (draft, choice), in the order in which it was taken."""
    query = select(Draft.version, Position.choice).join(Position, Position.draft_id == Draft.id)
    found = db.session.execute(query.where(Position.ended_at.is_(None)).order_by(Position.id))
    return [(version, str(choice)) for version, choice in found]


def how_many() -> int:
    """How many positions are stored, over and current."""
    return db.session.scalar(select(func.count(Position.id))) or 0


def entries(verb: str | None = None) -> list[Entry]:
    """What the record says of positions and what follows from them, or of one verb."""
    query = (
        select(Entry).where(Entry.by.like("v:%")) if verb is None else select(Entry).where(Entry.verb == verb)
    )
    return list(db.session.scalars(query.order_by(Entry.n)))
