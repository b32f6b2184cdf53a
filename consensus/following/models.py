"""What people follow, and what they were told. Both are private: they are never on the public record."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..kit.db import Choice, Model, UtcDateTime, one_of
from ..ledger.models import Entry
from .paces import Pace

_unseen = text("seen_at IS NULL")


class Watch(Model):
    """That a person wants to hear of what happens to a thing. Letting go of it deletes the row."""

    __tablename__ = "watches"
    __table_args__ = (UniqueConstraint("account_id", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    ref: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class InboxItem(Model):
    """That an entry of the record was put before a person, and when they saw it. Once per person and entry.

    ``why`` is the ref of the thing they watch, or the name of a reason by which it concerns them. ``mailed_at`` is
    when it was mailed, or passed over, since they wanted no mail.
    """

    __tablename__ = "inbox_items"
    __table_args__ = (
        UniqueConstraint("account_id", "n"),
        Index("ix_inbox_items_n", "n"),
        Index("ix_inbox_items_account_id_id", "account_id", "id"),
        Index("ix_inbox_items_unseen", "account_id", "id", sqlite_where=_unseen, postgresql_where=_unseen),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    n: Mapped[int] = mapped_column(ForeignKey("ledger_entries.n"))
    why: Mapped[str] = mapped_column(default="")
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    entry: Mapped[Entry] = relationship()


class MailSetting(Model):
    """How often a person wants mail, the secret of their unsubscribe links, and when they are next written to.

    Whoever has an address gets a row with the first news for them. Nothing waits while ``due_at`` is empty.
    """

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
