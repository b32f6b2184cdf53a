"""What pages show of positions: values for templates, without questions of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from .counting import Choice
from .standing import State


@dataclass(frozen=True, slots=True)
class FiguresView:
    """What people say of a clause, in figures. ``stale``: how many spoke of other words.

    ``status``: the outcome, None where there is none; ``against``: the stakeholder groups below the threshold.
    ``surge``: positions came faster than the policy expects; ``challenged``: its change may be one of substance.
    ``channels``: how many came in through which channel, where not all were online.
    """

    support: int = 0
    accept: int = 0
    abstain: int = 0
    object: int = 0
    stale: int = 0
    status: str | None = None
    against: tuple[str, ...] = ()
    surge: bool = False
    challenged: bool = False
    called: str | None = None
    last_call: datetime | None = None
    channels: Mapping[str, int] = field(default_factory=dict)

    @property
    def of(self) -> int:
        """For and against together; what the bar is drawn of."""
        return self.support + self.accept + self.object

    @property
    def n(self) -> int:
        """All of them."""
        return self.of + self.abstain

    @property
    def widths(self) -> tuple[float, float, float]:
        """Of a hundred: support, can live with it, object."""
        whole = self.of or 1
        return (100 * self.support / whole, 100 * self.accept / whole, 100 * self.object / whole)


@dataclass(frozen=True, slots=True)
class MineView:
    """What the reader says of a clause: on these words, on the same in an earlier draft, or on others.

    ``receipt``: the number of its entry on the record; ``comment``: the number of its reason.
    """

    choice: Choice
    state: State
    version: str
    key: str
    at: datetime
    receipt: int | None = None
    comment: int | None = None
    en_bloc: bool = False
    refused: bool = False
    aside: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is counted on the words that stand here."""
        return self.state is not State.STALE and not self.aside


@dataclass(frozen=True, slots=True)
class StandView:
    """What stands beside a clause: figures, as far as this reader sees them, and what they say themselves.

    ``choices``: what can be said here now, nothing on a draft that is not open; ``reasoned``: what needs a reason;
    ``hidden``: why there are no figures for this reader.
    """

    version: str
    key: str
    number: str
    choices: tuple[Choice, ...] = ()
    reasoned: tuple[Choice, ...] = ()
    figures: FiguresView | None = None
    mine: MineView | None = None
    hidden: str = ""

    @property
    def shows(self) -> bool:
        """Whether there is anything to stand beside the clause."""
        said = self.figures is not None and (self.figures.n or self.figures.stale or self.figures.called)
        return bool(self.choices or self.mine or said)

    @property
    def path(self) -> str:
        """The address of one's position on the clause."""
        return f"/drafts/{self.version}/clauses/{self.key}/position"

    @property
    def rows(self) -> str:
        """The address of everybody's."""
        return f"/drafts/{self.version}/clauses/{self.key}/positions/"

    @property
    def lets_go(self) -> bool:
        """Whether its holder objected, on a draft that takes nothing else."""
        return not self.choices and self.mine is not None and self.mine.choice is Choice.OBJECT


@dataclass(frozen=True, slots=True)
class FactsView:
    """What becomes public with a position of the reader's. ``voter``: the id it is known by, None before the first.

    ``channel``: what it comes in through; ``name``: their name, where the policy shows it. ``could``: what they can leave out; ``left_out``: what they do.
    """

    voter: str | None
    name: str | None
    group: str | None
    continent: str | None
    organisation: str | None
    maker: bool
    established: bool
    days: int
    channel: str = "online"
    could: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandsView:
    """What a page of a draft shows of positions: clause by clause, under keys; and once, what becomes public.

    ``hidden``: why figures are not shown: until the reader's own position, until closing, or not hidden (empty);
    ``parts``: the places (``part-`` and the slug) where the reader can say that they can live with the rest.
    """

    by_key: Mapping[str, StandView] = field(default_factory=dict)
    open: bool = False
    hidden: str = ""
    facts: FactsView | None = None
    stale: int = 0
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StepView:
    """Something the reader said of a clause, and what became of it."""

    choice: Choice
    version: str
    key: str
    number: str
    at: datetime
    until: datetime | None
    ended_by: str | None
    receipt: int | None
    en_bloc: bool
    comment: int | None


@dataclass(frozen=True, slots=True)
class NowView:
    """A clause that a position is, or may be, said of now; ``redline``: what changed since, None for the same words."""

    key: str
    number: str
    title: str
    html: Markup
    redline: Markup | None


@dataclass(frozen=True, slots=True)
class OwnView:
    """One of the reader's positions on their own page: what they said of which words, and what stands there now.

    ``waits``: it is not counted until its holder says something of the new words; ``replaced``: they did already.
    """

    id: int
    mine: MineView
    number: str
    title: str
    html: Markup
    now: tuple[NowView, ...]
    waits: bool
    replaced: bool
