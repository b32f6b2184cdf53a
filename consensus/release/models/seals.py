"""The board's seal on a draft, the site's keys, and checkpoints of the public record signed with them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...drafts.models import Draft
from ...kit.db import Choice, Model, UtcDateTime, one_of
from ...kit.refs import Ref

_completed = text("how = 'completed'")


class Stance(StrEnum):
    """What a member of the board says of a bundle that is to be sealed."""

    SIGN = "sign"
    DISSENT = "dissent"
    ABSTAIN = "abstain"


class Ending(StrEnum):
    """How a sealing ended: enough signed it, it was opened anew on another bundle, or given up."""

    COMPLETED = "completed"
    REOPENED = "reopened"
    ABANDONED = "abandoned"


class SiteKey(Model):
    """A key that the site signs with: its public part. ``id``: the first 16 hex digits of its SHA-256.

    Every key but the first is signed by the one before, which is retired by it; one at a time is in use.
    """

    __tablename__ = "site_keys"
    __table_args__ = (
        CheckConstraint("(previous_id IS NULL) = (signature IS NULL)", name="signed_by_the_one_before"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(unique=True)
    public: Mapped[str] = mapped_column(unique=True)
    previous_id: Mapped[str | None] = mapped_column(ForeignKey("site_keys.id"), unique=True)
    signature: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    previous: Mapped["SiteKey | None"] = relationship(remote_side="SiteKey.id")

    @property
    def ref(self) -> Ref:
        """``site-key:0123456789abcdef``."""
        return Ref("site-key", self.id)


class Checkpoint(Model):
    """That the entry ``n`` of the record had this hash at a time, signed by the site."""

    __tablename__ = "checkpoints"
    __table_args__ = (Index("ix_checkpoints_at", "at"),)

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    key_id: Mapped[str] = mapped_column(ForeignKey("site_keys.id"), index=True)
    signature: Mapped[str]

    key: Mapped[SiteKey] = relationship()


class Seal(Model):
    """The sealing of a draft: which bundle the board reads, how many of how many sign it, and how it ended.

    ``bundle`` and ``core`` are digests, with and without the last line that names the head of the record
    (``head_n``, ``head_hash``); ``target_version``: of the criteria. At most one is open at a time.
    """

    __tablename__ = "seals"
    __table_args__ = (
        CheckConstraint("needed >= 1 AND needed <= board", name="k_of_n"),
        CheckConstraint(f"how IS NULL OR {one_of('how', Ending)}", name="how"),
        CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (how IS NULL)", name="ended"
        ),
        CheckConstraint("(slot IS NULL) = (ended_at IS NOT NULL)", name="open_has_the_slot"),
        CheckConstraint("slot IS NULL OR slot = 1", name="one_slot"),
        CheckConstraint(
            "(key_id IS NULL) = (signature IS NULL) AND (how = 'completed' OR key_id IS NULL)",
            name="signed_when_completed",
        ),
        Index(
            "uq_seals_completed",
            "draft_id",
            unique=True,
            sqlite_where=_completed,
            postgresql_where=_completed,
        ),
        Index("ix_seals_draft_id_id", "draft_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    bundle: Mapped[str]
    core: Mapped[str]
    size: Mapped[int]
    lines: Mapped[int]
    needed: Mapped[int]
    board: Mapped[int]
    head_n: Mapped[int]
    head_hash: Mapped[str]
    target_version: Mapped[int]
    slot: Mapped[int | None] = mapped_column(default=1, unique=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[str]
    opened_n: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[str | None]
    how: Mapped[Ending | None] = mapped_column(Choice(Ending))
    reason: Mapped[str] = mapped_column(default="")
    salt: Mapped[str] = mapped_column(default="")
    key_id: Mapped[str | None] = mapped_column(ForeignKey("site_keys.id"), index=True)
    signature: Mapped[str | None]

    draft: Mapped[Draft] = relationship()
    key: Mapped[SiteKey | None] = relationship()
    signatures: Mapped[list["Signature"]] = relationship(back_populates="seal", order_by="Signature.id")

    @property
    def ref(self) -> Ref:
        """``seal:1``."""
        return Ref("seal", str(self.id))

    @property
    def is_open(self) -> bool:
        """Whether the board may still sign."""
        return self.ended_at is None

    def numbered(self, entry: Any) -> None:
        """Keep the number of the entry that says it was opened."""
        self.opened_n = entry["n"]


class SealChunk(Model):
    """A piece of a bundle's text, so that reading and writing one never holds it whole."""

    __tablename__ = "seal_chunks"

    seal_id: Mapped[int] = mapped_column(ForeignKey("seals.id"), primary_key=True)
    order: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str]


class Signature(Model):
    """What a member of the board said of a bundle: signed, dissented or abstained; once.

    Erasing a person empties the reason and its salt.
    """

    __tablename__ = "seal_signatures"
    __table_args__ = (
        UniqueConstraint("seal_id", "by"),
        CheckConstraint(one_of("stance", Stance), name="stance"),
        Index("ix_seal_signatures_by", "by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seal_id: Mapped[int] = mapped_column(ForeignKey("seals.id"))
    by: Mapped[str]
    stance: Mapped[Stance] = mapped_column(Choice(Stance))
    reason: Mapped[str] = mapped_column(default="")
    salt: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    n: Mapped[int | None]

    seal: Mapped[Seal] = relationship(back_populates="signatures")

    @property
    def ref(self) -> Ref:
        """``seal-signature:4``."""
        return Ref("seal-signature", str(self.id))

    def numbered(self, entry: Any) -> None:
        """Keep the number of the entry that says so."""
        self.n = entry["n"]
