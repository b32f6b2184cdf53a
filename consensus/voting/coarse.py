"""Positions as tables and files show them: combinations that few people share are made coarser, by the published rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..discussion.places import OnClause
from .coarsening import HIDDEN, PUBLISHED_ORDER, Combination, published
from .queries.policies import policy_of
from .queries.rows import CountedRow, combinations_on, features_of


@dataclass(frozen=True, slots=True)
class RowView:
    """One position in a table: nobody's name, and of its facts what may be shown. ``*`` stands for what may not."""

    voter: str
    receipt: int | None
    position: str
    version: str
    here: bool
    same_words: bool
    at: str
    en_bloc: bool
    late: bool
    comment: int | None
    facts: Mapping[str, str]


def coarse_on(
    place: OnClause, rows: Sequence[CountedRow], *, stale: bool = False, aside: bool = False
) -> list[RowView]:
    """Positions of one clause; two statements, however many there are."""
    if not rows:
        return []
    many = combinations_on(place.draft, place.row, stale=stale, aside=aside)
    becomes = published_of(many, below=policy_of(place.draft).coarsen_below)
    return [row_view(each, place, becomes) for each in rows]


def published_of(many: Mapping[Combination, int], *, below: int) -> dict[Combination, Combination]:
    """What is published for each combination, where so many different people have it, each person only one."""
    people: dict[Combination, range] = {}
    first = 0
    for combination, count in sorted(many.items()):
        people[combination] = range(first, first + count)
        first += count
    named = {combination: [str(n) for n in numbers] for combination, numbers in people.items()}
    return published(named, below=below)


def row_view(each: CountedRow, place: OnClause, becomes: Mapping[Combination, Combination]) -> RowView:
    """One position as a row."""
    position, features = each.position, features_of(each.position)
    shown = becomes.get(features, tuple(HIDDEN for _ in features))
    return RowView(
        voter=position.voter, receipt=position.taken_n, position=str(position.choice), version=each.version,
        here=position.draft_id == place.draft.id, same_words=each.digest == place.row.digest,
        at=position.taken_at.date().isoformat(), en_bloc=position.en_bloc, late=position.late,
        comment=position.comment_id, facts=dict(zip(PUBLISHED_ORDER, shown, strict=True)),
    )  # fmt: skip
