"""Pure: what is counted of a draft, before any criterion is asked. Numbers and names, as many as there are clauses,
systems and groups; never as many as there are people, comments or positions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

COMPLETE = ("conforms", "would-conform", "does-not-conform", "disputed")
CONFORMS = "conforms"


@dataclass(frozen=True, slots=True)
class ClauseFact:
    """A normative clause that takes positions. ``settled``: by a ``call``, by a ``last-call``, or None: it is open."""

    key: str
    number: str
    settled: str | None
    call_id: int | None = None
    finding: str | None = None
    objections: int = 0


@dataclass(frozen=True, slots=True)
class SystemFact:
    """A system as it is assessed under the draft. ``reviewers``: independent people; ``agreeing``: with this assessment,
    who do not make it; ``disputes``: that name their ground and wait for an answer."""

    slug: str
    name: str
    verdict: str | None
    reviewers: int
    agreeing: int
    disputes: int

    @property
    def is_complete(self) -> bool:
        """Whether the assessment says something."""
        return self.verdict in COMPLETE


@dataclass(frozen=True, slots=True)
class Voiced:
    """What somebody found of a judged criterion, the last word of theirs that stands."""

    by: str
    passes: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that criteria are held against.

    ``objections`` counts each once, however many clauses it is seen on; ``objected`` names these clauses. ``assessed``: whether any system has a verdict
    under the draft. ``groups``: the policy's stakeholder groups, in its order; ``confirmed``: endorsements by group.
    ``stops_open``, ``surprises``: what they are called. ``continents``: people by continent. ``judged``: criterion → what
    was found. ``signed``: None where no bundle lies before the board.
    """

    clauses: tuple[ClauseFact, ...] = ()
    objections: int = 0
    objected: tuple[str, ...] = ()
    comments: int = 0
    assessed: bool = False
    systems: tuple[SystemFact, ...] = ()
    surprises: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    confirmed: Mapping[str, int] = field(default_factory=dict)
    stops_opened: int = 0
    stops_open: tuple[str, ...] = ()
    continents: Mapping[str, int] = field(default_factory=dict)
    judged: Mapping[str, tuple[Voiced, ...]] = field(default_factory=dict)
    signed: int | None = None
    last_call: bool = True
