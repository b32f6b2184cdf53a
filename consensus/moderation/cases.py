"""What a moderator sees of a thing that waits: what it says, by whom, what was said about it, and whether they may act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..accounts.models import Account
from ..kit.refs import ref
from ..ledger.names import names_of
from . import queries
from .models import Appeal, Hiding
from .registry import author_of, excerpt_of, parties_of_all, things_called


@dataclass(frozen=True, slots=True)
class Case:
    """One thing in the queue. ``argues``: the viewer is party to its thread; ``folded_it``: the viewer folded it."""

    ref: str
    since: datetime | None
    reports: int
    rules: Mapping[str, int]
    hiding: Hiding | None
    appeal: Appeal | None
    author: str | None
    author_name: str | None
    excerpt: str
    argues: bool
    folded_it: bool


def cases(rows: Sequence[Any], *, viewer: Account) -> list[Case]:
    """The rows of the queue with everything that the page shows, in as many queries for one as for many."""
    refs = [row.ref for row in rows]
    things = things_called(refs)
    parties = parties_of_all(things.values())
    rules, hidings = queries.rules_reported(refs), queries.hidings_of(refs)
    appeals = queries.appeals_waiting(refs)
    authors = {named: author_of(thing) for named, thing in things.items()}
    names = names_of(id for id in authors.values() if id)
    return [
        Case(
            ref=row.ref,
            since=row.since,
            reports=row.reports,
            rules=rules.get(row.ref, {}),
            hiding=hidings.get(row.ref),
            appeal=appeals.get(row.ref),
            author=authors.get(row.ref),
            author_name=names.get(authors.get(row.ref) or ""),
            excerpt=excerpt_of(things[row.ref]) if row.ref in things else "",
            argues=viewer.actor_id in parties.get(row.ref, ()),
            folded_it=_is_by(hidings.get(row.ref), viewer),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class _Row:
    ref: str
    since: datetime | None
    reports: int


def case_of(thing: Any, *, viewer: Account) -> Case:
    """The same for one thing, whether it waits or not."""
    named = str(ref(thing))
    reports = sum(queries.rules_reported([named]).get(named, {}).values())
    [found] = cases([_Row(named, None, reports)], viewer=viewer)
    return found


def _is_by(hiding: Hiding | None, viewer: Account) -> bool:
    return hiding is not None and hiding.by == viewer.actor_id
