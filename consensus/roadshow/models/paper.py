"""What comes in on paper: people known by sheet and number, files of rows, and rows keyed once or twice."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account
from ...discussion.models import Comment
from ...kit.db import Choice, Json, Model, UtcDateTime, one_of
from ...kit.refs import Ref
from ...voting.models import Position
from .stops import Stop

_open = text("state IN ('waiting', 'differs')")
_placed, _said = text("position_id IS NOT NULL"), text("comment_id IS NOT NULL")
_listed = text("batch_id IS NOT NULL")


class RowState(StrEnum):
    """Where a row stands: waiting for its second keying, both agree, both differ, settled, counted, or taken back."""

    WAITING = "waiting"
    AGREED = "agreed"
    DIFFERS = "differs"
    SETTLED = "settled"
    COUNTED = "counted"
    WITHDRAWN = "withdrawn"


class PaperPerson(Model):
    """Somebody who takes part on paper, known by the sheet and their number on it: an account that nobody signs in to."""

    __tablename__ = "paper_people"
    __table_args__ = (UniqueConstraint("stop_id", "sheet", "participant"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    sheet: Mapped[str]
    participant: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)

    stop: Mapped[Stop] = relationship()
    account: Mapped[Account] = relationship()


class Batch(Model):
    """A file of rows that was taken, by the digest of its bytes: when, by whom, and how many of its rows."""

    __tablename__ = "batches"
    __table_args__ = (
        CheckConstraint("accepted >= 0 AND unchanged >= 0 AND refused >= 0", name="counts"),
        Index("ix_batches_stop_id_id", "stop_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    digest: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted: Mapped[int]
    unchanged: Mapped[int]
    refused: Mapped[int]

    stop: Mapped[Stop] = relationship()
    account: Mapped[Account | None] = relationship()

    @property
    def ref(self) -> Ref:
        """``batch:3``."""
        return Ref("batch", str(self.id))


class PaperRow(Model):
    """What one person says of one clause on paper: as keyed first, as keyed again by another, as settled; and what it became.

    An entry: ``{"position", "reason", "comment", "language", "group", "entered_by", "by", "at"}``. ``double``: whether it
    counts only after somebody else keyed it again.
    """

    __tablename__ = "paper_rows"
    __table_args__ = (
        UniqueConstraint("stop_id", "sheet", "participant", "clause_key"),
        CheckConstraint(one_of("state", RowState), name="state"),
        CheckConstraint("settled IS NULL OR second IS NOT NULL", name="settled_after_both"),
        CheckConstraint("state != 'counted' OR counted_at IS NOT NULL", name="counted_at_a_time"),
        Index("ix_paper_rows_person_id", "person_id"),
        Index("ix_paper_rows_open", "stop_id", "state", sqlite_where=_open, postgresql_where=_open),
        Index("ix_paper_rows_batch_id", "batch_id", sqlite_where=_listed, postgresql_where=_listed),
        Index("ix_paper_rows_position_id", "position_id", sqlite_where=_placed, postgresql_where=_placed),
        Index("ix_paper_rows_comment_id", "comment_id", sqlite_where=_said, postgresql_where=_said),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("paper_people.id"))
    sheet: Mapped[str]
    participant: Mapped[str]
    clause_key: Mapped[str]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    line: Mapped[int | None]
    double: Mapped[bool] = mapped_column(default=False)
    first: Mapped[Any] = mapped_column(Json)
    second: Mapped[Any | None] = mapped_column(Json)
    settled: Mapped[Any | None] = mapped_column(Json)
    state: Mapped[RowState] = mapped_column(Choice(RowState), default=RowState.WAITING)
    position_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    counted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    stop: Mapped[Stop] = relationship()
    person: Mapped[PaperPerson] = relationship()
    batch: Mapped[Batch | None] = relationship()
    position: Mapped[Position | None] = relationship()
    comment: Mapped[Comment | None] = relationship()
