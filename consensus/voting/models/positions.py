"""Where people stand on which words, by whom under which id, and the counters that are kept in step with it."""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account, Organisation
from ...discussion.models import Comment
from ...drafts.models import Draft, Placement
from ...kit.db import Choice as ChoiceType
from ...kit.db import Model, UtcDateTime, one_of
from ...kit.refs import Ref
from ..counting import UNSTATED, Choice

_current = text("ended_at IS NULL")
_reasoned = text("comment_id IS NOT NULL")
_in_a_room = text("channel != 'online'")
_voiced = text("ended_at IS NULL AND NOT aside AND continent IS NOT NULL")
_voiced_here = text("ended_at IS NULL AND aside = 0 AND continent IS NOT NULL")


class Ending(StrEnum):
    """Why a position is over: another took its place, it was taken back, or it was a merged guest's earlier one."""

    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


def new_voter() -> str:
    """A random id, not derived from anything: ``v:`` and 16 characters."""
    return f"v:{secrets.token_urlsafe(12)}"


class VoterLink(Model):
    """Who stands behind the id that positions are known by. Erasure deletes this row; the positions stay counted."""

    __tablename__ = "voter_links"

    voter: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), unique=True)

    account: Mapped[Account] = relationship()

    @property
    def actor_id(self) -> str:
        """``v:…``, by which the record knows the participant in what they say of clauses."""
        return self.voter

    @property
    def ref(self) -> Ref:
        """``voter:v:…``."""
        return Ref("voter", self.voter)


class Position(Model):
    """What a participant says of the words of a clause in a draft, from one entry of the record until another.

    What is copied from the participant (stakeholder group to ``established``) is as it was when the position was
    taken. ``meaning_id`` is that of the placement and kept in step with it. ``refused``: its holder refuses to have it
    carried over an editorial change. ``settled``: its holder has since said something of other words that came of it.
    ``aside``: it counts nothing for now, because its holder was set aside from the sitting that it comes from.
    """

    __tablename__ = "positions"
    __table_args__ = (
        CheckConstraint(one_of("choice", Choice), name="choice"),
        CheckConstraint(f"ended_by IS NULL OR {one_of('ended_by', Ending)}", name="ended_by"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_for_a_reason"),
        CheckConstraint("NOT en_bloc OR choice = 'accept'", name="en_bloc_is_no_objection"),
        Index(
            "uq_positions_current", "voter", "meaning_id", unique=True,
            sqlite_where=_current, postgresql_where=_current,
        ),
        Index("ix_positions_voter_id", "voter", "id"),
        Index("ix_positions_placement_id_taken_at", "placement_id", "taken_at"),
        Index("ix_positions_rooms", "channel", "id", sqlite_where=_in_a_room, postgresql_where=_in_a_room),
        Index(
            "ix_positions_voices", "draft_id", "continent", "voter", sqlite_where=_voiced_here, postgresql_where=_voiced
        ),
        Index("ix_positions_comment_id", "comment_id", sqlite_where=_reasoned, postgresql_where=_reasoned),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    voter: Mapped[str]
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id"))
    meaning_id: Mapped[int] = mapped_column(ForeignKey("meanings.id"))
    choice: Mapped[Choice] = mapped_column(ChoiceType(Choice))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))
    stakeholder_group: Mapped[str | None]
    continent: Mapped[str | None]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    maker: Mapped[bool] = mapped_column(default=False)
    en_bloc: Mapped[bool] = mapped_column(default=False)
    established: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[str] = mapped_column(default="online")
    scribe: Mapped[str | None]
    late: Mapped[bool] = mapped_column(default=False)
    refused: Mapped[bool] = mapped_column(default=False)
    refused_n: Mapped[int | None]
    settled: Mapped[bool] = mapped_column(default=False)
    aside: Mapped[bool] = mapped_column(default=False)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_n: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_n: Mapped[int | None]
    ended_by: Mapped[Ending | None] = mapped_column(ChoiceType(Ending))

    draft: Mapped[Draft] = relationship()
    placement: Mapped[Placement] = relationship()
    comment: Mapped[Comment | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship(lazy="joined", innerjoin=False)

    @property
    def ref(self) -> Ref:
        """``position:12``."""
        return Ref("position", str(self.id))

    @property
    def is_current(self) -> bool:
        """Whether it was neither replaced nor taken back."""
        return self.ended_at is None

    @property
    def counts(self) -> bool:
        """Whether it is counted where its words stand: it is current, and not set aside."""
        return self.ended_at is None and not self.aside

    def taken(self, entry: Any) -> None:
        """Keep the number of the entry that says so."""
        self.taken_n = entry["n"]

    def refusal(self, entry: Any) -> None:
        """Keep the number of the entry that refuses to have it carried."""
        self.refused_n = entry["n"]

    def ended(self, entry: Any) -> None:
        """Keep the number of the entry that ended it."""
        self.ended_n = entry["n"]


class Aside(Model):
    """That a position was set aside: from which entry of the record until which; a position may be, more than once."""

    __tablename__ = "position_asides"

    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"), index=True)
    from_n: Mapped[int | None]
    until_n: Mapped[int | None]

    def begins(self, entry: Any) -> None:
        """Keep the number of the entry that set it aside."""
        self.from_n = entry["n"]

    def ends(self, entry: Any) -> None:
        """Keep the number of the entry that had it count again."""
        self.until_n = entry["n"]


class Counter(Model):
    """How many current positions of each choice a slice of a placement holds, by stakeholder group.

    A slice is everything (the empty text), or what has one trait: see ``slices.py``. So there are as many counters as
    there are groups and traits, however many positions they count.
    """

    __tablename__ = "position_counters"

    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id"), primary_key=True)
    slice: Mapped[str] = mapped_column(primary_key=True)
    refused: Mapped[bool] = mapped_column(primary_key=True, default=False)
    stakeholder_group: Mapped[str] = mapped_column(primary_key=True, default=UNSTATED)
    support: Mapped[int] = mapped_column(default=0)
    accept: Mapped[int] = mapped_column(default=0)
    abstain: Mapped[int] = mapped_column(default=0)
    object: Mapped[int] = mapped_column(default=0)
