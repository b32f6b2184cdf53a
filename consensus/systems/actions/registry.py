"""The registry by hand: systems, their versions, and whom to tell at their makers."""

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ..errors import SameSystem
from ..found import VersionFound, once
from ..given import LONGEST_LINE, SystemGiven, folded, paragraphs
from ..models import MakerContact, System
from ..queries.registry import systems_folded, taken_slugs
from ..sources.fields import LONGEST_NOTE, as_date, is_address, one_line
from ..sources.naming import kind_of, slug_of
from ..sources.native import SLUG
from ..verbs import Verb
from .evaluating import evaluate
from .keeping import lead, locked, take_versions


def add_system(given: SystemGiven, *, by: Actor) -> System:
    """Put a system into the registry, with at least one version. Raises SameSystem, Invalid."""
    given = _checked(given)
    slug = given.slug or slug_of(given.name)
    if slug in taken_slugs(slug) or systems_folded([folded(given.name, given.maker)]):
        raise SameSystem
    if not given.versions:
        raise Invalid({"versions": _("A system has at least one version.")})
    system = System(
        slug=slug, name=given.name, maker=given.maker, folded=folded(given.name, given.maker), kind=given.kind,
        notes=given.notes, created_at=now(), created_by=by.actor_id,
    )  # fmt: skip
    db.session.add(system)
    db.session.flush()
    take_versions(system, given.versions)
    _tell(Verb.ADDED, system, by)
    lead(system)
    evaluate([system.id], anew=[system.id])
    return system


def change_system(system: System, given: SystemGiven, *, by: Actor) -> System:
    """Change what the registry says of a system; versions are added, or changed by their name. Its slug stays.

    Raises SameSystem, Invalid.
    """
    given = _checked(given)
    locked(system.id)
    same = systems_folded([folded(given.name, given.maker)])
    if any(each is not system for each in same.values()):
        raise SameSystem
    system.name, system.maker, system.folded = given.name, given.maker, folded(given.name, given.maker)
    system.kind, system.notes = given.kind, given.notes
    take_versions(system, given.versions)
    _tell(Verb.CHANGED, system, by)
    evaluate([system.id], anew=[system.id] if lead(system) else [])
    return system


def name_contact(
    system: System, *, by: Actor, account: Account | None = None, email: str | None = None
) -> MakerContact:
    """Name whom to tell about a system: a person with an account, or a mail address. Twice is once. Raises Invalid."""
    address = None if account else (email or "").strip().lower()
    if account is None and ("@" not in (address or "") or len(address or "") > LONGEST_LINE):
        raise Invalid({"email": _("This is no mail address.")})
    known = select(MakerContact).where(
        MakerContact.system_id == system.id, MakerContact.ended_at.is_(None),
        MakerContact.account_id == account.id if account else MakerContact.email == address,
    )  # fmt: skip
    contact = db.session.scalar(known)
    if contact is None:
        contact = MakerContact(system=system, account=account, email=address, by=by.actor_id, at=now())
        db.session.add(contact)
        db.session.flush()
    return contact


def end_contact(contact: MakerContact, *, by: Actor) -> None:
    """Tell somebody no longer. What waits for their reply waits on."""
    contact.ended_at = contact.ended_at or now()
    db.session.flush()


def _checked(given: SystemGiven) -> SystemGiven:
    name, maker, slug = one_line(given.name), one_line(given.maker), given.slug.strip()
    wrong: dict[str, str] = {}
    if not name or len(name) > LONGEST_LINE:
        wrong["name"] = _("Write a name of at most %(n)s characters.", n=LONGEST_LINE)
    if not maker or len(maker) > LONGEST_LINE:
        wrong["maker"] = _("Write a name of at most %(n)s characters.", n=LONGEST_LINE)
    if slug and (not SLUG.fullmatch(slug) or len(slug) > LONGEST_LINE):
        wrong["slug"] = _("Use small letters, digits and single hyphens.")
    notes = paragraphs(given.notes)
    if len(notes) > LONGEST_NOTE:
        wrong["notes"] = _("Use at most %(n)s characters.", n=LONGEST_NOTE)
    versions = tuple(_version(each, wrong) for each in given.versions)
    if len({each.version for each in versions}) < len(versions):
        wrong["versions"] = _("Two versions have the same name.")
    if wrong:
        raise Invalid(wrong)
    return SystemGiven(name, maker, slug, kind_of(one_line(given.kind)), notes, versions)


def _version(given: VersionFound, wrong: dict[str, str]) -> VersionFound:
    name, date = one_line(given.version), given.date.strip()
    if not name or len(name) > LONGEST_LINE:
        wrong["versions"] = _("Give every version a name.")
    if date and not as_date(date):
        wrong["date"] = _("Write a date as YYYY-MM-DD, YYYY-MM or YYYY.")
    if not all(is_address(link.url) for link in given.links):
        wrong["links"] = _("Give whole web addresses, beginning with https:// or http://.")
    licences = once([one_line(each)[:LONGEST_LINE] for each in given.licences])
    return VersionFound(name, as_date(date), given.links, licences)


def _tell(verb: Verb, system: System, by: Actor) -> None:
    record(
        verb, by, system, name=system.name, maker=system.maker, kind=system.kind,
        versions=[each.version for each in system.versions], origin="", record=system.slug, reviews=[],
    )  # fmt: skip
