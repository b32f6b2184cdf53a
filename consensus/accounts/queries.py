"""Questions about people, organisations and what lets them in."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, selectinload

from ..kit.clock import now
from ..kit.db import db
from ..kit.web.paging import Page, page_of
from .errors import NoSuchPerson
from .keys import digest_of
from .models import (
    Account,
    ActorLink,
    OneTimeLink,
    Organisation,
    OrganisationAlias,
    Purpose,
    Role,
    RoleGrant,
    Scope,
    Spokesperson,
    Token,
)  # fmt: skip
from .person_rows import export_of


def account_by_email(email: str | None) -> Account | None:
    """The account with this address, in any case; also one that is not confirmed yet."""
    return db.session.scalar(select(Account).where(Account.email == (email or "").strip().lower()))


def account_by_actor(actor_id: str) -> Account | None:
    """Who stands behind an id of the public record; for a merged guest, the account that took over."""
    found = db.session.scalar(select(Account).join(Account.link).where(ActorLink.actor_id == actor_id))
    return found.merged_into if found and found.merged_into else found


def account_by_address_or_actor(text: str) -> Account:
    """The confirmed account with this address or public id. Raises NoSuchPerson."""
    account = account_by_actor(text) if text.startswith("p:") else account_by_email(text)
    if account is None or not account.may_sign_in:
        raise NoSuchPerson
    return account


def account_of_session(id: str) -> Account | None:
    """The account of a session's ``id:epoch``, unless it was signed out everywhere since or may not sign
    in.
    """
    number, _, epoch = id.partition(":")
    if not (number.isdigit() and epoch.isdigit()):
        return None
    account = db.session.get(Account, int(number))
    valid = account is not None and account.session_epoch == int(epoch) and account.may_sign_in
    return account if valid else None


def names_of(actor_ids: Iterable[str]) -> dict[str, str]:
    """Names behind ids of the public record, for those that still have somebody behind them. One query."""
    wanted = {id for id in actor_ids if id.startswith("p:")}
    owner = aliased(Account)
    query = (
        select(ActorLink.actor_id, func.coalesce(owner.name, Account.name))
        .join(Account, Account.id == ActorLink.account_id)
        .outerjoin(owner, owner.id == Account.merged_into_id)
        .where(ActorLink.actor_id.in_(wanted))
    )
    return dict(db.session.execute(query).all())


def roles_of(account: Account) -> list[Role]:
    """The roles a person holds now, in the order of the enumeration."""
    at = now()
    held = {grant.role for grant in account.grants if grant.holds(at)}
    return [role for role in Role if role in held]


def grants_now(account: Account) -> list[RoleGrant]:
    """The grants that hold now, the oldest first."""
    at = now()
    return [grant for grant in account.grants if grant.holds(at)]


def holders_of(role: Role, *, at: datetime | None = None) -> Sequence[Account]:
    """Who holds a role, the longest-serving first."""
    at = at or now()
    query = (
        select(Account)
        .join(RoleGrant)
        .where(RoleGrant.role == role, RoleGrant.at <= at, RoleGrant.revoked_at.is_(None))
        .where(or_(RoleGrant.until.is_(None), RoleGrant.until > at), Account.erased_at.is_(None))
        .order_by(RoleGrant.id)
    )
    return list(dict.fromkeys(db.session.scalars(query)))


def people(*, name: str | None = None, cursor: str | None = None, limit: int = 50) -> Page[Account]:
    """A page of the people who may sign in, the newest first, with roles and organisation."""
    query = (
        select(Account)
        .where(Account.erased_at.is_(None), Account.merged_into_id.is_(None))
        .where(or_(Account.email.is_(None), Account.confirmed_at.is_not(None)))
        .options(selectinload(Account.grants), selectinload(Account.organisation))
    )
    if name:
        query = query.where(Account.name.icontains(name, autoescape=True))
    return page_of(query, [Account.id], cursor=cursor, limit=limit, newest_first=True)


def everybody() -> Sequence[Account]:
    """Every account with an address, the oldest first, with roles: for the operator."""
    query = select(Account).where(Account.email.is_not(None)).order_by(Account.id)
    return db.session.scalars(
        query.options(selectinload(Account.grants), selectinload(Account.organisation))
    ).all()


def organisations() -> Sequence[Organisation]:
    """All organisations by name, with their names and who may speak for them."""
    spokespeople = selectinload(Organisation.spokespeople).selectinload(Spokesperson.account)
    query = select(Organisation).options(selectinload(Organisation.aliases), spokespeople)
    return db.session.scalars(query.order_by(Organisation.name, Organisation.id)).all()


def organisation_called(name: str | None) -> Organisation | None:
    """The organisation that has this name among its own, whatever its case and spacing."""
    query = (
        select(Organisation).join(Organisation.aliases).where(OrganisationAlias.folded == folded(name or ""))
    )
    return db.session.scalar(query)


def organisation_at(slug: str) -> Organisation | None:
    """The organisation with this slug, with who may speak for it."""
    spokespeople = selectinload(Organisation.spokespeople).selectinload(Spokesperson.account)
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug).options(spokespeople))


def folded(name: str) -> str:
    """A name without case and superfluous space, by which organisations are told apart."""
    return " ".join(name.casefold().split())


def may_speak_for(account: Account, organisation: Organisation) -> bool:
    """True when somebody confirmed it."""
    return any(each.account_id == account.id for each in organisation.spokespeople)


def organisations_spoken_for(account: Account) -> Sequence[Organisation]:
    """The organisations that a person may speak for."""
    query = select(Organisation).join(Spokesperson).where(Spokesperson.account_id == account.id)
    return db.session.scalars(query.order_by(Organisation.name)).all()


def tokens_of(account: Account) -> Sequence[Token]:
    """A person's tokens, the newest first."""
    return db.session.scalars(
        select(Token).where(Token.account_id == account.id).order_by(Token.id.desc())
    ).all()


def token_called(secret: str) -> Token | None:
    """The token with this secret, unless it ran out or its owner may not sign in."""
    token = db.session.scalar(select(Token).where(Token.digest == digest_of(secret)))
    if token is None or not token.account.may_sign_in:
        return None
    return token if token.expires_at is None or token.expires_at > now() else None


def account_of_token(secret: str, scope: Scope | str = Scope.READ) -> Account | None:
    """Who a program acts for, when its token is good for this scope; a token to write may also read."""
    token = token_called(secret)
    return token.account if token and (token.scope is Scope.WRITE or Scope(scope) is Scope.READ) else None


def link_called(secret: str, purpose: Purpose) -> OneTimeLink | None:
    """The link with this secret, unless it was used or ran out."""
    link = db.session.scalar(select(OneTimeLink).where(OneTimeLink.digest == digest_of(secret)))
    good = link is not None and link.purpose is purpose and link.used_at is None and link.expires_at > now()
    return link if good else None


def addresses_waiting(account: Account) -> list[str]:
    """The addresses that a guest gave and has not confirmed, while the links that were sent there are kept."""
    given = select(OneTimeLink.email).where(
        OneTimeLink.account_id == account.id, OneTimeLink.used_at.is_(None)
    )
    return sorted({email for email in db.session.scalars(given) if email})


def everything_of(account: Account) -> dict[str, object]:
    """What is kept of a person, for them to take along."""
    return export_of(account)
