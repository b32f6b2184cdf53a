"""More of what is on paper in the house's world, one thing at a time: for lists that are counted."""

from typing import Any

from consensus.kit.db import transaction
from consensus.roadshow.actions import write_note
from consensus.roadshow.actions.batches import take_batch
from consensus.roadshow.batching import ready_batch
from consensus.roadshow.given import NoteGiven
from consensus.roadshow.queries import open_sitting_of, stop_named
from tests.roadshow.papers import a_file, a_row
from tests.roadshow.world import OPEN


def a_paper(world: Any, n: int, **cells: str) -> None:
    """Another objection on another sheet, in a file of its own: it waits to be keyed again."""
    row = (
        a_row(100 + n, "use", "object", participant=f"Έλλη {n}", reason=f"Όχι {n}.", entered_by="Μαρία")
        | cells
    )
    ready = ready_batch(stop_named(OPEN), a_file([row]), name=f"φύλλο {n}.csv")
    with transaction():
        take_batch(stop_named(OPEN), ready, by=world.rosa)


def a_difference(world: Any, n: int) -> None:
    """Another row that two people keyed differently."""
    a_paper(world, n)
    a_paper(world, n, position="abstain", reason="", entered_by="Νίκος")


def a_room_note(world: Any, n: int) -> None:
    """Another note with nothing come of it yet."""
    sitting = open_sitting_of(stop_named(OPEN))
    assert sitting is not None
    with transaction():
        write_note(sitting, NoteGiven(f"Λένε το {n}.", "study", "el", count=n), by=world.rosa)
