"""What comes out of reviews, and what people say of that: assessments, agreement with them, surprises."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account
from ...drafts.models import Draft
from ...kit.db import Choice, Json, Model, UtcDateTime, one_of
from ...kit.refs import Ref
from ..scoring import Verdict
from .registry import System, SystemVersion

_current = text("ended_at IS NULL")
_about_a_system = text("system_id IS NOT NULL AND withdrawn_at IS NULL")


class Stance(StrEnum):
    """What somebody says of an assessment."""

    ENDORSE = "endorse"
    DISPUTE = "dispute"


class Expected(StrEnum):
    """Where people expected a system that surprised them."""

    IN = "in"
    OUT = "out"


class Evaluation(Model):
    """The assessment of one version of a system under one draft: computed from public reviews, never typed.

    ``reasons``, ``cells`` and ``summary``: see ``stored.py``. ``basis``: digest of what it was computed from;
    ``edition``: of the checklists and maps that led to the draft, so that it shows when it has to be computed anew.
    """

    __tablename__ = "evaluations"
    __table_args__ = (
        CheckConstraint(f"verdict IS NULL OR {one_of('verdict', Verdict)}", name="verdict"),
        Index("ix_evaluations_draft_id_system_id", "draft_id", "system_id"),
        Index("ix_evaluations_system_id", "system_id"),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("system_versions.id"), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    system_id: Mapped[int] = mapped_column(ForeignKey("systems.id"))
    verdict: Mapped[Verdict | None] = mapped_column(Choice(Verdict))
    reasons: Mapped[Any] = mapped_column(Json)
    cells: Mapped[Any] = mapped_column(Json)
    summary: Mapped[Any] = mapped_column(Json)
    basis: Mapped[str]
    edition: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    version: Mapped[SystemVersion] = relationship()
    draft: Mapped[Draft] = relationship()
    system: Mapped[System] = relationship()


class VerdictOpinion(Model):
    """That somebody agrees or disagrees with the assessment of a system under a draft, as it was then (``basis``).

    A disagreement that names a requirement and evidence holds up the path to stable while nobody has answered it.
    """

    __tablename__ = "verdict_opinions"
    __table_args__ = (
        CheckConstraint(one_of("stance", Stance), name="stance"),
        CheckConstraint("stance = 'endorse' OR length(trim(reason)) > 0", name="has_a_reason"),
        Index(
            "uq_verdict_opinions_current", "account_id", "system_id", "draft_id", unique=True,
            sqlite_where=_current, postgresql_where=_current,
        ),
        Index("ix_verdict_opinions_draft_id_system_id", "draft_id", "system_id", "id"),
        Index("ix_verdict_opinions_system_id", "system_id"),
        Index("ix_verdict_opinions_account_id", "account_id", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    system_id: Mapped[int] = mapped_column(ForeignKey("systems.id"))
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    stance: Mapped[Stance] = mapped_column(Choice(Stance))
    reason: Mapped[str]
    requirement: Mapped[str | None]
    evidence: Mapped[str | None]
    affiliation: Mapped[str]
    stakeholder_group: Mapped[str | None]
    maker: Mapped[bool] = mapped_column(default=False)
    basis: Mapped[str]
    verdict: Mapped[Verdict | None] = mapped_column(Choice(Verdict))
    salt: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()
    system: Mapped[System] = relationship()
    draft: Mapped[Draft] = relationship()
    answers: Mapped[list["OpinionAnswer"]] = relationship(
        back_populates="opinion", order_by="OpinionAnswer.id"
    )

    @property
    def ref(self) -> Ref:
        """``verdict-opinion:3``."""
        return Ref("verdict-opinion", str(self.id))

    @property
    def names_its_ground(self) -> bool:
        """Whether it is a disagreement that says which requirement, and where that can be seen."""
        return self.stance is Stance.DISPUTE and bool(self.requirement and self.evidence)


class OpinionAnswer(Model):
    """What a maintainer answers to a disagreement, in public. The last one stands."""

    __tablename__ = "opinion_answers"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    opinion_id: Mapped[int] = mapped_column(ForeignKey("verdict_opinions.id"), index=True)
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    opinion: Mapped[VerdictOpinion] = relationship(back_populates="answers")


class Surprise(Model):
    """A system that somebody expected in and that is out under a draft, or the reverse. ``name``: one not in the registry."""

    __tablename__ = "surprises"
    __table_args__ = (
        CheckConstraint(one_of("expected", Expected), name="expected"),
        CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),
        CheckConstraint("(system_id IS NULL) = (length(trim(name)) > 0)", name="system_or_name"),
        Index(
            "uq_surprises_system", "draft_id", "system_id", "expected", unique=True,
            sqlite_where=_about_a_system, postgresql_where=_about_a_system,
        ),
        Index("ix_surprises_draft_id_id", "draft_id", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    system_id: Mapped[int | None] = mapped_column(ForeignKey("systems.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    expected: Mapped[Expected] = mapped_column(Choice(Expected))
    reason: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    stakeholder_group: Mapped[str | None]
    cosigned: Mapped[int] = mapped_column(default=0)
    salt: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    draft: Mapped[Draft] = relationship()
    system: Mapped[System | None] = relationship()
    account: Mapped[Account] = relationship()
    answers: Mapped[list["SurpriseAnswer"]] = relationship(
        back_populates="surprise", order_by="SurpriseAnswer.id"
    )

    @property
    def ref(self) -> Ref:
        """``surprise:4``."""
        return Ref("surprise", str(self.id))


class SurpriseAnswer(Model):
    """What a maintainer answers to a surprise, in public. The last one stands."""

    __tablename__ = "surprise_answers"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    surprise_id: Mapped[int] = mapped_column(ForeignKey("surprises.id"), index=True)
    reason: Mapped[str]
    salt: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    surprise: Mapped[Surprise] = relationship(back_populates="answers")


class SurpriseCosignature(Model):
    """That somebody else was surprised too, and for which stakeholder group they speak."""

    __tablename__ = "surprise_cosignatures"

    surprise_id: Mapped[int] = mapped_column(ForeignKey("surprises.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)
    stakeholder_group: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
