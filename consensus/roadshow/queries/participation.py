"""Participation over all stops: how many, from where, for which stakeholder groups, in which languages, as far as they said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from ...accounts.channels import ONLINE, STOP
from ...discussion.models import Comment
from ...kit.db import db
from ...ledger.queries import head
from ...voting.queries.channels import counted_by_channel
from ..models import Sitting, Stop
from ..participation import Person, different
from .participants import Participants, as_of, participants_at
from .report import WhoTookPart, who_took_part
from .stops import all_stops, sittings_of


@dataclass(frozen=True, slots=True)
class StopLine:
    """A stop that was opened: how many took part, how many heads were counted, what was said that counts."""

    stop: Stop
    people: int
    phones: int
    paper: int
    heads: int | None
    positions: int
    comments: int


@dataclass(frozen=True, slots=True)
class Venue:
    """Where stops were: a continent, or ``online``; how many stops, and how many took part in them."""

    continent: str
    stops: int
    people: int


@dataclass(frozen=True, slots=True)
class Participation:
    """All stops together, as of when anything changed last, and of an entry of the record (``n``). A person of several stops is one, if known."""

    as_of: datetime
    n: int
    who: WhoTookPart
    stops: tuple[StopLine, ...]
    venues: tuple[Venue, ...]
    rooms: int
    online: int
    comments_rooms: int
    comments_online: int


def participation() -> Participation:
    """Participation over all stops that were opened; a fixed number of queries."""
    sittings = sittings_of(all_stops())
    held = [stop for stop in all_stops() if any(each.opened_at for each in sittings[stop.id])]
    found, positions, comments = participants_at(held), counted_by_channel(), _comments()
    lines = tuple(_line(stop, found[stop.id], sittings[stop.id], positions, comments) for stop in held)
    opened = [each for stop in held for each in sittings[stop.id] if each.opened_at is not None]
    return Participation(
        as_of(held), head()[0], who_took_part(_together(list(found.values())), opened), lines,
        tuple(_venues(held, found)), sum(positions.values()) - positions.get(ONLINE, 0), positions.get(ONLINE, 0),
        sum(comments.values()) - comments.get(ONLINE, 0), comments.get(ONLINE, 0),
    )  # fmt: skip


def _line(
    stop: Stop,
    found: Participants,
    sittings: Sequence[Sitting],
    positions: Mapping[str, int],
    comments: Mapping[str, int],
) -> StopLine:
    heads = [each.heads for each in sittings if each.heads is not None]
    channel = STOP + stop.slug
    return StopLine(
        stop, different(found.people), found.phones, found.paper, sum(heads) if heads else None,
        positions.get(channel, 0), comments.get(channel, 0),
    )  # fmt: skip


def _together(several: Sequence[Participants]) -> Participants:
    """All of them, each person once: who joined by a phone somewhere and signed a sheet elsewhere is in both columns."""
    everybody = tuple(person for each in several for person in each.people)
    return Participants(
        everybody, _different(everybody, paper=False), _different(everybody, paper=True),
        sum(each.guests for each in several), sum(each.with_account for each in several),
        sum(each.claimed for each in several), sum(each.aside for each in several),
    )  # fmt: skip


def _different(people: Sequence[Person], *, paper: bool) -> int:
    return different(person for person in people if person.paper is paper)


def _venues(stops: Sequence[Stop], found: Mapping[int, Participants]) -> list[Venue]:
    """The continent with most people first."""
    at: dict[str, list[Stop]] = {}
    for stop in stops:
        at.setdefault(ONLINE if stop.online else stop.continent or ONLINE, []).append(stop)
    venues = [
        Venue(name, len(some), different(person for stop in some for person in found[stop.id].people))
        for name, some in at.items()
    ]
    return sorted(venues, key=lambda venue: (-venue.people, venue.continent))


def _comments() -> dict[str, int]:
    """Channel → how many comments stand there."""
    query = select(Comment.channel, func.count(Comment.id)).where(
        Comment.deleted_at.is_(None), Comment.aside.is_(False)
    )
    return dict(db.session.execute(query.group_by(Comment.channel)).all())
