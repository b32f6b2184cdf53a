"""Opening a stop and its sittings, whatever the date; counting heads; and closing a sitting."""

from flask_babel import gettext as _

from ...drafts.queries import latest_draft, status_of
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ..errors import NoOpenDraft, NothingToConfirm, SittingIsNotOpen, SittingIsOpen, SittingIsOver, StopIsOver
from ..given import MOST_HEADS
from ..models import CodeEnding, Room, Sitting, Stop, StopState
from ..queries.people import heads_of
from ..queries.rooms import live_code
from ..queries.stops import next_number, next_sitting_of, open_sitting_of
from ..verbs import Verb
from .coding import end_code, give_code
from .planning import locked, note_change


def open_stop(stop: Stop, *, heads: int | None = None, by: Actor) -> Sitting:
    """Open a stop with its next sitting, or one made for it where none is planned, on the draft that is open now.

    Raises SittingIsOpen, StopIsOver, NoOpenDraft, Invalid under heads.
    """
    stop = locked(stop)
    return _open(stop, next_sitting_of(stop) or _another(stop), heads=heads, by=by)


def open_sitting(sitting: Sitting, *, heads: int | None = None, by: Actor) -> Sitting:
    """Open a sitting, and its stop with it where it was not open yet.

    Raises SittingIsOpen where the stop has an open one, SittingIsOver, StopIsOver, NoOpenDraft, Invalid under heads.
    """
    stop = locked(sitting.stop)
    db.session.refresh(sitting)
    if sitting.closed_at is not None:
        raise SittingIsOver
    return _open(stop, sitting, heads=heads, by=by)


def declare_heads(sitting: Sitting, heads: int, *, by: Actor) -> Sitting:
    """Say how many people are in the room. Another number needs another confirmation. Raises SittingIsNotOpen, Invalid."""
    locked(sitting.stop)
    db.session.refresh(sitting)
    if not sitting.is_open:
        raise SittingIsNotOpen
    if sitting.heads != _checked_heads(heads):
        _declare(sitting, heads, by=by)
    return sitting


def witness_heads(sitting: Sitting, *, by: Actor) -> Sitting:
    """Confirm, as somebody else, how many people are in the room. Twice is once.

    Raises SittingIsNotOpen, NothingToConfirm, and Invalid for whoever counted them.
    """
    locked(sitting.stop)
    db.session.refresh(sitting)
    if not sitting.is_open:
        raise SittingIsNotOpen
    if sitting.heads is None:
        raise NothingToConfirm
    if sitting.heads_by == by.actor_id:
        raise Invalid({"heads": _("You counted them yourself. Somebody else confirms it.")})
    if sitting.witnessed_at is None:
        sitting.witnessed_by, sitting.witnessed_at = by.actor_id, now()
        db.session.flush()
        record(Verb.WITNESSED, by, sitting, touches=[sitting.stop], heads=sitting.heads)
    return sitting


def close_sitting(sitting: Sitting, *, by: Actor) -> Sitting:
    """Close a sitting: its code lets nobody in any more, and its guests read, and leave their address. Twice is once.

    Raises SittingIsNotOpen before it was opened.
    """
    locked(sitting.stop)
    db.session.refresh(sitting)
    if sitting.opened_at is None:
        raise SittingIsNotOpen
    if sitting.closed_at is None:
        sitting.closed_at, sitting.closed_by = now(), by.actor_id
        code = live_code(sitting)
        if code is not None:
            end_code(code, CodeEnding.CLOSED, by=by)
        db.session.flush()
        heads = heads_of(sitting)
        record(
            Verb.SITTING_CLOSED, by, sitting, touches=[sitting.stop], joined=heads.joined, aside=heads.aside,
            heads=heads.declared, witnessed=heads.witnessed,
        )  # fmt: skip
    return sitting


def _open(stop: Stop, sitting: Sitting, *, heads: int | None, by: Actor) -> Sitting:
    if stop.is_over:
        raise StopIsOver
    if open_sitting_of(stop) is not None:
        raise SittingIsOpen
    draft = latest_draft()
    if draft is None or status_of(draft) != "open":
        raise NoOpenDraft
    if heads is not None:
        _checked_heads(heads)
    sitting.draft, sitting.opened_at, sitting.opened_by = draft, now(), by.actor_id
    stop.draft = draft
    db.session.flush()
    db.session.add(Room(sitting_id=sitting.id, changed_at=sitting.opened_at, changed_by=by.actor_id))
    give_code(sitting, by=by)
    _open_its_stop(stop, by=by)
    record(
        Verb.SITTING_OPENED,
        by,
        sitting,
        touches=[stop, draft],
        draft=draft.version,
        agenda=list(sitting.agenda),
    )
    if heads is not None:
        _declare(sitting, heads, by=by)
    return sitting


def _another(stop: Stop) -> Sitting:
    sitting = Sitting(stop=stop, number=next_number(stop))
    db.session.add(sitting)
    db.session.flush()
    return sitting


def _open_its_stop(stop: Stop, *, by: Actor) -> None:
    if stop.state is StopState.OPEN:
        return
    stop.state, stop.loaded = StopState.OPEN, None
    note_change(stop, by=by)
    assert stop.draft is not None
    record(Verb.OPENED, by, stop, touches=[stop.draft], draft=stop.draft.version)


def _declare(sitting: Sitting, heads: int, *, by: Actor) -> None:
    sitting.heads, sitting.heads_by, sitting.heads_at = heads, by.actor_id, now()
    sitting.witnessed_by = sitting.witnessed_at = None
    db.session.flush()
    record(Verb.HEADS, by, sitting, touches=[sitting.stop], heads=heads)


def _checked_heads(heads: int) -> int:
    if not 0 <= heads <= MOST_HEADS:
        raise Invalid({"heads": _("Count the people in the room: a number from 0.")})
    return heads
