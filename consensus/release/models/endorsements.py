"""Who endorses a draft, for whom, for which draft it stands, and what was objected to it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account, Organisation
from ...drafts.models import Draft
from ...kit.db import Choice, Model, UtcDateTime, one_of
from ...kit.refs import Ref

_stands = text("confirmed AND state != 'lapsed' AND ended_at IS NULL")
_stands_here = text("confirmed = 1 AND state != 'lapsed' AND ended_at IS NULL")
_waiting = text("ruled_at IS NULL")


class EndorsementKind(StrEnum):
    """Whether somebody endorses for themselves or for an organisation."""

    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"


class StandingState(StrEnum):
    """How an endorsement came to a draft: it was made on it, was carried to it, or lapsed when it was published."""

    MADE = "made"
    CARRIED = "carried"
    LAPSED = "lapsed"


class Endorsement(Model):
    """That a person, or an organisation through somebody, endorses a draft: bound to the digest of its files.

    ``name``: whom it is listed under. ``address`` (where an organisation is asked to confirm) is private; its
    ``domain`` is public. ``secret``: the digest of what is in the mailed link. Words and salt go when the person is
    erased; the endorsement stays counted.
    """

    __tablename__ = "endorsements"
    __table_args__ = (
        CheckConstraint(one_of("kind", EndorsementKind), name="kind"),
        CheckConstraint(
            "(kind = 'organisation') = (organisation_id IS NOT NULL)", name="for_an_organisation"
        ),
        CheckConstraint("length(stakeholder_group) > 0", name="has_a_group"),
        Index("ix_endorsements_draft_id_id", "draft_id", "id"),
        Index("ix_endorsements_account_id", "account_id"),
        Index("ix_endorsements_organisation_id", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    digest: Mapped[str]
    kind: Mapped[EndorsementKind] = mapped_column(Choice(EndorsementKind))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]
    stakeholder_group: Mapped[str]
    authority: Mapped[str] = mapped_column(default="")
    conditions: Mapped[str] = mapped_column(default="")
    statement: Mapped[str] = mapped_column(default="")
    language: Mapped[str | None]
    salt: Mapped[str]
    address: Mapped[str | None]
    domain: Mapped[str | None]
    secret: Mapped[str | None] = mapped_column(unique=True)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    n: Mapped[int | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disallowed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    draft: Mapped[Draft] = relationship()
    account: Mapped[Account] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    standings: Mapped[list["Standing"]] = relationship(
        back_populates="endorsement", order_by="Standing.draft_id"
    )

    @property
    def ref(self) -> Ref:
        """``endorsement:7``."""
        return Ref("endorsement", str(self.id))

    @property
    def is_confirmed(self) -> bool:
        """Whether it counts as more than a claim."""
        return self.confirmed_at is not None

    def numbered(self, entry: Any) -> None:
        """Keep the number of the entry that says it was made."""
        self.n = entry["n"]


class Standing(Model):
    """For which draft an endorsement stands, or that it lapsed when that draft was published.

    ``holder``: ``account:12`` for a person, ``family:5`` for an organisation with all that belong to it: one confirmed
    of each stands for a draft. ``ended_at``: it was withdrawn, or not allowed after a challenge.
    """

    __tablename__ = "endorsement_standings"
    __table_args__ = (
        CheckConstraint(one_of("state", StandingState), name="state"),
        Index(
            "uq_endorsement_standings_holder", "draft_id", "holder", unique=True,
            sqlite_where=_stands_here, postgresql_where=_stands,
        ),
        Index("ix_endorsement_standings_draft_id_endorsement_id", "draft_id", "endorsement_id"),
    )  # fmt: skip

    endorsement_id: Mapped[int] = mapped_column(ForeignKey("endorsements.id"), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    holder: Mapped[str]
    state: Mapped[StandingState] = mapped_column(Choice(StandingState))
    confirmed: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    endorsement: Mapped[Endorsement] = relationship(back_populates="standings")
    draft: Mapped[Draft] = relationship()


class Family(Model):
    """That an organisation belongs to another, so that both endorse a draft once."""

    __tablename__ = "organisation_families"
    __table_args__ = (CheckConstraint("organisation_id != head_id", name="not_its_own"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    head_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    head: Mapped[Organisation] = relationship(foreign_keys=[head_id])


class EndorsementChallenge(Model):
    """That somebody says, with evidence, that an endorsement claims a stakeholder group wrongly; and the ruling."""

    __tablename__ = "endorsement_challenges"
    __table_args__ = (
        CheckConstraint("length(trim(evidence)) > 0", name="has_evidence"),
        CheckConstraint(
            "(ruled_at IS NULL) = (ruled_by IS NULL) AND (ruled_at IS NULL) = (upheld IS NULL)", name="ruled"
        ),
        Index(
            "uq_endorsement_challenges_waiting", "endorsement_id", unique=True,
            sqlite_where=_waiting, postgresql_where=_waiting,
        ),
        Index("ix_endorsement_challenges_account_id", "account_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    endorsement_id: Mapped[int] = mapped_column(ForeignKey("endorsements.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    stakeholder_group: Mapped[str]
    reason: Mapped[str]
    evidence: Mapped[str]
    salt: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ruled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ruled_by: Mapped[str | None]
    upheld: Mapped[bool | None]
    ruling: Mapped[str] = mapped_column(default="")
    ruling_salt: Mapped[str] = mapped_column(default="")

    endorsement: Mapped[Endorsement] = relationship()
    account: Mapped[Account] = relationship()

    @property
    def ref(self) -> Ref:
        """``endorsement-challenge:2``."""
        return Ref("endorsement-challenge", str(self.id))
