"""What a search gives: results as they are shown, with their facets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from markupsafe import Markup

from ..kit.text.marked import marked
from .document import MODERATORS
from .excerpts import excerpt_of, marks_in
from .index.shape import Hit
from .prepared import shown
from .sought import Sought


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found. ``author`` is an id of the record; ``byline`` a name as it was shown elsewhere."""

    id: str
    kind: str
    subject: str
    url: str
    title: str
    title_html: Markup
    excerpt: Markup
    score: float
    at: datetime
    language: str = ""
    author: str | None = None
    byline: str | None = None
    draft: str | None = None
    clause: str | None = None
    also: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    outcome: str | None = None
    system: str | None = None
    stop: str | None = None
    source: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet, how many results it has, and whether it was chosen."""

    value: str
    n: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results. ``next``: the cursor of the next page. ``ready``: everything that there is can be found."""

    total: int = 0
    items: tuple[Result, ...] = ()
    facets: Mapping[str, tuple[Count, ...]] = field(default_factory=dict)
    next: str | None = None
    suggestion: str | None = None
    explained: tuple[str, ...] = ()
    ready: bool = True


@dataclass(frozen=True, slots=True)
class Alike:
    """Something said before that is like a text, 0 to 1."""

    result: Result
    likeness: float


PLAIN = {each.name for each in fields(Result)} - {"title_html", "excerpt", "score", "hidden"}


def result_of(hit: Hit, sought: Sought) -> Result:
    """A hit as it is shown: its title and the best stretch of its text, marked."""
    kept: dict[str, Any] = shown(hit.kept)
    language, title = kept.get("language", ""), kept.get("title", "")
    best = excerpt_of(kept.get("text", ""), language, sought)
    return Result(
        title_html=marked(title, marks_in(title, language, sought)),
        excerpt=marked(best.text, best.marks),
        score=hit.key.score,
        hidden=kept.get("audience") == MODERATORS,
        **{name: value for name, value in kept.items() if name in PLAIN},
    )


def counts_of(facets: Mapping[str, Mapping[str, int]], sought: Sought) -> dict[str, tuple[Count, ...]]:
    """Facets as they are offered: the most frequent values first; what was chosen is there even without results."""
    found = {}
    for name, counted in facets.items():
        chosen = sought.only[name].values if name in sought.only else frozenset()
        there = {value.casefold() for value in counted}
        lacking = (value for value in chosen if value.casefold() not in there)
        every = {**dict.fromkeys(lacking, 0), **counted} if name != "clause" else counted
        ranked = sorted(every.items(), key=lambda each: (-each[1], each[0]))
        found[name] = tuple(Count(value, n, value in chosen) for value, n in ranked)
    return found
