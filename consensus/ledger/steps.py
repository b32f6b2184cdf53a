"""What features keep in step with the record, and how it is compared with it: a registry that ``ledger verify`` asks.

A comparison takes nothing and gives a sentence for whatever does not agree; none: all does.
"""

from collections.abc import Callable, Iterable

Compare = Callable[[], Iterable[str]]
STEPS: dict[str, Compare] = {}


def in_step(name: str, compare: Compare) -> None:
    """Declare a comparison under a name. Declaring it again replaces it."""
    STEPS[name] = compare


def out_of_step() -> list[str]:
    """A sentence for whatever does not agree with the record, feature by feature."""
    return [sentence for compare in STEPS.values() for sentence in compare()]
