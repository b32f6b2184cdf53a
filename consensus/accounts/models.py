"""Who: people and organisations, the roles people were granted, and what lets them in.

An account's row stays for ever, so that what it wrote keeps an author; who stands behind it can be erased.
In public it's known by an opaque id, kept in a table of its own: deleting that row unties the public record
from the person.
"""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..kit.db import Choice, Json, Model, UtcDateTime, one_of
from ..kit.refs import Ref


class Role(StrEnum):
    """What a person may be granted. Everyone with an account is a participant; that needs no grant."""

    SCRIBE = "scribe"
    MODERATOR = "moderator"
    MAINTAINER = "maintainer"
    CHAIR = "chair"
    BOARD = "board"
    ADMIN = "admin"


class Sector(StrEnum):
    """What kind of organisation it is."""

    COMPANY = "company"
    NONPROFIT = "nonprofit"
    ACADEMIA = "academia"
    GOVERNMENT = "government"
    COMMUNITY = "community"
    OTHER = "other"


class Purpose(StrEnum):
    """What a link in a mail is for."""

    CONFIRM = "confirm"
    SIGN_IN = "sign-in"
    PASSWORD = "password"
    CLAIM = "claim"


class Scope(StrEnum):
    """What a program may do with a token: read, or also write."""

    READ = "read"
    WRITE = "write"


class Account(UserMixin, Model):
    """A person. Without an address: a guest, who joined by a code. Merged: a guest who turned out to be
    another.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        CheckConstraint("country IS NULL OR length(country) = 2", name="country_is_two_letters"),
        CheckConstraint(
            "erased_at IS NULL OR (email IS NULL AND password_hash IS NULL)", name="erased_is_empty"
        ),
        Index("ix_accounts_name_id", "name", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    session_epoch: Mapped[int] = mapped_column(default=0)
    stakeholder_group: Mapped[str | None]
    group_reason: Mapped[str | None]
    country: Mapped[str | None]
    languages: Mapped[list[str]] = mapped_column(Json, default=list)
    affiliation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    affiliation_text: Mapped[str | None]

    link: Mapped["ActorLink | None"] = relationship(back_populates="account", lazy="joined", innerjoin=False)
    grants: Mapped[list["RoleGrant"]] = relationship(back_populates="account", order_by="RoleGrant.id")
    organisation: Mapped["Organisation | None"] = relationship()
    merged_into: Mapped["Account | None"] = relationship(remote_side="Account.id")

    def __init__(self, **fields: Any) -> None:
        fields.setdefault("link", ActorLink(actor_id=new_actor_id()))
        super().__init__(**fields)

    @property
    def actor_id(self) -> str | None:
        """``p:…``, by which the public record knows this person; None once erased."""
        return self.link.actor_id if self.link else None

    @property
    def ref(self) -> Ref:
        """``account:p:…``; for an erased person a name that leads nowhere."""
        return Ref("account", self.actor_id or f"erased-{self.id}")

    @property
    def is_guest(self) -> bool:
        """True for whoever joined by a code and left no address."""
        return self.email is None

    @property
    def may_sign_in(self) -> bool:
        """False while an address waits to be confirmed, and for erased and merged accounts."""
        gone = self.erased_at is not None or self.merged_into_id is not None
        return not gone and (self.is_guest or self.confirmed_at is not None)

    @property
    def affiliation(self) -> str | None:
        """The organisation's name, or what the person wrote."""
        return self.organisation.name if self.organisation else self.affiliation_text

    def get_id(self) -> str:
        """What a session is bound to: the account, and how often it was signed out everywhere."""
        return f"{self.id}:{self.session_epoch}"


def new_actor_id() -> str:
    """A random id, not derived from anything: ``p:`` and 16 characters."""
    return f"p:{secrets.token_urlsafe(12)}"


class ActorLink(Model):
    """Who stands behind an id of the public record. Erasure deletes this row."""

    __tablename__ = "actor_links"

    actor_id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), unique=True)

    account: Mapped[Account] = relationship(back_populates="link")


class Organisation(Model):
    """An organisation that people belong to or speak for."""

    __tablename__ = "organisations"
    __table_args__ = (CheckConstraint(one_of("sector", Sector), name="sector"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sector: Mapped[Sector] = mapped_column(Choice(Sector))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str]

    aliases: Mapped[list["OrganisationAlias"]] = relationship(
        order_by="OrganisationAlias.id", cascade="all, delete-orphan"
    )
    spokespeople: Mapped[list["Spokesperson"]] = relationship(
        back_populates="organisation", order_by="Spokesperson.id", cascade="all, delete-orphan"
    )

    @property
    def ref(self) -> Ref:
        """``organisation:mozilla-foundation``."""
        return Ref("organisation", self.slug)

    @property
    def other_names(self) -> list[str]:
        """Its aliases without its own name."""
        return [alias.name for alias in self.aliases if alias.name != self.name]


class OrganisationAlias(Model):
    """A name an organisation is known by, its own included; ``folded`` finds it whatever the case and
    spacing.
    """

    __tablename__ = "organisation_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class Spokesperson(Model):
    """That a person may speak for an organisation, confirmed by whom. Ending it deletes the row; the record
    remembers.
    """

    __tablename__ = "spokespeople"
    __table_args__ = (UniqueConstraint("organisation_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    confirmed_by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship(back_populates="spokespeople")
    account: Mapped[Account] = relationship()


class RoleGrant(Model):
    """A role: granted by whom, from when, until when; and revoked by whom, when it was."""

    __tablename__ = "role_grants"
    __table_args__ = (
        CheckConstraint(one_of("role", Role), name="role"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked_by_somebody"),
        Index("ix_role_grants_account_id_role", "account_id", "role"),
        Index("ix_role_grants_role", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[Role] = mapped_column(Choice(Role))
    granted_by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[str | None]

    account: Mapped[Account] = relationship(back_populates="grants")

    def holds(self, at: datetime) -> bool:
        """True when the role is valid at a moment."""
        return self.at <= at and self.revoked_at is None and (self.until is None or at < self.until)


class OneTimeLink(Model):
    """A link that acts once. Only the digest of its secret is kept. ``email``: the address that a guest says is theirs."""

    __tablename__ = "one_time_links"
    __table_args__ = (CheckConstraint(one_of("purpose", Purpose), name="purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(Choice(Purpose))
    digest: Mapped[str] = mapped_column(unique=True)
    next_path: Mapped[str | None]
    email: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()


class Token(Model):
    """What a program signs in with. Only the digest of the secret is kept; revoking deletes the row."""

    __tablename__ = "tokens"
    __table_args__ = (CheckConstraint(one_of("scope", Scope), name="scope"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    scope: Mapped[Scope] = mapped_column(Choice(Scope))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()
