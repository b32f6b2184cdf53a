"""Everything a person said and did not take back, seen from a draft: what needs them first, with what it was said of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import and_, select

from ...accounts.models import Account
from ...drafts.models import Clause, Draft, Lineage, Placement, Publication, Wording
from ...drafts.queries import ClauseRow, latest_draft, rows_of
from ...kit.db import db
from ..models import Position
from ..places import takes_positions
from ..standing import Placed, Standing, Taken, seen_from
from .mine import voter_id


class Words(NamedTuple):
    """The words that a position was taken on: draft, clause, number, text, Markdown, and digest."""

    version: str
    key: str
    number: str
    text: str
    markdown: str
    digest: str


@dataclass(frozen=True, slots=True)
class MyPosition:
    """A position of mine: what it was said of, how it stands in the draft, and the clauses that it is or may be said of."""

    position: Position
    standing: Standing
    was: Words
    now: tuple[ClauseRow, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of those clauses."""
        return tuple(row.key for row in self.now)


def my_positions(account: Account, draft: Draft | None = None) -> list[MyPosition]:
    """Everything a person says, as seen from a draft (else the latest): stale first, then in the order of the draft.

    Four statements, however many there are.
    """
    draft, voter = draft or latest_draft(), voter_id(account)
    if draft is None or voter is None:
        return []
    rows = {row.key: row for row in rows_of(draft) if takes_positions(row)}
    mine = _taken(voter)
    placed = [Placed(row.key, row.digest, row.meaning_id) for row in rows.values()]
    named = {_name(words, each): (each, words) for each, words, _clause, _at in mine}
    successors = _successors(
        draft, rows, [(_name(words, each), clause, at) for each, words, clause, at in mine]
    )
    taken = [_as_taken(each, words) for each, words, _clause, _at in mine]
    found = []
    for standing in seen_from(draft.version, placed, taken, successors):
        position, words = named[standing.taken.key]
        keys = (standing.key,) if standing.key else standing.successors
        found.append(MyPosition(position, standing, words, tuple(rows[key] for key in keys)))
    return found


def _taken(voter: str) -> list[tuple[Position, Words, int, int]]:
    """Current positions with their words, clause and where their draft stands among those published."""
    query = (
        select(
            Position, Draft.version, Clause.key, Placement.number, Wording.text, Placement.markdown, Wording.digest,
            Placement.clause_id, Publication.position,
        )
        .join(Placement, Placement.id == Position.placement_id)
        .join(Clause, Clause.id == Placement.clause_id)
        .join(Wording, Wording.id == Placement.wording_id)
        .join(Draft, Draft.id == Placement.draft_id)
        .join(Publication, Publication.draft_id == Draft.id)
        .where(Position.voter == voter, Position.ended_at.is_(None))
        .order_by(Position.id)
    )  # fmt: skip
    return [(row[0], Words(*row[1:7]), row[7], row[8]) for row in db.session.execute(query)]


def _name(words: Words, position: Position) -> str:
    """What a position is called among several: its clause, and where it was taken."""
    return f"{words.key}@{words.version}#{position.id}"


def _as_taken(position: Position, words: Words) -> Taken:
    return Taken(
        words.version, _name(words, position), words.digest, position.meaning_id, position.choice,
        refused=position.refused, order=position.id,
    )  # fmt: skip


def _successors(
    draft: Draft, rows: Mapping[str, ClauseRow], taken: Sequence[tuple[str, int, int]]
) -> dict[str, list[str]]:
    """Name of a position → the keys of the clauses that came from its own, itself among them."""
    assert draft.publication is not None
    query = (
        select(Clause.key, Lineage.ancestor_id, Lineage.first, Lineage.until)
        .join(Placement, and_(Placement.clause_id == Lineage.clause_id, Placement.draft_id == draft.id))
        .join(Clause, Clause.id == Lineage.clause_id)
        .where(Lineage.since <= draft.publication.position)
        .order_by(Placement.order)
    )
    heirs: dict[int, list[tuple[str, int, int]]] = {}
    for key, ancestor, first, until in db.session.execute(query):
        heirs.setdefault(ancestor, []).append((key, first, until))
    return {
        name: list(
            dict.fromkeys(
                key for key, first, until in heirs.get(clause, ()) if key in rows and first <= at < until
            )
        )
        for name, clause, at in taken
    }
