"""Joining a sitting by its code: as a guest, or with the account one is signed in to."""

from dataclasses import replace
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.actions import add_guest
from ...accounts.countries import COUNTRIES
from ...accounts.groups import group_called
from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.text.words import shows_something
from ...kit.web.forms import tidy_text
from ..errors import SittingIsNotOpen
from ..given import CONSENT, LONGEST_NAME, LONGEST_NONCE, Joining, one_line
from ..models import Attendance, JoinCode
from ..queries.people import attendance_of
from ..queries.rooms import code_called
from .checking import is_language

AGAIN = timedelta(minutes=10)


def join(code: str, who: Joining, *, by: Account | None) -> Attendance:
    """Take part in the sitting that a code leads to. Whoever takes part already does so on; nothing is changed then.

    ``by`` None: a guest is made, who has no address yet; the entrance begins their session. The same form sent again
    within minutes gives the guest that was made with it first. Raises NoSuchCode, CodeIsOver, SittingIsNotOpen, Invalid.
    """
    found = code_called(code)
    if not found.sitting.is_open:
        raise SittingIsNotOpen
    before = attendance_of(by, found.sitting)
    if before is not None:
        return before
    who = _checked(who, named=by is None)
    twin = _made_with(who.nonce)
    if twin is not None and by is None and _is_the_same(twin, who, found):
        return twin
    who = who if twin is None else replace(who, nonce=None)
    account = by or _guest(who)
    attendance = Attendance(
        sitting=found.sitting, account=account, code=found, joined_at=now(), consent_at=now(), consent=who.consent,
        stakeholder_group=who.stakeholder_group or account.stakeholder_group, country=who.country or account.country,
        language=who.language or next(iter(account.languages), None), was_guest=account.is_guest, nonce=who.nonce,
    )  # fmt: skip
    db.session.add(attendance)
    db.session.flush()
    return attendance


def _guest(who: Joining) -> Account:
    guest = add_guest(name=who.name)
    guest.stakeholder_group, guest.country = who.stakeholder_group, who.country
    guest.languages = [who.language] if who.language else []
    return guest


def _made_with(nonce: str | None) -> Attendance | None:
    if not nonce:
        return None
    return db.session.scalars(select(Attendance).where(Attendance.nonce == nonce)).one_or_none()


def _is_the_same(part: Attendance, who: Joining, code: JoinCode) -> bool:
    """Whether a form was sent twice a moment ago. Another name from the same phone is somebody else."""
    account = part.account
    guest = account.is_guest and account.may_sign_in and account.name == who.name
    return guest and part.code_id == code.id and part.joined_at > now() - AGAIN


def _checked(who: Joining, *, named: bool) -> Joining:
    name = one_line(tidy_text(who.name))
    wrong: dict[str, str] = {}
    if named and not shows_something(name):
        wrong["name"] = _("Say how you want to be called. Any name will do.")
    if len(name) > LONGEST_NAME:
        wrong["name"] = _("Use at most %(n)s characters.", n=LONGEST_NAME)
    group = group_called(who.stakeholder_group)
    if who.stakeholder_group and group is None:
        wrong["stakeholder_group"] = _("Choose one of the stakeholder groups, or none.")
    if who.country and who.country not in COUNTRIES:
        wrong["country"] = _("Choose one of the countries, or none.")
    if who.language and not is_language(who.language):
        wrong["language"] = _("Choose a language.")
    if who.consent != CONSENT:
        wrong["consent"] = _("Tick this to take part: without it nothing of yours can be kept.")
    if wrong:
        raise Invalid(wrong)
    nonce = who.nonce if who.nonce and len(who.nonce) <= LONGEST_NONCE else None
    return replace(who, name=name, stakeholder_group=group.slug if group else None, nonce=nonce)
