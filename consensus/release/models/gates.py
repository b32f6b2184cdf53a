"""Criteria in all their versions, what was counted by them, what people judged, candidates and the planned date."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...drafts.models import Draft
from ...kit.db import Choice, Json, Model, UtcDateTime, one_of
from ...kit.refs import Ref

_standing = text("ended_at IS NULL")
_announced = text("withdrawn_at IS NULL")


class Target(StrEnum):
    """What a draft is held against: the criteria of a release candidate, or of a stable release."""

    CANDIDATE = "candidate"
    STABLE = "stable"


class Finding(StrEnum):
    """What somebody who judges a criterion says of a draft."""

    PASS = "pass"
    FAIL = "fail"


class CriteriaVersion(Model):
    """One version of a target's criteria; never changed. ``source``: the file as it was given; ``data``: as it was read.

    It holds for drafts whose publication has a position above ``after`` (0 for the first), until a later version does.
    """

    __tablename__ = "criteria_versions"
    __table_args__ = (
        UniqueConstraint("target", "version"),
        CheckConstraint(one_of("target", Target), name="target"),
        CheckConstraint("version >= 1 AND after >= 0", name="counted_from_one"),
        CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    target: Mapped[Target] = mapped_column(Choice(Target))
    version: Mapped[int]
    digest: Mapped[str]
    source: Mapped[str]
    data: Mapped[Any] = mapped_column(Json)
    reason: Mapped[str]
    after: Mapped[int]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    n: Mapped[int | None]

    @property
    def ref(self) -> Ref:
        """``gate:stable``."""
        return Ref("gate", str(self.target))

    def numbered(self, entry: Any) -> None:
        """Keep the number of the entry that set it."""
        self.n = entry["n"]


class GateCount(Model):
    """What the criteria gave for a draft, as it stands on record: ``[[id, state, value, threshold], …]`` in their order."""

    __tablename__ = "gate_counts"
    __table_args__ = (
        CheckConstraint(one_of("target", Target), name="target"),
        Index("ix_gate_counts_draft_id_target_id", "draft_id", "target", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    target: Mapped[Target] = mapped_column(Choice(Target))
    version: Mapped[int]
    states: Mapped[Any] = mapped_column(Json)
    passes: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    n: Mapped[int | None]

    draft: Mapped[Draft] = relationship()

    def numbered(self, entry: Any) -> None:
        """Keep the number of the entry that says so."""
        self.n = entry["n"]


class Judgement(Model):
    """What somebody whose role judges a criterion found of a draft. Their last one stands; reopening ends all.

    ``salt`` keeps the digest on record from telling the reason; erasing a person empties both.
    """

    __tablename__ = "judgements"
    __table_args__ = (
        CheckConstraint(one_of("finding", Finding), name="finding"),
        Index(
            "uq_judgements_standing", "draft_id", "criterion", "by", unique=True,
            sqlite_where=_standing, postgresql_where=_standing,
        ),
        Index("ix_judgements_by", "by"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    criterion: Mapped[str]
    finding: Mapped[Finding] = mapped_column(Choice(Finding))
    reason: Mapped[str]
    salt: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    n: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    draft: Mapped[Draft] = relationship()

    @property
    def ref(self) -> Ref:
        """``judgement:3``."""
        return Ref("judgement", str(self.id))

    def numbered(self, entry: Any) -> None:
        """Keep the number of the entry that says so."""
        self.n = entry["n"]


class Reopening(Model):
    """That a judged criterion was opened anew for a draft, and why: what was found before counts no more."""

    __tablename__ = "criterion_reopenings"
    __table_args__ = (
        CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),
        Index("ix_criterion_reopenings_draft_id_criterion", "draft_id", "criterion"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    criterion: Mapped[str]
    reason: Mapped[str]
    salt: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    draft: Mapped[Draft] = relationship()


class Candidate(Model):
    """That a draft was announced as a release candidate, and withdrawn as one, each with a reason."""

    __tablename__ = "candidates"
    __table_args__ = (
        CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)"
            " AND (withdrawn_at IS NULL) = (length(trim(withdrawn_reason)) = 0)",
            name="withdrawn_with_a_reason",
        ),
        Index(
            "uq_candidates_standing", "draft_id", unique=True,
            sqlite_where=_announced, postgresql_where=_announced,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    reason: Mapped[str]
    salt: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    withdrawn_salt: Mapped[str] = mapped_column(default="")

    draft: Mapped[Draft] = relationship()


class ReleasePlan(Model):
    """The day on which a stable release is planned, or that none is; the newest holds, earlier ones stay."""

    __tablename__ = "release_plans"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date | None]
    reason: Mapped[str]
    salt: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
