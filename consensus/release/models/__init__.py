"""What is stored of the path to stable: criteria and what came of them, endorsements, seals, the site's keys."""

from .endorsements import (
    Endorsement,
    EndorsementChallenge,
    EndorsementKind,
    Family,
    Standing,
    StandingState,
)
from .gates import (
    Candidate,
    CriteriaVersion,
    Finding,
    GateCount,
    Judgement,
    ReleasePlan,
    Reopening,
    Target,
)
from .seals import Checkpoint, Ending, Seal, SealChunk, Signature, SiteKey, Stance

__all__ = [
    "Candidate",
    "Checkpoint",
    "CriteriaVersion",
    "Ending",
    "Endorsement",
    "EndorsementChallenge",
    "EndorsementKind",
    "Family",
    "Finding",
    "GateCount",
    "Judgement",
    "ReleasePlan",
    "Reopening",
    "Seal",
    "SealChunk",
    "Signature",
    "SiteKey",
    "Stance",
    "Standing",
    "StandingState",
    "Target",
]
