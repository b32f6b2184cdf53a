"""What any engine answers to: the same questions, the same answers. Two are kept: Whoosh, and tantivy for large archives."""

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from ..prepared import Prepared
from ..sought import Sought

Sort = Literal["relevance", "newest", "oldest"]
BOOKMARK = "*"  # the subject of the one document that is the bookmark, written in the same commit as what it speaks of
# How much it counts that a word stands in the title, or exactly as it was written, or beside the others.
IN_TITLE, EXACTLY, TOGETHER = 1.5, 0.5, 1.0
K1, B = 1.2, 0.75  # of BM25
DIGITS = 3  # of a score; what differs by less stands by time
MOST_NEAR = 2  # signs by which a mistyped word may differ


class Broken(Exception):
    """The files of an index cannot be read; it has to be built anew."""


class Key(NamedTuple):
    """The place of a hit in a list: by this alone the next page is found.

    ``seen``: how many stood before it when it was shown; only a hint where to look.
    """

    score: float
    order: int
    id: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that was found."""

    key: Key
    kept: bytes


@dataclass(frozen=True, slots=True)
class Looked:
    """A page of what was found, how many there are in all, and for each facet how often each value occurs.

    ``broad``: beginnings that more words have than were looked for. ``common``: words that were left out, because very
    many documents hold them.
    """

    total: int
    hits: tuple[Hit, ...]
    more: bool
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    broad: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far an index has followed the record: all acts up to ``n``; of the next one, subjects up to ``after``.

    ``filling``: it was begun, and not everything has been taken up that there was. ``hash``: of act ``n``, which tells
    whether it was this record that was followed; a backup that is restored may have another.
    """

    n: int
    after: str | None = None
    filling: bool = False
    hash: str = ""

    def as_text(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self))


def bookmark_from(text: str) -> Bookmark:
    """The inverse."""
    return Bookmark(**json.loads(text))


class Kept(NamedTuple):
    """What an index has: a document, its subject, and the digest of what it says."""

    subject: str
    id: str
    digest: str


class Change(NamedTuple):
    """All documents of one subject as they are now; none: it can no longer be found."""

    subject: str
    documents: Sequence[Prepared]


class Reader(Protocol):
    """An index as it was at one commit. May be used by several threads."""

    def find(
        self,
        sought: Sought,
        *,
        sort: Sort = "relevance",
        after: Key | None = None,
        limit: int = 20,
        facets: bool = True,
    ) -> Looked:
        """A page of what fits, after a place in the list."""

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """Term → in how many documents it stands."""

    def beginning(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Words with a beginning, and in how many documents each stands, the most frequent first."""

    def near(self, word: str) -> list[tuple[str, int]]:
        """Words that differ by few signs, and in how many documents each stands."""

    def size(self) -> int:
        """How many documents there are."""

    def bookmark(self) -> Bookmark | None:
        """How far it has followed; None: nothing was ever written."""

    def kept_of(self, subjects: Iterable[str]) -> dict[str, list[Kept]]:
        """What is kept of some subjects; those of which nothing is are left out."""

    def contents(self) -> Iterator[Kept]:
        """Everything that is kept."""

    def close(self) -> None:
        """Let go of the files."""


class Writer(Protocol):
    """What takes changes in; nothing of it is seen before ``commit``, and all of it after."""

    def put(self, change: Change, *, known: bool = True) -> None:
        """Replace a subject's documents. ``known``: the index may have some of it."""

    def commit(self, bookmark: Bookmark) -> None:
        """Make everything visible, with the bookmark, in one step."""

    def cancel(self) -> None:
        """Forget everything that was put."""


class Engine(Protocol):
    """One engine: makes an index in a folder, writes it, reads it."""

    name: str

    def create(self, folder: Path) -> None:
        """An empty index in an empty folder."""

    def generation(self, folder: Path) -> Hashable:
        """Something that changes with every commit, and is cheap to ask for. Raises Broken."""

    def open(self, folder: Path, *, before: Reader | None = None) -> Reader:
        """The index as it is now; what can be taken over from a reader of before is. Raises Broken."""

    def writer(self, folder: Path, *, bulk: bool = False) -> Writer:
        """The one writer. ``bulk``: much is to come before a single commit. Raises Broken."""
