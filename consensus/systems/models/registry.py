"""The registry: systems, their versions, where what is known of them comes from, and whom to write to about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account
from ...kit.db import Json, Model, UtcDateTime
from ...kit.refs import Ref

_standing = text("ended_at IS NULL")
_leads, _leads_here = text("leads"), text("leads = 1")


class System(Model):
    """An AI system, known by its slug. ``folded``: name and maker in a form that tells equal ones.

    ``published``: the outcome that was published of it, ``{"draft", "outcome", "source"}``, to be shown beside ours.
    """

    __tablename__ = "systems"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="has_a_name"),
        Index("ix_systems_name_id", "name", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    maker: Mapped[str] = mapped_column(index=True)
    folded: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    published: Mapped[Any | None] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str]

    versions: Mapped[list["SystemVersion"]] = relationship(
        back_populates="system", order_by="SystemVersion.position"
    )
    sources: Mapped[list["SystemSource"]] = relationship(
        back_populates="system", order_by="SystemSource.origin, SystemSource.id"
    )

    @property
    def ref(self) -> Ref:
        """``system:pythia``."""
        return Ref("system", self.slug)

    @property
    def leading(self) -> "SystemVersion":
        """The version whose assessment stands for the system."""
        return next((each for each in self.versions if each.leading), self.versions[-1])

    @property
    def kinds(self) -> list[str]:
        """What kinds it is of; a file may name several."""
        return [each for each in (part.strip() for part in self.kind.split(",")) if each]


class SystemVersion(Model):
    """One version of a system. ``date``: as far as it is known, YYYY, YYYY-MM or YYYY-MM-DD.

    ``leading``: the one shown for the system, the newest that somebody has reviewed, else the newest.
    """

    __tablename__ = "system_versions"
    __table_args__ = (
        UniqueConstraint("system_id", "version"),
        UniqueConstraint("system_id", "position"),
        Index(
            "uq_system_versions_leading", "system_id", unique=True,
            sqlite_where=_leads_here, postgresql_where=_leads,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    system_id: Mapped[int] = mapped_column(ForeignKey("systems.id"))
    version: Mapped[str]
    date: Mapped[str] = mapped_column(default="")
    links: Mapped[Any] = mapped_column(Json, default=list)
    licences: Mapped[Any] = mapped_column(Json, default=list)
    position: Mapped[int]
    leading: Mapped[bool] = mapped_column("leads", default=False)

    system: Mapped[System] = relationship(back_populates="versions")


class SystemSource(Model):
    """Where something known of a system comes from: a record of a registry (the empty name: our own format).

    What another registry says of components and of its own criteria is its review: shown beside ours, never counted.
    ``digest``: of the record as it was read, so that reading the same again changes nothing.
    """

    __tablename__ = "system_sources"
    __table_args__ = (UniqueConstraint("origin", "record"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    system_id: Mapped[int] = mapped_column(ForeignKey("systems.id"), index=True)
    origin: Mapped[str]
    record: Mapped[str]
    url: Mapped[str]
    attribution: Mapped[str]
    version: Mapped[str]
    notes: Mapped[str]
    licences: Mapped[Any] = mapped_column(Json)
    answers: Mapped[Any] = mapped_column(Json)
    ratings: Mapped[Any] = mapped_column(Json)
    unknown: Mapped[Any] = mapped_column(Json)
    cautions: Mapped[Any] = mapped_column(Json)
    digest: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]

    system: Mapped[System] = relationship(back_populates="sources")

    @property
    def is_registry(self) -> bool:
        """Whether it is another registry that says so."""
        return bool(self.origin)


class MakerContact(Model):
    """Whom to tell before something negative about a system is published: an account, or a mail address. Private."""

    __tablename__ = "maker_contacts"
    __table_args__ = (
        CheckConstraint("(account_id IS NULL) != (email IS NULL)", name="one_way_to_reach"),
        Index(
            "uq_maker_contacts_account", "system_id", "account_id", unique=True,
            sqlite_where=_standing, postgresql_where=_standing,
        ),
        Index(
            "uq_maker_contacts_email", "system_id", "email", unique=True,
            sqlite_where=_standing, postgresql_where=_standing,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    system_id: Mapped[int] = mapped_column(ForeignKey("systems.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    email: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    system: Mapped[System] = relationship()
    account: Mapped[Account | None] = relationship()

    @property
    def address(self) -> str | None:
        """Where mail for it goes; None for an account that has left."""
        return self.account.email if self.account else self.email
