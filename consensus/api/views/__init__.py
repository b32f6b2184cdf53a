"""The calls of version 1, by thing."""

from . import (
    clauses,
    comments,
    drafts,
    endorsements,
    front,
    positions,
    record,
    release,
    search,
    stops,
    systems,
)
from . import preparing as preparing

CALLS = (
    front.calls,
    drafts.calls,
    clauses.calls,
    comments.calls,
    positions.calls,
    systems.calls,
    endorsements.calls,
    stops.calls,
    release.calls,
    search.calls,
    record.calls,
)

__all__ = ["CALLS"]
