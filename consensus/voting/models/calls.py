"""Where people decide what figures only indicate: challenges, consensus calls with their appeals, and last calls."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...discussion.models import Comment
from ...drafts.models import Clause, Draft
from ...kit.db import Choice as ChoiceType
from ...kit.db import Json, Model, UtcDateTime, one_of
from ...kit.refs import Ref
from ..outcome import Status

_open = text("ruled_at IS NULL")
_going_on = text("ended_at IS NULL")
_standing = text("set_aside_at IS NULL")


class Challenge(Model):
    """That a holder of a position on the old words says that a change called editorial is one of substance."""

    __tablename__ = "challenges"
    __table_args__ = (
        UniqueConstraint("draft_id", "clause_id"),
        CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),
        CheckConstraint(
            "(ruled_at IS NULL) = (ruled_by IS NULL) AND (ruled_at IS NULL) = (upheld IS NULL)", name="ruled"
        ),
        Index("ix_challenges_open", "draft_id", sqlite_where=_open, postgresql_where=_open),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), index=True)
    meaning_id: Mapped[int] = mapped_column(ForeignKey("meanings.id"), index=True)
    declared_by: Mapped[str | None]
    voter: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ruled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ruled_by: Mapped[str | None]
    upheld: Mapped[bool | None]
    ruling: Mapped[str | None]

    draft: Mapped[Draft] = relationship()
    clause: Mapped[Clause] = relationship()

    @property
    def ref(self) -> Ref:
        """``challenge:7``."""
        return Ref("challenge", str(self.id))


class Call(Model):
    """A chair's finding about a clause, with reasons, the figures it was made on, and the strongest objection.

    Replaced by a later call, or set aside by an appeal, it stays, with ``set_aside_at``.
    """

    __tablename__ = "consensus_calls"
    __table_args__ = (
        CheckConstraint(one_of("finding", Status), name="finding"),
        CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),
        Index(
            "uq_consensus_calls_standing", "draft_id", "clause_id", unique=True,
            sqlite_where=_standing, postgresql_where=_standing,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), index=True)
    finding: Mapped[Status] = mapped_column(ChoiceType(Status))
    reason: Mapped[str]
    figures: Mapped[Any] = mapped_column(Json)
    strongest_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"), index=True)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    set_aside_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    draft: Mapped[Draft] = relationship()
    clause: Mapped[Clause] = relationship()
    strongest: Mapped[Comment | None] = relationship()

    @property
    def ref(self) -> Ref:
        """``call:7``."""
        return Ref("call", str(self.id))


class Appeal(Model):
    """An appeal against a call: gathering participants until ``lodged_at``, then waiting for its ruling."""

    __tablename__ = "call_appeals"
    __table_args__ = (
        CheckConstraint(
            "(ruled_at IS NULL) = (ruled_by IS NULL) AND (ruled_at IS NULL) = (upheld IS NULL)", name="ruled"
        ),
        CheckConstraint("ruled_at IS NULL OR lodged_at IS NOT NULL", name="lodged_before_ruled"),
    )

    call_id: Mapped[int] = mapped_column(ForeignKey("consensus_calls.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    lodged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ruled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ruled_by: Mapped[str | None]
    upheld: Mapped[bool | None]
    ruling: Mapped[str | None]

    call: Mapped[Call] = relationship()


class Appellant(Model):
    """Somebody who appeals against a call, with a reason; ``objector``: as the author of a sustained objection."""

    __tablename__ = "call_appellants"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),)

    call_id: Mapped[int] = mapped_column(ForeignKey("call_appeals.call_id"), primary_key=True)
    voter: Mapped[str] = mapped_column(primary_key=True)
    objector: Mapped[bool]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class LastCall(Model):
    """That objections are asked for a last time, to one clause or to a whole draft, until a time.

    ``cut_short``: the draft closed before, so that it says nothing.
    """

    __tablename__ = "last_calls"
    __table_args__ = (
        CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),
        CheckConstraint("ended_at IS NOT NULL OR NOT cut_short", name="cut_short_is_over"),
        Index("ix_last_calls_draft_id_clause_id", "draft_id", "clause_id"),
        Index("ix_last_calls_going_on", "ends_at", sqlite_where=_going_on, postgresql_where=_going_on),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clauses.id"), index=True)
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cut_short: Mapped[bool] = mapped_column(default=False)

    draft: Mapped[Draft] = relationship()
    clause: Mapped[Clause | None] = relationship()

    @property
    def ref(self) -> Ref:
        """``last-call:7``."""
        return Ref("last-call", str(self.id))
