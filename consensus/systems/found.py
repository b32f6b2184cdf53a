"""Pure: a system as a file tells of it. Values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..drafts.pieces import Caution
from .answers import Answer


@dataclass(frozen=True, slots=True)
class Link:
    """An address, only ever http or https, and what it leads to."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class VersionFound:
    """One version of a system. `date`: YYYY, YYYY-MM or YYYY-MM-DD, or empty where it is not known."""

    version: str
    date: str = ""
    links: tuple[Link, ...] = ()
    licences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewFound:
    """One reviewer's answers on one version of a system, under one draft. `line`: where it stands in its file."""

    system: str
    draft: str
    version: str
    reviewer: str
    answers: tuple[Answer, ...]
    affiliation: str = ""
    funding: str = ""
    maker: bool = False
    recused: bool = False
    line: int = 1


@dataclass(frozen=True, slots=True)
class Rating:
    """What another registry says of one of its own criteria, in its own words, to be shown beside our assessment."""

    criterion: str
    value: str
    note: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome that somebody published, of which draft, and where it can be read."""

    draft: str
    outcome: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record comes from: a registry (empty: our own), the record's name there, its address, and the
    attribution that its licence asks for."""

    registry: str
    id: str
    url: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class SystemFound:
    """One system of one file.

    kind       text, code, image, audio, video, vision, multimodal or library; several joined by a comma; or empty.
    licences   every licence that the file names, once, as written.
    answers    what another registry says, as answers to a checklist; never one of our reviews.
    reviews    of our own format: reviews that come with the system.
    unknown    names of components and criteria that no checklist of ours has; kept in `ratings`, not guessed.
    cautions   what was odd, with the line; nothing was lost without being named here.
    """

    slug: str
    name: str
    maker: str
    kind: str
    versions: tuple[VersionFound, ...]
    licences: tuple[str, ...]
    answers: tuple[Answer, ...]
    source: Source
    notes: str = ""
    ratings: tuple[Rating, ...] = ()
    reviews: tuple[ReviewFound, ...] = ()
    published: Outcome | None = None
    unknown: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()


def once(names: Sequence[str]) -> tuple[str, ...]:
    """Names in their order, each once, without empty ones."""
    return tuple(dict.fromkeys(name for name in names if name))
