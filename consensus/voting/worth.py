"""In which counters a stored position stands."""

from collections.abc import Iterator
from typing import NamedTuple

from .breakdown import ASIDE, EVERYTHING, SETTLED, slices_of
from .held import traits_of
from .models import Position


class Place(NamedTuple):
    """Where a position is counted: the key of a counter."""

    placement_id: int
    slice: str
    refused: bool
    stakeholder_group: str


def places_of(position: Position) -> Iterator[Place]:
    """The counters that a position stands in; none once it ended, and one of its own while it is set aside."""
    if position.ended_at is not None:
        return
    traits = traits_of(position)
    settled = (SETTLED,) if position.settled else ()
    slices = (ASIDE,) if position.aside else (EVERYTHING, *slices_of(traits), *settled)
    for each in slices:
        yield Place(position.placement_id, each.text, position.refused, traits.place)
