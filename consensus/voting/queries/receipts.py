"""Receipts: the entry of the record that says a position, which its holder can check by link."""

from dataclasses import dataclass

from sqlalchemy import select

from ...kit.db import db, in_write
from ...ledger.actions import chain_notes
from ...ledger.models import Entry
from ...ledger.vouched import Vouched, checkpoint_after
from ..models import Position


@dataclass(frozen=True, slots=True)
class Receipt:
    """The number and the hash of an entry, and the first checkpoint that covers it, once there is one."""

    n: int
    hash: str
    checkpoint: Vouched | None = None

    @property
    def path(self) -> str:
        """Its page."""
        return f"/ledger/{self.n}"


def receipt_of(position: Position) -> Receipt | None:
    """The receipt of a position. In the transaction of the act itself it is numbered now: to be asked last of all."""
    if position.taken_n is None and in_write():
        chain_notes()
    if position.taken_n is None:
        return None
    hash = db.session.scalar(select(Entry.hash).where(Entry.n == position.taken_n))
    return Receipt(position.taken_n, hash, checkpoint_after(position.taken_n)) if hash else None
