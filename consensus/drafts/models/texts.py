"""Drafts as wholes: their files, their preparation, publication, withdrawal and periods, and their parts."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...kit.db import Choice, Json, Model, UtcDateTime, one_of
from ...kit.refs import Ref


class PartKind(StrEnum):
    """What a part of a draft is."""

    NOTES = "notes"
    PREAMBLE = "preamble"
    DEFINITION = "definition"
    CHECKLIST = "checklist"
    FAQ = "faq"
    DEFINITIONS = "definitions"


class Draft(Model):
    """One version of the text: prepared, then published once and immutable, with the digest of its files."""

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    date: Mapped[date | None]
    summary: Mapped[str] = mapped_column(default="")
    source: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="en")
    digest: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"), index=True)

    previous: Mapped["Draft | None"] = relationship(remote_side="Draft.id")
    publication: Mapped["Publication | None"] = relationship(
        back_populates="draft", lazy="joined", innerjoin=False
    )
    withdrawal: Mapped["Withdrawal | None"] = relationship(
        back_populates="draft", lazy="joined", innerjoin=False
    )
    sealing: Mapped["Sealing | None"] = relationship(back_populates="draft", lazy="joined", innerjoin=False)

    preparation: Mapped["Preparation | None"] = relationship(
        foreign_keys="Preparation.draft_id", viewonly=True
    )

    @property
    def ref(self) -> Ref:
        """``draft:0.0.9``."""
        return Ref("draft", self.version)

    @property
    def text_ref(self) -> Ref:
        """``text:0.0.9``: what its page shows of the text itself, touched by corrections and explanations only."""
        return Ref("text", self.version)

    @property
    def published_at(self) -> datetime | None:
        """When it was published here; None while it is prepared."""
        return self.publication.at if self.publication else None


class DraftFile(Model):
    """One file of a draft, verbatim. The draft's digest is taken over the sorted list of these."""

    __tablename__ = "draft_files"
    __table_args__ = (UniqueConstraint("draft_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    name: Mapped[str]
    format: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[str]


class Preparation(Model):
    """A draft being prepared: its outline as read, the map as proposed, and what maintainers decided since.

    ``revision`` rises with every decision, so that a stale page cannot overwrite a newer one. Gone once published.
    """

    __tablename__ = "preparations"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(default=1)
    against_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"))
    outline: Mapped[Any] = mapped_column(Json)
    joins: Mapped[Any] = mapped_column(Json)
    decisions: Mapped[Any] = mapped_column(Json, default=dict)
    comment_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shown: Mapped[bool] = mapped_column(default=False)
    publish_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    changed_by: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Publication(Model):
    """That a draft was published: when, by whom."""

    __tablename__ = "publications"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]

    draft: Mapped[Draft] = relationship(back_populates="publication")


class Withdrawal(Model):
    """That a published draft was withdrawn: its version is spent, its keys stay reserved."""

    __tablename__ = "withdrawals"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    reason: Mapped[str]

    draft: Mapped[Draft] = relationship(back_populates="withdrawal")


class Sealing(Model):
    """That a draft was sealed as stable: nothing about it changes any more. ``bundle``: the digest of what was sealed."""

    __tablename__ = "sealings"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    bundle: Mapped[str] = mapped_column(unique=True)

    draft: Mapped[Draft] = relationship(back_populates="sealing")


class Period(Model):
    """Until when comments and positions are taken on a draft. The newest record holds; earlier ones stay."""

    __tablename__ = "periods"
    __table_args__ = (Index("ix_periods_draft_id_id", "draft_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    opens_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str | None]


class Part(Model):
    """A part of a draft: preamble, definition, checklist …"""

    __tablename__ = "parts"
    __table_args__ = (
        UniqueConstraint("draft_id", "slug"),
        UniqueConstraint("draft_id", "order"),
        CheckConstraint(one_of("kind", PartKind), name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    slug: Mapped[str]
    title: Mapped[str]
    kind: Mapped[PartKind] = mapped_column(Choice(PartKind))
    order: Mapped[int]


class Correction(Model):
    """A map corrected after publication: by whom, why, and what it changed."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str]
    effect: Mapped[Any] = mapped_column(Json)
