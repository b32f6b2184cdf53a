"""What the one follower does, and what is due: registered by features from their own folders.

A turn is a function without arguments that does a small piece of what has to be caught up with (mail, the search
index, a publication at a set time) and answers how many pieces it did; 0 means that nothing is left.
"""

import logging
from collections.abc import Callable

Turn = Callable[[], int]
TURNS: dict[str, Turn] = {}

log = logging.getLogger(__name__)


def turn(name: str, work: Turn) -> None:
    """Register a turn under a name; registering it again replaces it."""
    TURNS[name] = work


def take_turns() -> int:
    """Take every turn once; one that fails is logged and does not keep the others from theirs. → pieces done."""
    done = 0
    for name, work in TURNS.items():
        try:
            done += work()
        except Exception:
            log.exception("the turn %r failed; it will be tried again", name)
    return done


def until_done(most: int = 1000) -> int:
    """Take turns until nothing is left: how a writing command ends. → pieces done."""
    total = 0
    for _ in range(most):
        done = take_turns()
        total += done
        if not done:
            break
    return total
