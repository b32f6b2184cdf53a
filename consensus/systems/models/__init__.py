"""Systems as they are stored: the registry, what reviewers answer, what comes out of it, and what people say of that."""

from .judging import (
    Evaluation,
    Expected,
    OpinionAnswer,
    Stance,
    Surprise,
    SurpriseAnswer,
    SurpriseCosignature,
    VerdictOpinion,
)
from .registry import MakerContact, System, SystemSource, SystemVersion
from .reviews import MakerReply, Review, ReviewRevision, ReviewState

__all__ = [
    "Evaluation",
    "Expected",
    "MakerContact",
    "MakerReply",
    "OpinionAnswer",
    "Review",
    "ReviewRevision",
    "ReviewState",
    "Stance",
    "Surprise",
    "SurpriseAnswer",
    "SurpriseCosignature",
    "System",
    "SystemSource",
    "SystemVersion",
    "VerdictOpinion",
]
