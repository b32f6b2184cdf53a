"""Splitting meanings after publication, and telling the record which clauses got another key or meaning by it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from ...kit.db import db
from ..models import Clause, Draft, Meaning, Placement, Publication
from ..queries import rows_of
from ..splitting import tell_split


def split_meanings(draft: Draft, keys: Sequence[str]) -> list[tuple[str, int, int]]:
    """Open a new meaning for each key, from this draft onward. → ``(key, former meaning, new meaning)``."""
    assert draft.publication is not None
    later = select(Publication.draft_id).where(Publication.position >= draft.publication.position)
    split = []
    for row in rows_of(draft):
        if row.key not in keys:
            continue
        meaning = Meaning(clause_id=row.clause_id, draft_id=draft.id)
        db.session.add(meaning)
        db.session.flush()
        meant = select(Placement.id).where(
            Placement.clause_id == row.clause_id, Placement.meaning_id == row.meaning_id
        )
        placements = db.session.scalars(meant.where(Placement.draft_id.in_(later))).all()
        db.session.execute(
            update(Placement).where(Placement.id.in_(placements)).values(meaning_id=meaning.id)
        )
        tell_split(placements, meaning.id)
        split.append((row.key, row.meaning_id, meaning.id))
    return split


def standing_of_placements(draft: Draft) -> dict[int, tuple[str, str, int]]:
    """Placement → (version, key, meaning), in a draft and those published after it."""
    assert draft.publication is not None
    query = (
        select(Placement.id, Draft.version, Clause.key, Placement.meaning_id)
        .join(Draft, Draft.id == Placement.draft_id)
        .join(Publication, Publication.draft_id == Draft.id)
        .join(Clause, Clause.id == Placement.clause_id)
        .where(Publication.position >= draft.publication.position)
        .order_by(Publication.position, Placement.order)
    )
    return {id: (version, key, meaning) for id, version, key, meaning in db.session.execute(query)}


def moved(
    before: Mapping[int, tuple[str, str, int]], after: Mapping[int, tuple[str, str, int]]
) -> list[list[str | int]]:
    """What a recount needs: ``[version, former key, key, meaning]`` of every clause that got another key or meaning."""
    return [[*before[id][:2], *now[1:]] for id, now in after.items() if now != before[id]]
