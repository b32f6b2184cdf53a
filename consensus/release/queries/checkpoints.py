"""Checkpoints: signed notes of where the record ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ...kit.clock import rfc3339
from ...kit.db import db
from ...kit.errors import Missing
from ...kit.web.paging import Page, page_of
from ..models import Checkpoint


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A checkpoint as it is shown, printed and handed out."""

    n: int
    hash: str
    at: datetime
    key: str
    signature: str

    @property
    def path(self) -> str:
        """Its page."""
        return f"/ledger/checkpoints/{self.n}"

    def as_dict(self) -> dict[str, Any]:
        """The signed object with its signature: all that ``verify.py --checkpoint`` needs."""
        return {
            "type": "checkpoint", "n": self.n, "hash": self.hash, "at": rfc3339(self.at), "key": self.key,
            "signature": self.signature,
        }  # fmt: skip


def shown(checkpoint: Checkpoint) -> SignedHead:
    """A stored checkpoint as it is handed out."""
    return SignedHead(checkpoint.n, checkpoint.hash, checkpoint.at, checkpoint.key_id, checkpoint.signature)


def checkpoint_at(n: int) -> SignedHead:
    """The checkpoint of an entry. Raises Missing."""
    found = db.session.get(Checkpoint, n)
    if found is None:
        raise Missing
    return shown(found)


def checkpoint_for(n: int | None) -> SignedHead | None:
    """The first checkpoint at or after an entry; of None, the newest there is."""
    if n is None:
        query = select(Checkpoint).order_by(Checkpoint.n.desc())
    else:
        query = select(Checkpoint).where(Checkpoint.n >= n).order_by(Checkpoint.n)
    found = db.session.scalars(query.limit(1)).first()
    return shown(found) if found else None


def checkpoints(*, cursor: str | None = None, limit: int = 50) -> Page[Checkpoint]:
    """A page of checkpoints, the newest first."""
    return page_of(select(Checkpoint), [Checkpoint.n], cursor=cursor, limit=limit, newest_first=True)


def newest_checkpoints(most: int) -> Sequence[SignedHead]:
    """The newest ones, the newest first; for feeds."""
    query = select(Checkpoint).order_by(Checkpoint.n.desc()).limit(most)
    return [shown(each) for each in db.session.scalars(query)]
