"""What the one follower does, and what is due: registered by features from their own folders.

A turn is a function without arguments that does a small piece of what has to be caught up with (mail, the search
index, a publication at a set time) and answers how many pieces it did; 0 means that nothing is left.

A turn that people wait for (what was posted is found within a second) is taken *apart*: by a thread of its own, so that
it never waits for another that composes mail, reckons figures or stands in the queue for the write lock.
"""

import logging
from collections.abc import Callable, Iterable

Turn = Callable[[], int]
TURNS: dict[str, Turn] = {}
APART: set[str] = set()

log = logging.getLogger(__name__)


def turn(name: str, work: Turn, *, apart: bool = False) -> None:
    """Register a turn under a name; registering it again replaces it. ``apart``: the follower takes it in a thread of its own."""
    TURNS[name] = work
    (APART.add if apart else APART.discard)(name)


def take_turns(names: Iterable[str] | None = None) -> int:
    """Take every turn once, or some; one that fails is logged and does not keep the others from theirs. → pieces done."""
    done = 0
    for name in list(TURNS if names is None else names):
        try:
            done += TURNS[name]()
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
