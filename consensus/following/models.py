"""What people follow, and what they were told. Both are private: they are never on the public record."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..kit.db import Choice, Model, UtcDateTime, one_of
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
    __table_args__ = (
        UniqueConstraint("account_id", "n"),
        Index("ix_inbox_items_n", "n"),
        Index("ix_inbox_items_account_id_id", "account_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    n: Mapped[int] = mapped_column(ForeignKey("ledger_entries.n"))
    why: Mapped[str] = mapped_column(default="")
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    entry: Mapped[Entry] = relationship()


class Pace(StrEnum):
    """How often a person is written to."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class MailSetting(Model):
    """How often a person wants mail, the secret of their unsubscribe links, and when the next digest is due."""

    __tablename__ = "mail_settings"
    __table_args__ = (CheckConstraint(one_of("pace", Pace), name="pace"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    pace: Mapped[Pace] = mapped_column(Choice(Pace))
    key: Mapped[str] = mapped_column(unique=True)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class Bookmark(Model):
    """Up to which entry of the record a follower has read."""

    __tablename__ = "bookmarks"

    name: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int]
