"""How the record is vouched for: checkpoints, signed elsewhere, asked for by whoever prints an entry or a receipt.

A finder takes the number of an entry and gives the first checkpoint at or after it; of None, the newest there is.
"""

from collections.abc import Callable
from typing import Any, Protocol


class Vouched(Protocol):
    """A checkpoint: that the record had this hash at this number, signed at a time."""

    @property
    def n(self) -> int:
        """The number of the last entry then."""

    @property
    def hash(self) -> str:
        """Its hash."""

    @property
    def at(self) -> Any:
        """When it was signed."""

    @property
    def path(self) -> str:
        """Its page."""

    def as_dict(self) -> dict[str, Any]:
        """Everything that is needed to check it, as JSON."""


Finder = Callable[[int | None], Vouched | None]
_FINDER: dict[str, Finder] = {}


def vouched_by(finder: Finder) -> None:
    """Declare who knows the checkpoints. Declaring again replaces it."""
    _FINDER["checkpoint"] = finder


def checkpoint_after(n: int) -> Vouched | None:
    """The first checkpoint that covers an entry; None while there is none yet."""
    return _FINDER["checkpoint"](n) if _FINDER else None


def latest_checkpoint() -> Vouched | None:
    """The newest checkpoint; None before the first."""
    return _FINDER["checkpoint"](None) if _FINDER else None
