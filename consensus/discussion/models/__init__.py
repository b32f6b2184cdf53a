"""What is stored of the discussion; ``docs/house.md`` and the decisions say why."""

from .answers import (
    Addressing,
    Answer,
    Assignment,
    AuthorsAnswer,
    Disposition,
    DispositionClause,
    Outcome,
    OutcomeCount,
    Reminder,
    StandingMove,
)
from .comments import (
    OPEN_STATES,
    Band,
    Comment,
    CommentKind,
    Cosignature,
    PendingPost,
    Revision,
    State,
    Talk,
)
from .suggestions import Acceptance, Operation, SuggestedEdit

__all__ = [
    "OPEN_STATES",
    "Acceptance",
    "Addressing",
    "Answer",
    "Assignment",
    "AuthorsAnswer",
    "Band",
    "Comment",
    "CommentKind",
    "Cosignature",
    "Disposition",
    "DispositionClause",
    "Operation",
    "Outcome",
    "OutcomeCount",
    "PendingPost",
    "Reminder",
    "Revision",
    "StandingMove",
    "State",
    "SuggestedEdit",
    "Talk",
]
