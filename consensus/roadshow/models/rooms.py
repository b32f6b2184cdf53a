"""What happens in a sitting: codes that let people in, who came, what the screen shows, and the notes that are taken."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account
from ...discussion.models import Comment
from ...kit.db import Choice, Model, UtcDateTime, one_of
from ...kit.refs import Ref
from .stops import Sitting, Stop

_live = text("ended_at IS NULL")
_waits = text("state != 'set-aside' AND comment_id IS NULL")
_turned = text("comment_id IS NOT NULL")


class CodeEnding(StrEnum):
    """Why a code lets nobody in any more."""

    REPLACED = "replaced"
    CLOSED = "closed"


class NoteState(StrEnum):
    """Whether a note may be shown to the room."""

    WAITING = "waiting"
    APPROVED = "approved"
    SET_ASIDE = "set-aside"


class JoinCode(Model):
    """A code that lets people into a sitting, until it is replaced or the sitting closes. One lives at a time."""

    __tablename__ = "join_codes"
    __table_args__ = (
        CheckConstraint(f"ending IS NULL OR {one_of('ending', CodeEnding)}", name="ending"),
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended_for_a_reason"),
        CheckConstraint("length(code) >= 6", name="long_enough"),
        Index("uq_join_codes_live", "code", unique=True, sqlite_where=_live, postgresql_where=_live),
        Index("uq_join_codes_sitting", "sitting_id", unique=True, sqlite_where=_live, postgresql_where=_live),
        Index("ix_join_codes_sitting_id", "sitting_id"),
        Index("ix_join_codes_code", "code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"))
    code: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[str | None]
    ending: Mapped[CodeEnding | None] = mapped_column(Choice(CodeEnding))

    sitting: Mapped[Sitting] = relationship()

    @property
    def is_live(self) -> bool:
        """Whether it lets people in."""
        return self.ended_at is None


class Attendance(Model):
    """That somebody takes part in a sitting: let in by which code, what they agreed to, what they said of themselves.

    ``was_guest``: without an account when they joined. ``consent``: which text they agreed to. ``nonce``: of the form
    they joined by, so that sending it twice makes one guest. Set aside: what they said counts nothing until that is
    undone.
    """

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("sitting_id", "account_id"),
        CheckConstraint(
            "(aside_at IS NULL) = (aside_by IS NULL) AND (aside_at IS NULL) = (aside_reason IS NULL)", name="aside"
        ),
        CheckConstraint("country IS NULL OR length(country) = 2", name="country_is_two_letters"),
        Index("ix_attendances_account_id_id", "account_id", "id"),
        Index("ix_attendances_code_id", "code_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    code_id: Mapped[int | None] = mapped_column(ForeignKey("join_codes.id"))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    consent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    consent: Mapped[str]
    stakeholder_group: Mapped[str | None]
    country: Mapped[str | None]
    language: Mapped[str | None]
    was_guest: Mapped[bool] = mapped_column(default=True)
    nonce: Mapped[str | None] = mapped_column(unique=True)
    aside_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    aside_by: Mapped[str | None]
    aside_reason: Mapped[str | None]

    sitting: Mapped[Sitting] = relationship()
    account: Mapped[Account] = relationship()
    code: Mapped[JoinCode | None] = relationship()

    @property
    def stop(self) -> Stop:
        """Where it was."""
        return self.sitting.stop

    @property
    def is_aside(self) -> bool:
        """Whether what this person said there counts nothing for now."""
        return self.aside_at is not None


class Room(Model):
    """What the screen and the phones of a sitting show: a clause, or none yet, and whether its positions are revealed.

    ``version`` rises with everything that the room sees change, approved notes too.
    """

    __tablename__ = "rooms"
    __table_args__ = (CheckConstraint("clause_key IS NOT NULL OR NOT revealed", name="reveals_a_clause"),)

    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), primary_key=True)
    clause_key: Mapped[str | None]
    revealed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str]

    sitting: Mapped[Sitting] = relationship(back_populates="room")


class Note(Model):
    """Something said in the room, written down by whoever said it or by a scribe: how many said it, and what became of it.

    ``label``: what the scribe calls whoever said it. Turned into a comment it stays, with the comment's number.
    """

    __tablename__ = "notes"
    __table_args__ = (
        UniqueConstraint("account_id", "nonce"),
        CheckConstraint(one_of("state", NoteState), name="state"),
        CheckConstraint("length(trim(body)) > 0", name="says_something"),
        CheckConstraint("count > 0", name="count"),
        CheckConstraint("state != 'set-aside' OR length(trim(reason)) > 0", name="set_aside_for_a_reason"),
        Index("ix_notes_sitting_id_id", "sitting_id", "id"),
        Index("ix_notes_left", "sitting_id", sqlite_where=_waits, postgresql_where=_waits),
        Index("ix_notes_comment_id", "comment_id", sqlite_where=_turned, postgresql_where=_turned),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"))
    clause_key: Mapped[str | None]
    body: Mapped[str]
    language: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    stakeholder_group: Mapped[str | None]
    count: Mapped[int] = mapped_column(default=1)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    scribed: Mapped[bool] = mapped_column(default=False)
    nonce: Mapped[str | None]
    state: Mapped[NoteState] = mapped_column(Choice(NoteState), default=NoteState.WAITING)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))

    sitting: Mapped[Sitting] = relationship()
    account: Mapped[Account] = relationship()
    comment: Mapped[Comment | None] = relationship()

    @property
    def ref(self) -> Ref:
        """``room-note:12``."""
        return Ref("room-note", str(self.id))

    @property
    def stop(self) -> Stop:
        """Where it was said."""
        return self.sitting.stop

    @property
    def is_left(self) -> bool:
        """Whether something has still to become of it before its stop can close."""
        return self.state is not NoteState.SET_ASIDE and self.comment_id is None
