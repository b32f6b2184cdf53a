"""What pages show of a draft: values with finished words, made by ``reading.py``."""

from dataclasses import dataclass, field
from datetime import date, datetime

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class SourceView:
    """A clause that a change came from."""

    key: str
    number: str
    version: str
    lead: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What became of a clause, with its redline where words changed."""

    kind: str
    moved: bool
    surroundings: bool
    significance: str | None
    sources: tuple[SourceView, ...]
    redline_html: Markup | None
    confidence: float
    reason: str
    risks: tuple[str, ...]

    @property
    def shows(self) -> bool:
        """True when anything became of the clause besides staying as it was."""
        return self.kind != "same" or self.moved or self.surroundings


@dataclass(slots=True)
class ClauseView:
    """One clause in print."""

    key: str
    kind: str
    number: str
    order: int
    depth: int
    level: int
    marker: str
    table: int | None
    lead: str
    part: str
    parent_order: int | None
    html: Markup
    cells_html: list[Markup]
    normative: bool
    required: bool | None
    digest: str
    text: str
    markdown: str
    change: ChangeView | None = None
    plain_html: Markup | None = None
    example_html: Markup | None = None
    cited_by: str | None = None
    talks: bool = False
    version: str = ""
    children: list["ClauseView"] = field(default_factory=list)

    @property
    def classes(self) -> str:
        """What the style sheets know the clause by."""
        weight = "" if self.normative else " informative"
        if self.change is None or not self.change.shows:
            return f"clause k-{self.kind}{weight}"
        return f"clause k-{self.kind}{weight} changed {self.change.significance or ''} is-{self.change.kind}"

    @property
    def short_digest(self) -> str:
        """Enough of the wording's digest to tell whether a reader has seen these words."""
        return self.digest[:12]


@dataclass(slots=True)
class PartView:
    """A part with its clauses as a tree."""

    number: str
    slug: str
    title: str
    kind: str
    clauses: list[ClauseView] = field(default_factory=list)
    removed: list[ClauseView] = field(default_factory=list)
    changed: int = 0


@dataclass(frozen=True, slots=True)
class TermView:
    """A defined term and the words that define it."""

    key: str
    term: str
    html: Markup
    number: str


@dataclass(slots=True)
class DraftView:
    """A draft as a whole."""

    version: str
    title: str
    date: date | None
    published_at: datetime | None
    comment_until: datetime | None
    status: str
    summary: str
    digest: str
    previous: str | None
    latest: str | None
    source: str | None
    language: str
    changed: int = 0
    total: int = 0
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a page about one draft shows of the text."""

    draft: DraftView
    parts: tuple[PartView, ...]
    clauses: tuple[ClauseView, ...]
    terms: tuple[TermView, ...]

    def clause(self, key: str) -> ClauseView | None:
        """The clause of a key."""
        return next((clause for clause in self.clauses if clause.key == key), None)
