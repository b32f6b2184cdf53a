"""What happens in these tests: acts on things, people who watch them, and what they are told."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.following.actions import set_pace, watch
from consensus.following.models import InboxItem
from consensus.following.paces import Pace
from consensus.kit.db import db, transaction
from consensus.kit.errors import Missing
from consensus.kit.mail import OutboxMail
from consensus.ledger import CLI, record


class NoSuchThing(Missing):
    """404."""


def happen(
    verb: str, subject: str = "thing:a", *, by: Any = CLI, touches: Iterable[str] = (), **details: Any
) -> None:
    """One act: ``tried``, ``answered`` or ``looked-at``."""
    with transaction():
        record(f"thing.{verb}", by, subject, touches=touches, **details)


def answer(*people: Account, by: Any = CLI, subject: str = "thing:a", **details: Any) -> None:
    """An answer that concerns some people."""
    happen("answered", subject, by=by, to=" ".join(str(each.actor_id) for each in people), **details)


def begin_to_watch(account: Account, *refs: str, pace: Pace | None = None) -> Account:
    """Have somebody watch things, with mail at a pace of their own where one is given."""
    with transaction():
        for ref in refs:
            watch(ref, by=account)
        if pace:
            set_pace(account, pace=pace)
    return account


def told(account: Account) -> list[tuple[int, str]]:
    """What was put before somebody, in order: the number of the entry, and why."""
    query = (
        select(InboxItem.n, InboxItem.why).where(InboxItem.account_id == account.id).order_by(InboxItem.id)
    )
    return [(n, why) for n, why in db.session.execute(query)]


def outbox(account: Account | None = None) -> list[OutboxMail]:
    """The mails to somebody, or all, the oldest first."""
    query = select(OutboxMail).order_by(OutboxMail.id)
    return list(db.session.scalars(query.where(OutboxMail.recipient == account.email) if account else query))
