"""What people follow, and what they were told. Both are private: they are never on the public record."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..kit.db import Model, UtcDateTime
from ..ledger.models import Entry


class Watch(Model):
    """That a person wants to hear of what happens to a thing. Letting go of it deletes the row."""

    __tablename__ = "watches"
    __table_args__ = (UniqueConstraint("account_id", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    ref: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class InboxItem(Model):
    """That an entry of the record was put before a person, and when they saw it. Once per person and entry."""

    __tablename__ = "inbox_items"
    __table_args__ = (UniqueConstraint("account_id", "n"), Index("ix_inbox_items_n", "n"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    n: Mapped[int] = mapped_column(ForeignKey("ledger_entries.n"))
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    entry: Mapped[Entry] = relationship()
