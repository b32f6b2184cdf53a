"""What publishing a draft would change elsewhere: a registry that features fill from their folders, shown before one publishes.

A feature tells a prepared draft's consequences as values for a template of its own, or None where there are none to tell.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .models import Draft

Tell = Callable[[Draft], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What one feature says of a draft: a template, and ``values`` for it."""

    template: str
    values: Mapping[str, Any]


CONSEQUENCES: dict[str, tuple[str, Tell]] = {}


def consequence(name: str, *, template: str, tell: Tell) -> None:
    """Declare what a feature tells, and the template that shows it. Declaring a name again replaces it."""
    CONSEQUENCES[name] = (template, tell)


def consequences_of(draft: Draft) -> list[Told]:
    """What every feature says would follow from publishing a draft."""
    told = ((template, tell(draft)) for template, tell in CONSEQUENCES.values())
    return [Told(template, values) for template, values in told if values is not None]
