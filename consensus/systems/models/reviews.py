"""What reviewers answer: one sheet a reviewer, version of a system and draft, with everything that was ever submitted."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account
from ...drafts.models import Draft
from ...kit.db import Choice, Json, Model, UtcDateTime, one_of
from ...kit.refs import Ref
from .registry import SystemVersion

_by_account, _imported = text("account_id IS NOT NULL"), text("account_id IS NULL")
_waiting = text("released_at IS NULL")


class ReviewState(StrEnum):
    """Where a review stands, as its author left it."""

    SAVED = "saved"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class Review(Model):
    """One reviewer's answers for one version of a system under one draft's checklist.

    ``answers``, ``affiliation``, ``funding``, ``maker`` and ``recused`` are as last saved by the reviewer: private until
    they are submitted. ``public``: the number of the revision that is public and counts; None: none does.
    ``reviewer``: the name of somebody without an account. ``revision`` rises with every change.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint(one_of("state", ReviewState), name="state"),
        CheckConstraint("account_id IS NOT NULL OR length(trim(reviewer)) > 0", name="has_a_reviewer"),
        Index(
            "uq_reviews_account", "version_id", "draft_id", "account_id", unique=True,
            sqlite_where=_by_account, postgresql_where=_by_account,
        ),
        Index(
            "uq_reviews_reviewer", "version_id", "draft_id", "reviewer", unique=True,
            sqlite_where=_imported, postgresql_where=_imported,
        ),
        Index("ix_reviews_version_id_id", "version_id", "id"),
        Index("ix_reviews_account_id_id", "account_id", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("system_versions.id"))
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    reviewer: Mapped[str] = mapped_column(default="")
    affiliation: Mapped[str] = mapped_column(default="")
    funding: Mapped[str] = mapped_column(default="")
    maker: Mapped[bool] = mapped_column(default=False)
    recused: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    state: Mapped[ReviewState] = mapped_column(Choice(ReviewState), default=ReviewState.SAVED)
    answers: Mapped[Any] = mapped_column(Json, default=list)
    revision: Mapped[int] = mapped_column(default=1)
    public: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    version: Mapped[SystemVersion] = relationship()
    draft: Mapped[Draft] = relationship()
    account: Mapped[Account | None] = relationship()
    revisions: Mapped[list["ReviewRevision"]] = relationship(
        back_populates="review", order_by="ReviewRevision.number"
    )

    @property
    def ref(self) -> Ref:
        """``review:12``."""
        return Ref("review", str(self.id))

    @property
    def reviewer_name(self) -> str:
        """What its reviewer is called."""
        return self.account.name if self.account else self.reviewer


class ReviewRevision(Model):
    """A review as it was submitted, number ``number`` from 1: never changed.

    ``waits_until``: the maker was told and has until then; public from ``released_at``, which a maintainer may bring
    forward with a reason. ``salt`` keeps ``digest``, which the record holds, from telling the answers.
    """

    __tablename__ = "review_revisions"
    __table_args__ = (
        UniqueConstraint("review_id", "number"),
        Index(
            "ix_review_revisions_waiting", "waits_until",
            sqlite_where=_waiting, postgresql_where=_waiting,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    number: Mapped[int]
    answers: Mapped[Any] = mapped_column(Json)
    affiliation: Mapped[str]
    funding: Mapped[str]
    maker: Mapped[bool]
    recused: Mapped[bool]
    reason: Mapped[str]
    salt: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    n: Mapped[int | None]
    waits_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_by: Mapped[str | None]
    release_reason: Mapped[str | None]

    review: Mapped[Review] = relationship(back_populates="revisions")
    reply: Mapped["MakerReply | None"] = relationship(back_populates="revision")

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.released_at is not None

    def told(self, entry: Any) -> None:
        """Keep the number of the entry that says it was submitted."""
        self.n = entry["n"]


class MakerReply(Model):
    """What the maker of a system says of a review as it was submitted; stands beside it."""

    __tablename__ = "maker_replies"
    __table_args__ = (CheckConstraint("length(trim(body)) > 0", name="says_something"),)

    revision_id: Mapped[int] = mapped_column(ForeignKey("review_revisions.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    body: Mapped[str]
    salt: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    revision: Mapped[ReviewRevision] = relationship(back_populates="reply")
    account: Mapped[Account] = relationship()

    @property
    def ref(self) -> Ref:
        """``maker-reply:7``."""
        return Ref("maker-reply", str(self.revision_id))
