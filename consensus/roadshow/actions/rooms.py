"""Leading a room: which clause its screen and its phones show, and when its positions are revealed.

A facilitator may be without connection for a while, and there may be two of them: an act says what it believes the room
shows, and doing the same again does nothing. So acts that were kept while offline can be sent later, in order.
"""

from sqlalchemy import select

from ...drafts.queries import clause_in
from ...kit.clock import now
from ...kit.db import db
from ...ledger import Actor
from ..errors import RoomMovedOn, SittingIsNotOpen
from ..models import Room, Sitting

THE_CODE = ""


def show_clause(sitting: Sitting, key: str | None, *, seen: str | None = None, by: Actor) -> Room:
    """Have the room see a clause of the sitting's draft, its positions hidden; None: the code by which one joins.

    ``seen``: the key of the clause that the room showed when this was decided (the empty text: the code); where it shows
    another one by now, somebody else has moved it on. Raises SittingIsNotOpen, NoSuchClause, RoomMovedOn.
    """
    room = open_room(sitting)
    assert sitting.draft is not None
    wanted = clause_in(sitting.draft, key).key if key else None
    if room.clause_key == wanted:
        return room
    if seen is not None and (room.clause_key or THE_CODE) != seen:
        raise RoomMovedOn
    room.clause_key, room.revealed = wanted, False
    return moved(room, by=by)


def reveal(sitting: Sitting, *, key: str, by: Actor) -> Room:
    """Show the room the positions on the clause it sees. Raises SittingIsNotOpen, RoomMovedOn where it sees another."""
    return _reveal(sitting, key, True, by=by)


def conceal(sitting: Sitting, *, key: str, by: Actor) -> Room:
    """Hide them again. Raises SittingIsNotOpen, RoomMovedOn."""
    return _reveal(sitting, key, False, by=by)


def open_room(sitting: Sitting) -> Room:
    """The room of an open sitting, kept from others until the end of the transaction. Raises SittingIsNotOpen."""
    query = select(Room).where(Room.sitting_id == sitting.id).with_for_update(of=Room)
    room = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    db.session.refresh(sitting)
    if room is None or not sitting.is_open:
        raise SittingIsNotOpen
    return room


def moved(room: Room, *, by: Actor) -> Room:
    """Let screens and phones know that there is something new to see."""
    room.version += 1
    room.changed_at, room.changed_by = now(), by.actor_id
    db.session.flush()
    return room


def _reveal(sitting: Sitting, key: str, revealed: bool, *, by: Actor) -> Room:
    room = open_room(sitting)
    if room.clause_key is None or room.clause_key != key:
        raise RoomMovedOn
    if room.revealed is revealed:
        return room
    room.revealed = revealed
    return moved(room, by=by)
