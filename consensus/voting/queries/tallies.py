"""Tallies, read from counters: as many as there are groups and traits, however many positions they count."""

from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from ...drafts.models import Draft, Placement, Wording
from ...drafts.queries import ClauseRow
from ...kit.db import db
from ..breakdown import (
    CARRIED,
    EDITED,
    EVERYTHING,
    NOTHING,
    ORGANISATION,
    SCRIBE,
    SETTLED,
    Breakdown,
    Slice,
    slice_called,
)
from ..counting import NONE, Choice, Counts
from ..models import Counter
from ..tally import Tally, tally
from .figures import figures_of
from .standings import Taken, left_behind_in, other_meaning, other_words

_On, _OnWords = aliased(Placement), aliased(Wording)
SUMS = tuple(func.sum(getattr(Counter, choice)).label(str(choice)) for choice in Choice)
HERE, SAME, OTHER = 0, 1, 2
"""How counted positions came: taken here, on the same words of another draft, on other words of the same meaning."""


def tallies_of(draft: Draft) -> dict[int, Tally]:
    """Clause → its tally as it is now, for all clauses of a draft of which anything was said; a fixed number of statements."""
    return _tallies(draft, None)


def tally_of(draft: Draft, row: ClauseRow) -> Tally:
    """The tally of one clause as it is now."""
    return _tallies(draft, row.clause_id)[row.clause_id]


def breakdowns_of(draft: Draft, clause_id: int | None = None, *, whole: bool = True) -> dict[int, Breakdown]:
    """Clause → everything counted on its meaning, cut into slices; of all clauses of a draft, or of one.

    Not ``whole``: without the slices of organisations and scribes, which a tally does not show.
    """
    query = _counted(draft, clause_id)
    if not whole:
        query = query.where(*(Counter.slice.not_like(f"{kind}:%") for kind in (ORGANISATION, SCRIBE)))
    found: dict[int, dict[Slice, dict[str, Counts]]] = {}
    for clause, text, group, way, *sums in db.session.execute(query):
        counts = Counts(*map(int, sums))
        if counts == NONE:
            continue
        for each in _slices(slice_called(text), way):
            groups = found.setdefault(clause, {}).setdefault(each, {})
            groups[group] = groups.get(group, NONE) + counts
    return {clause: Breakdown(slices) for clause, slices in found.items()}


def stale_in(draft: Draft, clause_id: int | None = None) -> dict[int, Counts]:
    """Clause → positions on words it came from that are not counted on it, and whose holders said nothing since."""
    query = left_behind_in(draft).add_columns(Counter.slice, *SUMS)
    query = query.join(Counter, Counter.placement_id == Taken.id).where(
        Counter.slice.in_([EVERYTHING.text, SETTLED.text]),
        or_(other_meaning(), and_(Counter.refused, other_words())),
    )
    if clause_id is not None:
        query = query.where(Placement.clause_id == clause_id)
    found: dict[int, dict[str, Counts]] = {}
    for clause, text, *sums in db.session.execute(query.group_by(Placement.clause_id, Counter.slice)):
        found.setdefault(clause, {})[text] = Counts(*map(int, sums))
    return {clause: each.get("", NONE) - each.get(SETTLED.text, NONE) for clause, each in found.items()}


def _tallies(draft: Draft, clause_id: int | None) -> dict[int, Tally]:
    counted, stale = breakdowns_of(draft, clause_id, whole=False), stale_in(draft, clause_id)
    wanted = {clause_id} if clause_id is not None else counted.keys() | stale.keys()
    figures = figures_of(draft)
    return {
        clause: tally(
            counted.get(clause, NOTHING),
            stale=stale.get(clause, NONE),
            roll=figures.eligible,
            concentration=figures.concentration,
        )
        for clause in wanted
    }


def _counted(draft: Draft, clause_id: int | None) -> Select[Any]:
    """(clause, slice, stakeholder group, how it came, four sums): what is refused counts on its own words only."""
    way = case(
        (_On.draft_id == draft.id, HERE), (_OnWords.digest == Wording.digest, SAME), else_=OTHER
    ).label("way")
    query = (
        select(Placement.clause_id, Counter.slice, Counter.stakeholder_group, way, *SUMS)
        .join(Wording, Wording.id == Placement.wording_id)
        .join(_On, _On.meaning_id == Placement.meaning_id)
        .join(_OnWords, _OnWords.id == _On.wording_id)
        .join(Counter, Counter.placement_id == _On.id)
        .where(Placement.draft_id == draft.id, Counter.slice != SETTLED.text)
        .where(or_(Counter.refused.is_(False), _OnWords.digest == Wording.digest))
        .group_by(Placement.clause_id, Counter.slice, Counter.stakeholder_group, way)
    )
    return query if clause_id is None else query.where(Placement.clause_id == clause_id)


def _slices(found: Slice, way: int) -> tuple[Slice, ...]:
    """The slices that a counter adds to: everything that was carried is in slices of its own as well."""
    if found != EVERYTHING or way == HERE:
        return (found,)
    return (found, Slice(CARRIED)) if way == SAME else (found, Slice(CARRIED), Slice(EDITED))
