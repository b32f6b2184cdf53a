"""Entries as people read them: who did what, with names where there are any and a link where the thing has a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from ..kit.places import url_of, words_of
from .models import Entry
from .names import names_of, person_in
from .verbs import sentence_of

GAP = "\x00"


@dataclass(frozen=True, slots=True)
class Told:
    """One entry in words. The sentence is cut where its subject stands, so that a page can make it a link."""

    n: int
    at: datetime
    verb: str
    who: str
    before: str
    subject: str
    after: str
    url: str | None
    hash: str

    @property
    def sentence(self) -> str:
        """What was done, in one piece."""
        return f"{self.before}{self.subject}{self.after}"


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day, UTC, in the order in which they were given."""

    date: date
    entries: tuple[Told, ...]


def tell(entries: Iterable[Entry]) -> list[Told]:
    """Some entries in words; the names of everybody in them are asked for at once."""
    found = list(entries)
    names = names_of({id for entry in found for id in _ids_of(entry)})
    return [_told(entry, names) for entry in found]


def by_day(told: Sequence[Told]) -> list[Day]:
    """The same, cut into days."""
    return [Day(day, tuple(some)) for day, some in groupby(told, key=lambda each: each.at.date())]


def _ids_of(entry: Entry) -> set[str]:
    people = {person_in(value) for value in (entry.subject, *entry.details.values())}
    return {entry.by} | {id for id in people if id}


def _told(entry: Entry, names: Mapping[str, str]) -> Told:
    details = {name: _named(value, names) for name, value in entry.details.items()}
    before, found, after = sentence_of(entry.verb, subject=GAP, details=details).partition(GAP)
    person = person_in(entry.subject)
    return Told(
        n=entry.n,
        at=entry.at,
        verb=entry.verb,
        who=names[entry.by],
        before=before if found else f"{before} ",
        subject=words_of(entry.subject, name=names[person] if person else None),
        after=after,
        url=url_of(entry.subject),
        hash=entry.hash,
    )


def _named(value: Any, names: Mapping[str, str]) -> Any:
    id = person_in(value)
    return names[id] if id else value
