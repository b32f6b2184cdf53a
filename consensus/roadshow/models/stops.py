"""Stops, their sittings, who is on duty there, and everything that became of a stop."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account
from ...drafts.models import Draft
from ...kit.db import Choice, Json, Model, UtcDateTime, one_of
from ...kit.refs import Ref
from ..given import title_of

if TYPE_CHECKING:
    from .rooms import Room

_standing = text("ended_at IS NULL")
_going_on = text("opened_at IS NOT NULL AND closed_at IS NULL")


class StopState(StrEnum):
    """Where a stop stands. *Moved*: still to come, at another time or place than was announced."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    MOVED = "moved"
    CANCELLED = "cancelled"


class Task(StrEnum):
    """What somebody does at a stop, without needing a role on the site."""

    FACILITATOR = "facilitator"
    SCRIBE = "scribe"


class Stop(Model):
    """One stop of the roadshow: an event, somewhere or online, on days of its own time zone.

    ``draft``: what the sitting opened last is about. ``loaded``: digest of its row in the content's file, as long as
    nobody has changed the stop by hand; None afterwards, so that the file changes it no more.
    """

    __tablename__ = "stops"
    __table_args__ = (
        CheckConstraint(one_of("state", StopState), name="state"),
        CheckConstraint("length(trim(event)) > 0", name="has_an_event"),
        CheckConstraint("country IS NULL OR length(country) = 2", name="country_is_two_letters"),
        CheckConstraint("ends >= starts", name="ends_after_it_starts"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),
        Index("ix_stops_starts_id", "starts", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    event: Mapped[str]
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str | None]
    continent: Mapped[str | None]
    venue: Mapped[str] = mapped_column(default="")
    online: Mapped[bool] = mapped_column(default=False)
    timezone: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    starts: Mapped[date]
    ends: Mapped[date]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    url: Mapped[str | None]
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int | None]
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"), index=True)
    state: Mapped[StopState] = mapped_column(Choice(StopState), default=StopState.PLANNED)
    loaded: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str]

    draft: Mapped[Draft | None] = relationship()
    sittings: Mapped[list["Sitting"]] = relationship(back_populates="stop", order_by="Sitting.number")
    changes: Mapped[list["StopChange"]] = relationship(back_populates="stop", order_by="StopChange.id")
    duties: Mapped[list["Duty"]] = relationship(back_populates="stop", order_by="Duty.id")

    @property
    def ref(self) -> Ref:
        """``stop:dakar``."""
        return Ref("stop", self.slug)

    @property
    def channel(self) -> str:
        """What everything said there is marked with: ``stop:dakar``."""
        return str(self.ref)

    @property
    def stop(self) -> "Stop":
        """Itself, so that rules can ask the same of whatever belongs to a stop."""
        return self

    @property
    def title(self) -> str:
        """The event, and where it is: ``Deep Learning Indaba, Dakar``."""
        return title_of(self.event, self.city)

    @property
    def is_over(self) -> bool:
        """Whether nothing can happen there any more."""
        return self.state in (StopState.CLOSED, StopState.CANCELLED)


class StopChange(Model):
    """One step in the life of a stop: the state it came to, why, when that was announced, and what it said before.

    ``facts``: ``{"from": {…}, "to": {…}}`` of what was moved or changed.
    """

    __tablename__ = "stop_changes"
    __table_args__ = (
        CheckConstraint(one_of("state", StopState), name="state"),
        CheckConstraint("state != 'cancelled' OR length(trim(reason)) > 0", name="cancelled_for_a_reason"),
        Index("ix_stop_changes_stop_id_id", "stop_id", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    state: Mapped[StopState] = mapped_column(Choice(StopState))
    reason: Mapped[str] = mapped_column(default="")
    facts: Mapped[Any] = mapped_column(Json, default=dict)
    announced_at: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]

    stop: Mapped[Stop] = relationship(back_populates="changes")


class Sitting(Model):
    """People in a room at a stop, for an hour or two: opened, closed, with how many heads were counted, and by whom.

    ``agenda``: keys of the clauses it is about, in order; empty: the whole draft. ``draft``: the open one when it was
    opened. A stop has one open sitting at a time.
    """

    __tablename__ = "sittings"
    __table_args__ = (
        UniqueConstraint("stop_id", "number"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="closed_after_it_opened"),
        CheckConstraint("(opened_at IS NULL) = (draft_id IS NULL)", name="opened_on_a_draft"),
        CheckConstraint("heads IS NULL OR heads >= 0", name="heads"),
        CheckConstraint("(heads IS NULL) = (heads_by IS NULL)", name="heads_by_somebody"),
        CheckConstraint("witnessed_by IS NULL OR witnessed_by != heads_by", name="witnessed_by_another"),
        Index(
            "uq_sittings_open", "stop_id", unique=True, sqlite_where=_going_on, postgresql_where=_going_on,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"), index=True)
    agenda: Mapped[list[str]] = mapped_column(Json, default=list)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_by: Mapped[str | None]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str | None]
    heads: Mapped[int | None]
    heads_by: Mapped[str | None]
    heads_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    witnessed_by: Mapped[str | None]
    witnessed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    stop: Mapped[Stop] = relationship(back_populates="sittings")
    draft: Mapped[Draft | None] = relationship()
    room: Mapped["Room | None"] = relationship(back_populates="sitting")

    @property
    def ref(self) -> Ref:
        """``sitting:dakar/1``."""
        return Ref("sitting", f"{self.stop.slug}/{self.number}")

    @property
    def is_open(self) -> bool:
        """Whether people take part in it now."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def state(self) -> str:
        """``planned``, ``open`` or ``closed``."""
        if self.opened_at is None:
            return "planned"
        return "open" if self.closed_at is None else "closed"


class Duty(Model):
    """That somebody runs a stop or writes down what is said there: from when, until when, named by whom."""

    __tablename__ = "duties"
    __table_args__ = (
        CheckConstraint(one_of("task", Task), name="task"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
        Index(
            "uq_duties_standing", "stop_id", "account_id", "task", unique=True,
            sqlite_where=_standing, postgresql_where=_standing,
        ),
        Index("ix_duties_stop_id", "stop_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    task: Mapped[Task] = mapped_column(Choice(Task))
    by: Mapped[str]
    from_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[str | None]

    stop: Mapped[Stop] = relationship(back_populates="duties")
    account: Mapped[Account] = relationship()
