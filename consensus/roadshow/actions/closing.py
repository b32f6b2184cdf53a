"""Closing a stop: when everything that was said there has found its place."""

from ...ledger import Actor, record
from ..errors import NotYetTurned, StopIsNotOpen, StopIsOver
from ..models import Stop, StopState
from ..queries.left import what_is_missing
from ..queries.stops import open_sitting_of
from ..queries.totals import totals_of
from ..verbs import Verb
from .opening import close_sitting
from .planning import locked, note_change


def close_stop(stop: Stop, *, by: Actor) -> Stop:
    """Close a stop, and its sitting where one is open. How many took part, and how, goes on record.

    Raises StopIsNotOpen, StopIsOver, and NotYetTurned while notes wait to become comments, or rows from paper to be
    keyed again or settled.
    """
    stop = locked(stop)
    if stop.is_over:
        raise StopIsOver
    if stop.state is not StopState.OPEN:
        raise StopIsNotOpen
    left = what_is_missing(stop)
    if not left.is_nothing:
        raise NotYetTurned(notes=left.notes, waiting=left.waiting, differing=left.differing)
    sitting = open_sitting_of(stop)
    if sitting is not None:
        close_sitting(sitting, by=by)
    stop.state = StopState.CLOSED
    note_change(stop, by=by)
    record(Verb.CLOSED, by, stop, **totals_of(stop).as_dict())
    return stop
