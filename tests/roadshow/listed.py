"""Which addresses of the roadshow list something, and another of what they list; which list nothing that grows."""

from datetime import datetime, timedelta
from typing import Any

from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from consensus.roadshow.actions import add_sitting, plan_stop
from consensus.roadshow.actions.batches import take_batch
from consensus.roadshow.batching import ready_batch
from consensus.roadshow.given import SittingGiven
from consensus.roadshow.queries import stop_named

from .papers import a_file, a_row
from .world import OPEN, _stop


def another_stop(world: Any, n: int) -> None:
    """Another stop, with an evening that has a time."""
    with transaction():
        stop = plan_stop(_stop(f"polis-{n}", f"Συνάντηση {n}", f"Πόλη {n}"), by=world.rosa)
        add_sitting(
            stop, SittingGiven(f"Βράδυ {n}", evening(n), evening(n) + timedelta(hours=2)), by=world.rosa
        )


def another_sitting(world: Any, n: int) -> None:
    """Another evening of the stop that is open."""
    with transaction():
        add_sitting(stop_named(OPEN), SittingGiven(f"Βράδυ {n}", evening(n), None, ("use",)), by=world.rosa)


def another_file(world: Any, n: int) -> None:
    """Another file of rows that was taken at the stop that is open."""
    ready = ready_batch(stop_named(OPEN), a_file([a_row(f"9{n}", "use")]))
    with transaction():
        take_batch(stop_named(OPEN), ready, by=SETUP)


def evening(n: int) -> datetime:
    """Some evening to come."""
    return now() + timedelta(days=30 + n)


LISTS_OF_STOPS = {
    "api-stops.list_batches": another_file,
    "api-stops.list_stops": another_stop,
    "api-stops.show_report": another_file,
    "api-stops.show_stop": another_sitting,
    "calendar.calendar": another_stop,
    "calendar.calendar_file": another_stop,
    "calendar.stop_file": another_sitting,
    "feeds.stop": another_sitting,
    "feeds.stops": another_stop,
}
SINGLE_OF_STOPS: set[str] = set()
