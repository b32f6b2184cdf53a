"""Giving a clause an identity of its own, after a published map turned out to have joined it to a stranger.

Its words, and so what was said of them, go with it; the stranger keeps its key and its own older words. Drafts that
followed keep up: what came from the clause comes from it under its new key.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, func, select, update

from ...kit.db import db
from ..models import Alias, Change, ChangeSource, Clause, Draft, Meaning, Placement, Publication, Wording
from ..partings import Parting, tell_of_parting


def own_keys(draft: Draft, keys: Iterable[str], *, taken: Iterable[str]) -> dict[str, str]:
    """Key → the key the clause would have by itself: what the file called it, else the old one with a number."""
    query = (
        select(Clause.key, Alias.key)
        .join(Alias, Alias.clause_id == Clause.id)
        .where(Alias.draft_id == draft.id)
    )
    given = dict(db.session.execute(query).all())
    used, found = set(taken), {}
    for key in keys:
        found[key] = given.get(key) or _numbered(key, used)
        used.add(found[key])
    return found


def _numbered(key: str, used: set[str]) -> str:
    n = 2
    while f"{key}-{n}" in used:
        n += 1
    return f"{key}-{n}"


def part_clauses(draft: Draft, parted: Mapping[str, str]) -> None:
    """Move each clause's placements, from this draft onward, with their words and changes to its own identity."""
    for key, own in parted.items():
        db.session.execute(delete(Alias).where(Alias.key == own))
        clause = Clause(key=own, draft_id=draft.id)
        db.session.add(clause)
        db.session.flush()
        former = db.session.scalars(select(Clause.id).where(Clause.key == key)).one()
        _part(draft, former, clause)


def _part(draft: Draft, former: int, clause: Clause) -> None:
    own, moved = clause.id, [draft.id]
    for later in _after(draft):
        if later.previous_id not in moved:
            continue
        mine = select(Change.id).where(Change.draft_id == later.id)
        came = _is_source(mine, former, own)
        here = (Change.draft_id == later.id, Change.clause_id == former)
        if came or _is_gone(later, former):
            db.session.execute(update(Change).where(*here).values(clause_id=own))
        if came:
            moved.append(later.id)
    placed = (Placement.clause_id == former, Placement.draft_id.in_(moved))
    placements = db.session.scalars(select(Placement).where(*placed)).all()
    for placement in placements:
        placement.clause_id = own
    db.session.flush()
    copied = _take_words(placements, former, own)
    _take_meanings({placement.meaning_id for placement in placements}, own)
    tell_of_parting(Parting(former, own, clause.key, moved, copied))


def _after(draft: Draft) -> Sequence[Draft]:
    assert draft.publication is not None
    query = select(Draft).join(Publication).where(Publication.position > draft.publication.position)
    return db.session.scalars(query.order_by(Publication.position)).unique().all()


def _is_source(changes: object, former: int, own: int) -> bool:
    """Let what came from the clause come from its new identity; true when the clause itself is among that."""
    mine = (ChangeSource.change_id.in_(changes), ChangeSource.clause_id == former)  # type: ignore[arg-type]
    itself = select(ChangeSource.change_id).join(Change, Change.id == ChangeSource.change_id)
    came = db.session.execute(itself.where(*mine, Change.clause_id == former)).first() is not None
    db.session.execute(update(ChangeSource).where(*mine).values(clause_id=own))
    return came


def _is_gone(draft: Draft, clause: int) -> bool:
    query = select(func.count(Placement.id)).where(
        Placement.draft_id == draft.id, Placement.clause_id == clause
    )
    return not db.session.scalar(query)


def _take_words(placements: Sequence[Placement], former: int, own: int) -> dict[int, int]:
    """Wordings go along with what was said of them, unless the former clause stands in the very words elsewhere.

    → those that were copied, old → new.
    """
    copied = {}
    for id in {placement.wording_id for placement in placements}:
        wording = db.session.get_one(Wording, id)
        elsewhere = select(Placement.id).where(Placement.wording_id == id, Placement.clause_id == former)
        if db.session.execute(elsewhere).first() is None:
            wording.clause_id = own
            continue
        copy = Wording(clause_id=own, digest=wording.digest, text=wording.text)
        db.session.add(copy)
        db.session.flush()
        copied[id] = copy.id
        for placement in placements:
            if placement.wording_id == id:
                placement.wording_id = copy.id
    db.session.flush()
    return copied


def _take_meanings(meanings: Iterable[int], own: int) -> None:
    """Meanings that only the parted clause has become its own; shared ones are split by the correction."""
    for id in meanings:
        others = select(Placement.id).where(Placement.meaning_id == id, Placement.clause_id != own)
        if db.session.execute(others).first() is None:
            db.session.get_one(Meaning, id).clause_id = own
    db.session.flush()
