"""The calls of version 1, by thing."""

from . import clauses, comments, drafts, front, positions, record, systems
from . import preparing as preparing

CALLS = (
    front.calls,
    drafts.calls,
    clauses.calls,
    comments.calls,
    positions.calls,
    systems.calls,
    record.calls,
)

__all__ = ["CALLS"]
