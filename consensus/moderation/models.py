"""Reports, hidings, appeals, pauses and decisions: each a record of who, when and why, about any thing by its ref.

A hiding is public. A report is private: it's told to moderators, and to the person who made it.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..accounts.models import Account
from ..kit.db import Choice, Model, UtcDateTime, one_of

HELD = "held"
IS_HELD = text(f"rule = '{HELD}'")  # spelled out in queries too: SQLite finds a partial index by its words
_open = text("settled_at IS NULL")
_waiting = text("ruled_at IS NULL")


class Rule(StrEnum):
    """What a report, a hiding or a pause names. A hiding may also be under ``HELD``: it waits for a moderator."""

    SPAM = "spam"
    HARASSMENT = "harassment"
    OFF_TOPIC = "off-topic"
    PERSONAL_DATA = "personal-data"
    ILLEGAL = "illegal"
    OTHER = "other"


class Outcome(StrEnum):
    """What became of a report: its thing was folded, or left as it is."""

    HIDDEN = "hidden"
    DISMISSED = "dismissed"


class Act(StrEnum):
    """What the public log tells. ``UPHELD`` and ``OVERTURNED`` are rulings on an appeal."""

    HIDDEN = "hidden"
    HELD = "held"
    RESTORED = "restored"
    APPEALED = "appealed"
    UPHELD = "upheld"
    OVERTURNED = "overturned"
    PAUSED = "paused"
    PAUSE_ENDED = "pause-ended"


class Flag(Model):
    """That somebody reported a thing under a rule. One report per person and thing; the reason can be rewritten.

    Settled when moderators have folded the thing or left it; ``answer`` is what they say to the person. Rewriting it
    then opens it again; ``outcome`` and ``answer`` go on telling what became of it before.
    """

    __tablename__ = "flags"
    __table_args__ = (
        UniqueConstraint("ref", "account_id"),
        CheckConstraint(
            "settled_at IS NULL OR (settled_by IS NOT NULL AND outcome IS NOT NULL)", name="settled"
        ),
        CheckConstraint(f"outcome IS NULL OR {one_of('outcome', Outcome)}", name="outcome"),
        Index("ix_flags_account_id", "account_id"),
        Index("ix_flags_open", "ref", "at", sqlite_where=_open, postgresql_where=_open),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    rule: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str | None]
    outcome: Mapped[Outcome | None] = mapped_column(Choice(Outcome))
    answer: Mapped[str | None]

    account: Mapped[Account] = relationship()


class Hiding(Model):
    """That a thing is folded: by whom, under which rule, why. Showing it again deletes the row; the record remembers.

    Its words stay, for its author, for moderators and for an appeal; positions and counts are untouched.
    """

    __tablename__ = "hidings"
    __table_args__ = (
        CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),
        Index("ix_hidings_held", "ref", "at", sqlite_where=IS_HELD, postgresql_where=IS_HELD),
    )

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

    account: Mapped[Account] = relationship()


class Appeal(Model):
    """That somebody asks for a hiding to be looked at again, by another moderator. One per person and thing.

    Ruled on when ``ruled_at`` is set: ``upheld`` says whether the hiding stays.
    """

    __tablename__ = "appeals"
    __table_args__ = (
        UniqueConstraint("ref", "account_id"),
        CheckConstraint("(ruled_at IS NULL) = (ruled_by IS NULL)", name="ruled_by_somebody"),
        Index("ix_appeals_account_id", "account_id"),
        Index("ix_appeals_waiting", "ref", "at", sqlite_where=_waiting, postgresql_where=_waiting),
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


class Decision(Model):
    """One line of the public log, kept for ever: what was decided about which thing, by whom, under which rule, why.

    The ledger tells the same without the reason. An appeal stands here without the words of whoever appealed.
    """

    __tablename__ = "moderation_decisions"
    __table_args__ = (
        CheckConstraint(one_of("act", Act), name="act"),
        CheckConstraint("act = 'appealed' OR length(trim(reason)) > 0", name="has_a_reason"),
        CheckConstraint("until IS NULL OR act = 'paused'", name="until_is_of_a_pause"),
        Index("ix_moderation_decisions_ref_id", "ref", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    act: Mapped[Act] = mapped_column(Choice(Act))
    rule: Mapped[str | None]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
