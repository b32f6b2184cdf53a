"""Who may stand behind an entry besides people: the site itself."""

from dataclasses import dataclass
from typing import Any, Protocol


class Actor(Protocol):
    """Whoever acts: an account, or the system."""

    @property
    def actor_id(self) -> Any:
        """``p:…`` for a person, ``system:…`` for the site."""


@dataclass(frozen=True, slots=True)
class System:
    """The site acting by itself, under a name of its own."""

    actor_id: str


SETUP = System("system:setup")
CLI = System("system:cli")
FOLLOWER = System("system:follower")
RULE = System("system:rule")
