"""The ledger's tables: its one-row head, its entries, and the revisions that pages are cached by."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from ..kit.clock import rfc3339
from ..kit.db import Json, Model, UtcDateTime


class Head(Model):
    """Where the chain ends. One row; locked before the next number is taken, so numbers become visible in order."""

    __tablename__ = "ledger_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]
    hash: Mapped[str]


class Entry(Model):
    """One public act. Never changed, never deleted."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        Index("ix_ledger_entries_subject_n", "subject", "n"),
        Index("ix_ledger_entries_verb_n", "verb", "n"),
    )

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    verb: Mapped[str]
    by: Mapped[str]
    subject: Mapped[str]
    details: Mapped[Any] = mapped_column(Json)
    previous: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)

    def as_dict(self) -> dict[str, Any]:
        """The entry with the fields of an export, in their order."""
        return {
            "n": self.n,
            "at": rfc3339(self.at),
            "verb": self.verb,
            "by": self.by,
            "subject": self.subject,
            "details": self.details,
            "previous": self.previous,
            "hash": self.hash,
        }


class Revision(Model):
    """The number of the last entry that touched a thing which has pages: what cached pages are known by."""

    __tablename__ = "revisions"

    ref: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int]


class Touch(Model):
    """That an entry concerns a thing besides its subject, or its subject itself: what happened around a thing."""

    __tablename__ = "ledger_touches"
    __table_args__ = (Index("ix_ledger_touches_n", "n"),)

    ref: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
