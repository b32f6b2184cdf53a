"""Whether the counters are what positions come to: counted from the positions themselves, and from the public record."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from ...drafts.models import Clause, Draft, Placement
from ...kit.db import db
from ...ledger.queries import all_entries
from ..breakdown import SETTLED
from ..counting import NONE, Choice, Counts
from ..ledgered import CounterKey, LedgerError, counters_in, read_record
from ..models import Counter, Position
from ..worth import places_of

BATCH = 1_000
MOST = 20
Counters = dict[CounterKey, Counts]


def compared() -> list[str]:
    """What does not agree, in words, at most so many; it reads every position and every entry."""
    kept, names = stored_counters(), _names()
    found = list(_differences(kept, counted_again(names), "the positions that are stored"))
    known = {key: counts for key, counts in kept.items() if key[2] != SETTLED.text}
    try:
        told = counters_in(read_record(entry.as_dict() for entry in all_entries()))
        found += _differences(known, told, "the public record")
    except LedgerError as error:
        found.append(str(error))
    return found[:MOST]


def stored_counters() -> Counters:
    """The counters as they are kept, without those that count nothing."""
    names = _names()
    return {
        (*names[each.placement_id], each.slice, each.refused, each.stakeholder_group): counts
        for each in db.session.scalars(select(Counter))
        if (counts := Counts(each.support, each.accept, each.abstain, each.object)) != NONE
    }


def counted_again(names: Mapping[int, tuple[str, str]] | None = None) -> Counters:
    """The counters as they should be, counted from the positions one by one."""
    names, found = names or _names(), Counters()
    for position in _current():
        for place in places_of(position):
            key = (*names[place.placement_id], place.slice, place.refused, place.stakeholder_group)
            found[key] = found.get(key, NONE) + Counts(**{str(Choice(position.choice)): 1})
    return found


def _current() -> Iterator[Position]:
    query = select(Position).where(Position.ended_at.is_(None)).order_by(Position.id)
    after = 0
    while some := db.session.scalars(query.where(Position.id > after).limit(BATCH)).all():
        yield from some
        after = some[-1].id


def _names() -> dict[int, tuple[str, str]]:
    """Placement → (version, key)."""
    query = (
        select(Placement.id, Draft.version, Clause.key)
        .join(Draft, Draft.id == Placement.draft_id)
        .join(Clause, Clause.id == Placement.clause_id)
    )
    return {id: (version, key) for id, version, key in db.session.execute(query)}


def _differences(kept: Counters, counted: Counters, source: str) -> Iterator[str]:
    for key in sorted(kept.keys() | counted.keys()):
        if kept.get(key, NONE) != counted.get(key, NONE):
            draft, clause, part, refused, group = key
            where = f"{clause} of draft {draft}, {part or 'everything'}, {group}" + (
                ", refused" if refused else ""
            )
            yield f"the counter of {where} says {_told(kept.get(key, NONE))}; {source} say {_told(counted.get(key, NONE))}"


def _told(counts: Counts) -> str:
    return "/".join(str(getattr(counts, choice)) for choice in Choice)
