"""Questions about systems, reviews, and what comes out of them."""

from .editions import checklist_of, editions
from .flips import flips_between
from .lines import badge, line_of, lines, verdict_counts
from .matrix import asked_in, matrix
from .one import system_view
from .opinions import disputes_holding_up, opinion_called, opinions_on, own_opinion
from .outlooks import what_if
from .registry import all_systems, kinds, makers, system_named, version_named
from .reviews import own_reviews, public_reviews, review_called, review_form
from .surprises import surprise_called, surprises_of

__all__ = [
    "all_systems", "asked_in", "badge", "checklist_of", "disputes_holding_up", "editions", "flips_between", "kinds", "line_of",
    "lines", "makers", "matrix", "opinion_called", "opinions_on", "own_opinion", "own_reviews", "public_reviews",
    "review_called", "review_form", "surprise_called", "surprises_of", "system_named", "system_view", "verdict_counts",
    "version_named", "what_if",
]  # fmt: skip
