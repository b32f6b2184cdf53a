"""Organisations, and who may speak for them: all on record."""

from collections.abc import Iterable

from sqlalchemy import select

from ...kit.clock import now
from ...kit.db import db
from ...kit.text.words import slug as slug_of
from ...ledger import Actor, record
from ..errors import NameTaken, NotForYourself, NothingToGrantTo
from ..models import Account, Organisation, OrganisationAlias, Sector, Spokesperson
from ..queries import folded, organisation_called
from ..verbs import Verb


def create_organisation(name: str, *, sector: Sector, aliases: Iterable[str] = (), by: Actor) -> Organisation:
    """Record an organisation with its other names. Raises NameTaken when one of them is another's."""
    organisation = Organisation(
        slug=_free_slug(name), name=name, sector=sector, created_at=now(), created_by=str(by.actor_id)
    )
    db.session.add(organisation)
    _set_names(organisation, [name, *aliases])
    record(Verb.ORGANISATION_RECORDED, by, organisation, sector=str(sector))
    return organisation


def change_organisation(
    organisation: Organisation, *, name: str, sector: Sector, aliases: Iterable[str] = (), by: Actor
) -> None:
    """Replace an organisation's names and sector; its address on this site stays. Raises NameTaken."""
    organisation.name, organisation.sector = name, sector
    _set_names(organisation, [name, *aliases])
    others = len(organisation.aliases) - 1
    record(Verb.ORGANISATION_CHANGED, by, organisation, sector=str(sector), names=others)


def confirm_spokesperson(organisation: Organisation, account: Account, *, by: Actor) -> Spokesperson:
    """Confirm that a person may speak for an organisation; doing it again changes nothing.

    Raises NotForYourself, and NothingToGrantTo for guests.
    """
    if by.actor_id == account.actor_id:
        raise NotForYourself
    if account.is_guest or not account.may_sign_in:
        raise NothingToGrantTo
    for each in organisation.spokespeople:
        if each.account_id == account.id:
            return each
    found = Spokesperson(organisation=organisation, account=account, confirmed_by=str(by.actor_id), at=now())
    db.session.add(found)
    db.session.flush()
    record(Verb.SPOKESPERSON_CONFIRMED, by, organisation, touches=[account], person=account.actor_id)
    return found


def end_spokesperson(spokesperson: Spokesperson, *, by: Actor) -> None:
    """End that a person may speak for an organisation."""
    organisation, account = spokesperson.organisation, spokesperson.account
    organisation.spokespeople.remove(spokesperson)
    db.session.flush()
    record(Verb.SPOKESPERSON_ENDED, by, organisation, touches=[account], person=account.actor_id)


def _set_names(organisation: Organisation, names: Iterable[str]) -> None:
    wanted = {folded(name): name for name in reversed(list(names)) if folded(name)}
    for name in wanted.values():
        other = organisation_called(name)
        if other is not None and other is not organisation:
            raise NameTaken
    for alias in list(organisation.aliases):
        if alias.folded not in wanted:
            organisation.aliases.remove(alias)
        else:
            alias.name = wanted.pop(alias.folded)
    organisation.aliases.extend(
        OrganisationAlias(name=name, folded=key) for key, name in reversed(list(wanted.items()))
    )
    db.session.flush()


def _free_slug(name: str) -> str:
    base = slug_of(name) or "organisation"
    taken = set(
        db.session.scalars(
            select(Organisation.slug).where(Organisation.slug.startswith(base, autoescape=True))
        )
    )
    return next(
        slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
    )
