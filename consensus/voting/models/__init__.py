"""What is stored of positions, of what was ruled about them, and of what results are kept."""

from .calls import Appeal, Appellant, Call, Challenge, LastCall
from .positions import Aside, Counter, Ending, Position, VoterLink
from .records import Figures, Result, Roll, RollMember

__all__ = [
    "Appeal",
    "Appellant",
    "Aside",
    "Call",
    "Challenge",
    "Counter",
    "Ending",
    "Figures",
    "LastCall",
    "Position",
    "Result",
    "Roll",
    "RollMember",
    "VoterLink",
]
