"""A turn of the follower: when drafts come or go, messages stand beside the draft that was in force in their time."""

from ..kit.db import again_on_a_race, db, fresh_look
from ..kit.slow import slow
from .actions.keeping import Placed, place_some
from .mentioning import mentioned
from .models import Archive
from .queries.archives import archives_not_under
from .queries.messages import to_place
from .queries.shelf import Shelf, shelf

AT_ONCE = 200


def place_turn() -> int:
    """Look at some messages of the first archive that was last held against other drafts. → how many."""
    fresh_look()
    found = shelf()
    archives = archives_not_under(found.digest)
    if not archives:
        return 0
    archive = archives[0]
    after = archive.placed_to if archive.placing == found.digest else 0
    placed = _placed(archive.id, after, found)
    to, last = max(placed, default=after), len(placed) < AT_ONCE
    again_on_a_race(lambda: _store(archive.id, placed, found.digest, to, last))
    return len(placed) or 1


@slow
def _placed(archive_id: int, after: int, found: Shelf) -> Placed:
    placed = {}
    for id, at, subject, body in to_place(archive_id, after=after, limit=AT_ONCE):
        draft = found.in_force(at)
        mentions = mentioned(f"{subject}\n{body}", found.sheet(draft)) if draft else {}
        placed[id] = (draft.id if draft else None, mentions)
    return placed


def _store(archive_id: int, placed: Placed, under: str, to: int, last: bool) -> None:
    place_some(db.session.get_one(Archive, archive_id), placed, under=under, to=to, last=last)
