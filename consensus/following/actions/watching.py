"""What a person watches, and what of their inbox they have seen."""

from typing import Any

from sqlalchemy import delete, update

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.db.dialects import upsert
from ...kit.refs import ref
from ..models import InboxItem, Watch


def watch(thing: Any, *, by: Account) -> None:
    """Have somebody told of what happens to a thing from now on; doing it again changes nothing."""
    auto_watch(by, thing)


def auto_watch(account: Any, *things: Any) -> None:
    """The same for several things at once: what comes of itself when one takes part. Only people watch."""
    if isinstance(account, Account):
        rows = [{"account_id": account.id, "ref": str(ref(thing)), "at": now()} for thing in things]
        upsert(db.session, Watch.__table__, rows, key=["account_id", "ref"], update=[])  # type: ignore[arg-type]


def unwatch(thing: Any, *, by: Account) -> None:
    """Let somebody no longer be told; what they were told already stays in their inbox."""
    db.session.execute(delete(Watch).where(Watch.account_id == by.id, Watch.ref == str(ref(thing))))


def see_all(account: Account, *, upto: int) -> None:
    """Note that a person has seen what was put before them up to an item, so that nothing newer is passed over."""
    unseen = update(InboxItem).where(
        InboxItem.account_id == account.id, InboxItem.seen_at.is_(None), InboxItem.id <= upto
    )
    db.session.execute(unseen.values(seen_at=now()))
