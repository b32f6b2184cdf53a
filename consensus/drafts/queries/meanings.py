"""What words meant so far, so that publishing can tell which positions still hold."""

from sqlalchemy import select

from ...kit.db import db
from ..models import Clause, Draft, Placement, Publication, Wording


def meanings_in(draft: Draft | None) -> dict[str, tuple[int, str, str]]:
    """Key → (meaning, digest of the words, digest of the surroundings) in one draft."""
    if draft is None:
        return {}
    query = (
        select(Clause.key, Placement.meaning_id, Wording.digest, Placement.surroundings)
        .join(Clause, Clause.id == Placement.clause_id)
        .join(Wording, Wording.id == Placement.wording_id)
        .where(Placement.draft_id == draft.id)
    )
    return {key: (meaning, digest, around) for key, meaning, digest, around in db.session.execute(query)}


def former_meanings(keys: list[str]) -> dict[tuple[str, str, str], int]:
    """(key, digest, surroundings) → the meaning it had last, over all published drafts, for some clauses."""
    query = (
        select(Clause.key, Wording.digest, Placement.surroundings, Placement.meaning_id)
        .join(Clause, Clause.id == Placement.clause_id)
        .join(Wording, Wording.id == Placement.wording_id)
        .join(Publication, Publication.draft_id == Placement.draft_id)
        .where(Clause.key.in_(keys))
        .order_by(Publication.position)
    )
    return {(key, digest, around): meaning for key, digest, around, meaning in db.session.execute(query)}
