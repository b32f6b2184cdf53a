"""What those ask for who watch drafts and clauses: titles, and what a draft did to a clause. A fixed number of questions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from ...kit.db import db
from ...kit.text.words import excerpt
from ..changes import ChangeKind
from ..models import Change, ChangeSource, Clause, Draft, Placement, Publication, Wording

LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Became:
    """What a clause became in a draft: the kind of change, and the key under which its words went on."""

    kind: ChangeKind
    moved: bool
    surroundings: bool
    key: str


def clause_titles(keys: Sequence[str]) -> dict[str, str]:
    """Key → number and first words of a clause, as it stands in the newest draft that has it."""
    newest = (
        select(Placement.clause_id, func.max(Publication.position).label("position"))
        .join(Publication, Publication.draft_id == Placement.draft_id)
        .join(Clause, Clause.id == Placement.clause_id)
        .where(Clause.key.in_(keys))
        .group_by(Placement.clause_id)
        .subquery()
    )
    query = (
        select(Clause.key, Placement.number, Placement.lead, Wording.text)
        .join(Placement, Placement.clause_id == Clause.id)
        .join(Wording, Wording.id == Placement.wording_id)
        .join(Publication, Publication.draft_id == Placement.draft_id)
        .join(newest, (newest.c.clause_id == Clause.id) & (newest.c.position == Publication.position))
    )
    return {
        key: f"{number} {lead or excerpt(text, most=LONGEST_TITLE)}".strip()
        for key, number, lead, text in db.session.execute(query)
    }


def keys_changed_in(version: str) -> set[str]:
    """The clauses that a draft changed, their surroundings included, and those which they came from."""
    changed = (
        select(Change.id)
        .join(Draft, Draft.id == Change.draft_id)
        .where(Draft.version == version, _changes_something())
    )
    own = select(Clause.key).join(Change, Change.clause_id == Clause.id).where(Change.id.in_(changed))
    sources = (
        select(Clause.key)
        .join(ChangeSource, ChangeSource.clause_id == Clause.id)
        .where(ChangeSource.change_id.in_(changed))
    )
    return set(db.session.scalars(own.union(sources)))


def became_in(versions: Collection[str], keys: Collection[str]) -> dict[tuple[str, str], Became]:
    """Draft and key → what a clause became there; what went on under another key is told with that."""
    target = aliased(Clause)
    told: tuple[Any, ...] = (
        Draft.version,
        Clause.key,
        Change.kind,
        Change.moved,
        Change.surroundings,
        target.key,
    )
    elsewhere = (
        select(*told)
        .join(ChangeSource, ChangeSource.clause_id == Clause.id)
        .join(Change, Change.id == ChangeSource.change_id)
        .join(target, target.id == Change.clause_id)
    )
    here = (
        select(*told).join(Change, Change.clause_id == Clause.id).join(target, target.id == Change.clause_id)
    )
    return {
        (version, key): Became(kind, moved, surroundings, under)
        for query in (elsewhere, here)
        for version, key, kind, moved, surroundings, under in db.session.execute(
            query.join(Draft, Draft.id == Change.draft_id)
            .where(Draft.version.in_(versions), Clause.key.in_(keys))
            .order_by(Change.order)
        )
    }


def _changes_something() -> ColumnElement[bool]:
    return or_(Change.kind != ChangeKind.SAME, Change.moved, Change.surroundings)
