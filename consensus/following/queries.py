"""Questions about what people follow."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from ..accounts.models import Account
from ..kit.clock import rfc3339
from ..kit.db import db
from .models import InboxItem, Watch


def watches_of(account: Account) -> Sequence[Watch]:
    """What a person follows, the oldest first."""
    return db.session.scalars(select(Watch).where(Watch.account_id == account.id).order_by(Watch.id)).all()


def inbox_of(account: Account) -> Sequence[InboxItem]:
    """What was put before a person, the oldest first."""
    query = select(InboxItem).where(InboxItem.account_id == account.id).order_by(InboxItem.n)
    return db.session.scalars(query).all()


def rows_of(account: Account) -> dict[str, Any]:
    """What this package keeps of a person, as JSON values."""
    return {
        "watches": [{"ref": each.ref, "since": rfc3339(each.at)} for each in watches_of(account)],
        "inbox": [
            {"n": each.n, "seen_at": rfc3339(each.seen_at) if each.seen_at else None}
            for each in inbox_of(account)
        ],
    }
