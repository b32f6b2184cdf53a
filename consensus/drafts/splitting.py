"""The registry of what keeps in step when a meaning is split after publication: features above bind things to meanings."""

from collections.abc import Callable, Sequence

Follow = Callable[[Sequence[int], int], None]
FOLLOWS: list[Follow] = []


def when_split(follow: Follow) -> None:
    """Declare what follows a split: a function of the placements that got another meaning, and that meaning."""
    if follow not in FOLLOWS:
        FOLLOWS.append(follow)


def tell_split(placements: Sequence[int], meaning: int) -> None:
    """Have every feature keep in step, in the transaction of the split."""
    for follow in FOLLOWS:
        follow(placements, meaning)
