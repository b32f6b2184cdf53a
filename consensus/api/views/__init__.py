"""The calls of version 1, by thing."""

from . import clauses, comments, drafts, front, positions, record, search, stops, systems
from . import preparing as preparing

CALLS = (
    front.calls,
    drafts.calls,
    clauses.calls,
    comments.calls,
    positions.calls,
    systems.calls,
    stops.calls,
    search.calls,
    record.calls,
)

__all__ = ["CALLS"]
