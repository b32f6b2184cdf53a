"""What pages show of the board: its members, a seal and what was said of it, and the bundle in plain words."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class SaidView:
    """What a member of the board said of a bundle."""

    name: str
    person: str | None
    stance: str
    reason_html: Markup | None
    at: datetime
    n: int | None


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of the board now, with the term, and whether they have spoken on the bundle before them."""

    name: str
    person: str | None
    since: datetime
    until: datetime | None
    said: str | None


@dataclass(frozen=True, slots=True)
class SealView:
    """A bundle that lies before the board, or lay there, with what was said of it. ``state``: open, completed, reopened or
    abandoned."""

    id: int
    bundle: str
    core: str
    size: int
    lines: int
    needed: int
    board: int
    head_n: int
    head_hash: str
    target_version: int
    opened_at: datetime
    opened_by: str
    opened_n: int | None
    state: str
    ended_at: datetime | None
    ended_by: str | None
    reason_html: Markup | None
    key: str | None
    signature: str | None
    said: tuple[SaidView, ...]

    def count(self, stance: str) -> int:
        """How many said so."""
        return sum(each.stance == stance for each in self.said)

    @property
    def signed(self) -> int:
        """How many signed."""
        return self.count("sign")

    @property
    def left(self) -> int:
        """How many signatures are missing."""
        return max(0, self.needed - self.signed)

    @property
    def file(self) -> str:
        """What its bundle is called as a file."""
        return f"{self.bundle}.ndjson"


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause in the bundle: its words, what was counted of it, and what the chairs called."""

    key: str
    number: str
    kind: str
    words: str
    normative: bool
    totals: tuple[int, ...]
    finding: str | None
    change: str


@dataclass(frozen=True, slots=True)
class BundleView:
    """A bundle in plain words: what stands in each of its sections."""

    title: str
    version: str
    digest: str
    previous: str | None
    files: tuple[tuple[str, str], ...]
    clauses: tuple[ClauseLine, ...]
    removed: tuple[str, ...]
    policy: str | None
    outcomes: dict[str, int]
    open_objections: int
    systems: tuple[tuple[str, str | None, int, int], ...]
    groups: tuple[tuple[str, int, int], ...]
    criteria: tuple[tuple[str, str, int | None, int | None], ...]
