"""A turn of the follower: reads the record after its bookmark, and puts what it finds before those whom it concerns.

It thinks first, without the lock: whom the next entries concern, and which things they touch that anybody watches. It
takes as many entries at once as tell a bounded number of people, so that others never wait long for it.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

from ..kit.db import again_on_a_race, fresh_look
from ..ledger.models import Entry
from ..ledger.queries import entries_after, touched_by
from .actions import put_before
from .actions.spreading import FOLLOWER, Spread
from .queries import bookmark_at, watchers_counted
from .registry import QUIET, known_people, things_around, whom_it_concerns

BATCH = 50
MOST_TOLD = 10_000

T = TypeVar("T")
log = logging.getLogger(__name__)


def tell_some(most: int = BATCH) -> int:
    """The follower's turn: put the next entries of the record before people. → how many entries."""
    fresh_look()
    spread = next_spread(most)
    return again_on_a_race(lambda: put_before(spread)) if spread else 0


def next_spread(most: int) -> Spread | None:
    """What follows from the next entries; None when all have been read."""
    after = bookmark_at(FOLLOWER)
    entries = entries_after(after, most=most)
    if not entries:
        return None
    people = known_people(entry.by for entry in entries)
    concerned = [
        (entry.n, id, why)
        for entry in entries
        for id, why in _whom(entry).items()
        if id != people.get(entry.by)
    ]
    touched = _touched(entries)
    counts = watchers_counted({ref for refs in touched.values() for ref in refs})
    upto = _last(entries, touched, counts)
    return Spread(
        after=after,
        upto=upto,
        concerned=[each for each in concerned if each[0] <= upto],
        touched=[
            (n, ref) for n, refs in touched.items() if n <= upto for ref in sorted(refs & counts.keys())
        ],
        makers={entry.n: people[entry.by] for entry in entries if entry.by in people},
    )


def _touched(entries: Sequence[Entry]) -> dict[int, set[str]]:
    recorded = touched_by(entries)
    heard = [entry for entry in entries if entry.verb not in QUIET]
    return {entry.n: {*recorded[entry.n], *_around(entry)} for entry in heard}


def _last(entries: Sequence[Entry], touched: Mapping[int, Iterable[str]], counts: Mapping[str, int]) -> int:
    """The number of the last entry before too many people would be told at once; at least the first."""
    told = accumulate(sum(counts.get(ref, 0) for ref in touched.get(entry.n, ())) for entry in entries)
    fits = [entry.n for entry, so_far in zip(entries, told, strict=True) if so_far <= MOST_TOLD]
    return fits[-1] if fits else entries[0].n


def _whom(entry: Entry) -> dict[str, str]:
    return _asked(whom_it_concerns, entry, {})


def _around(entry: Entry) -> set[str]:
    return _asked(things_around, entry, set())


def _asked(question: Callable[[Entry], T], entry: Entry, otherwise: T) -> T:
    """What features say of an entry; one that fails is logged, else nobody would ever be told of anything again."""
    n, verb = entry.n, entry.verb
    try:
        return question(entry)
    except Exception:
        log.exception("nobody can be told of entry %s (%s)", n, verb)
        fresh_look()
        return otherwise
