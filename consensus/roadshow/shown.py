"""What pages show of stops and rooms: values for templates, without questions of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from ..voting.shown import FiguresView
from .worldmap import Spot


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause in a list: its number, what it is called, its finished words, and the draft's language."""

    key: str
    number: str
    title: str
    html: Markup
    length: int


@dataclass(frozen=True, slots=True)
class SittingView:
    """A sitting: when, as a clock at the stop shows it, its state, and the clauses on its agenda (none: the whole draft)."""

    number: int
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    words: str
    state: str
    version: str | None
    agenda: tuple[ClauseLine, ...]
    heads: int | None
    witnessed: bool


@dataclass(frozen=True, slots=True)
class StopView:
    """A stop: what, when (as people write days), where, in which state and why; ``spot``: where it stands on the map.

    ``past``: its days are over, or it is closed; ``zone``: the name of its time zone and how far it is from UTC.
    """

    slug: str
    event: str
    title: str
    where: str
    venue: str
    online: bool
    days: str
    starts: date
    ends: date
    zone: str
    language: str
    state: str
    reason: str
    announced: datetime | None
    past: bool
    held: bool
    spot: Spot | None
    url: str | None
    note: str
    source: str
    capacity: int | None

    @property
    def path(self) -> str:
        """Its page."""
        return f"/roadshow/{self.slug}/"

    @property
    def expected(self) -> bool:
        """Whether people can still come."""
        return not self.past and self.state != "cancelled"


@dataclass(frozen=True, slots=True)
class NoteView:
    """Something said in the room, as it stands on the screen, or waits to."""

    id: int
    body: str
    language: str
    by: str
    group: str | None
    count: int
    number: str | None
    at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class FiguresShown:
    """Revealed: what the room says of a clause, and what everybody says, the room included."""

    room: FiguresView
    everybody: FiguresView


@dataclass(frozen=True, slots=True)
class NowView:
    """What everybody in a room sees at this moment. ``clause``: None while nothing is opened; ``above``: what it hangs from."""

    slug: str
    number: int
    version: int
    open: bool
    draft: str
    language: str
    clause: ClauseLine | None
    above: str
    revealed: bool
    figures: FiguresShown | None
    notes: Sequence[NoteView]

    @property
    def base(self) -> str:
        """The beginning of the addresses that scripts ask."""
        return f"/roadshow/{self.slug}/sittings/{self.number}"

    @property
    def key(self) -> str:
        """Of the clause; empty for none."""
        return self.clause.key if self.clause else ""


@dataclass(frozen=True, slots=True)
class GuestView:
    """Somebody who joined, for whoever runs the sitting."""

    id: int
    name: str
    joined_at: datetime
    group: str | None
    code: str
    aside: bool
    reason: str | None
    sitting: int
