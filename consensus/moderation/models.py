"""Reports, hidings and appeals: each a record of who, when and why, about any thing by its ref.

A hiding is public. A report is private: it's told to moderators, and to the person who made it.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..kit.db import Model, UtcDateTime


class Flag(Model):
    """That somebody reported a thing under a rule. One report per person and thing; the reason can be rewritten."""

    __tablename__ = "flags"
    __table_args__ = (UniqueConstraint("ref", "account_id"), Index("ix_flags_account_id", "account_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    rule: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Hiding(Model):
    """That a thing is folded: by whom, under which rule, why. Showing it again deletes the row; the record remembers.

    Its words stay, for its author, for moderators and for an appeal; positions and counts are untouched.
    """

    __tablename__ = "hidings"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    by: Mapped[str]
    rule: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Pause(Model):
    """That an account may not write for a time: until when, under which rule, by whom. Ending it early deletes the row."""

    __tablename__ = "pauses"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    rule: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Appeal(Model):
    """That somebody asks for a hiding to be looked at again, by another moderator. One per person and thing.

    Ruled on when ``ruled_at`` is set: ``upheld`` says whether the hiding stays.
    """

    __tablename__ = "appeals"
    __table_args__ = (
        UniqueConstraint("ref", "account_id"),
        CheckConstraint("(ruled_at IS NULL) = (ruled_by IS NULL)", name="ruled_by_somebody"),
        Index("ix_appeals_account_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ruled_by: Mapped[str | None]
    ruled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    upheld: Mapped[bool | None]
    ruling: Mapped[str | None]
