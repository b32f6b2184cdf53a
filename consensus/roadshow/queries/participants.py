"""Who took part at stops, as they said: one line for each sitting that somebody joined, and for each person on paper."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from ...accounts.countries import continent_of
from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...ledger.queries import entry, head
from ..models import Attendance, PaperPerson, PaperRow, Sitting, Stop
from ..participation import Person


@dataclass(frozen=True, slots=True)
class Participants:
    """Who took part at one stop. ``people``: those who count; ``aside``: how many were set aside, who are not among them.

    ``phones``, ``paper``: how many came in by code and on paper; ``guests``, ``with_account``: of those by code, without
    and with an account when they joined; ``claimed``: guests who left an address since.
    """

    people: tuple[Person, ...] = ()
    phones: int = 0
    paper: int = 0
    guests: int = 0
    with_account: int = 0
    claimed: int = 0
    aside: int = 0


def participants_at(stops: Collection[Stop]) -> dict[int, Participants]:
    """Stop → who took part there, for any number of stops in three queries."""
    ids = [stop.id for stop in stops]
    joined, paper = _joined(ids), _on_paper(ids)
    return {id: _participants(joined.get(id, []), paper.get(id, [])) for id in ids}


def as_of(stops: Collection[Stop]) -> datetime:
    """When anything of it changed last: the last entry of the record, or somebody who joined or was keyed in since.

    So two who ask at different times of the same figures read the same.
    """
    ids = [stop.id for stop in stops]
    joined = select(func.max(Attendance.joined_at)).join(Attendance.sitting).where(Sitting.stop_id.in_(ids))
    keyed = select(func.max(PaperRow.at)).where(PaperRow.stop_id.in_(ids))
    last = entry(head()[0])
    found = [last.at if last else None, db.session.scalar(joined), db.session.scalar(keyed)]
    return max((at for at in found if at is not None), default=now())


@dataclass(frozen=True, slots=True)
class _Joined:
    person: Person
    was_guest: bool
    has_address: bool
    is_aside: bool


def _joined(stops: Collection[int]) -> dict[int, list[_Joined]]:
    query = (
        select(Sitting.stop_id, Attendance, Account.email)
        .join(Attendance.sitting)
        .join(Account, Account.id == Attendance.account_id)
        .where(Sitting.stop_id.in_(list(stops)))
        .order_by(Attendance.id)
    )
    found: dict[int, list[_Joined]] = {}
    for stop, part, email in db.session.execute(query):
        person = Person(
            part.account_id, part.stakeholder_group, continent_of(part.country), part.language, guest=email is None,
            consent=part.consent, at=part.consent_at.date(),
        )  # fmt: skip
        found.setdefault(stop, []).append(_Joined(person, part.was_guest, email is not None, part.is_aside))
    return found


def _on_paper(stops: Collection[int]) -> dict[int, list[Person]]:
    languages = _languages(stops)
    query = (
        select(
            PaperPerson.stop_id,
            PaperPerson.id,
            Account.id,
            Account.stakeholder_group,
            Account.country,
            Account.email,
        )
        .join(Account, Account.id == PaperPerson.account_id)
        .where(PaperPerson.stop_id.in_(list(stops)))
        .order_by(PaperPerson.id)
    )
    found: dict[int, list[Person]] = {}
    for stop, id, account, group, country, email in db.session.execute(query):
        person = Person(
            account, group, continent_of(country), languages.get(id), guest=email is None, paper=True
        )
        found.setdefault(stop, []).append(person)
    return found


def _languages(stops: Collection[int]) -> Mapping[int, str]:
    """Person on paper → the language of what they wrote first."""
    first: Any = select(PaperRow.person_id, func.min(PaperRow.id)).where(PaperRow.stop_id.in_(list(stops)))
    ids = [id for _person, id in db.session.execute(first.group_by(PaperRow.person_id))]
    rows = db.session.execute(select(PaperRow.person_id, PaperRow.first).where(PaperRow.id.in_(ids)))
    return {person: entry["language"] for person, entry in rows if entry.get("language")}


def _participants(joined: list[_Joined], paper: list[Person]) -> Participants:
    counted = [each for each in joined if not each.is_aside]
    guests = {each.person.who for each in counted if each.was_guest}
    return Participants(
        people=(*(each.person for each in counted), *paper),
        phones=len({each.person.who for each in counted}),
        paper=len({person.who for person in paper}),
        guests=len(guests),
        with_account=len({each.person.who for each in counted} - guests),
        claimed=len({each.person.who for each in counted if each.was_guest and each.has_address}),
        aside=len({each.person.who for each in joined if each.is_aside}),
    )
