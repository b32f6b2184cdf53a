"""Places as pages show them: what is called how, where it is read, its words with a quote marked, and where to say something."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from ..drafts.models import Draft
from ..drafts.printed import clause_views
from ..drafts.queries import ClauseRow, latest_draft, parts_of
from ..drafts.reading import draft_view
from ..drafts.shown import DraftView
from ..kit.text.marking import mark_words
from ..kit.text.words import excerpt
from .anchors import Quote
from .places import After, OnClause, OnPart, Place, standing_of, takes_positions

MOST_TITLE = 60


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place: ``kind`` is clause, after, part or draft.

    ``read``: where it is read; ``say``: the address of its form; ``html`` its words; ``now``: where the words of a
    clause stand in the latest draft when that is another one, None when they are gone.
    """

    kind: str
    draft: DraftView
    key: str | None
    number: str | None
    part: str | None
    title: str
    read: str
    say: str
    html: Markup | None
    markdown: str | None
    objects: bool
    now: str | None

    @property
    def version(self) -> str:
        """Of the draft."""
        return self.draft.version

    @property
    def open(self) -> bool:
        """Whether objections are taken on this draft now."""
        return self.draft.status == "open"


def place_view(place: Place, *, quote: Quote | None = None) -> PlaceView:
    """A place of a draft as a page shows it; words of its clause that are quoted are marked."""
    latest = latest_draft()
    view = draft_view(place.draft, latest=latest)
    row = row_at(place)
    part = place.part if isinstance(place, OnPart) else None
    html = clause_views([row])[0].html if row else None
    if html is not None and quote is not None:
        html = mark_words(html, quote.exact, prefix=quote.prefix, suffix=quote.suffix)
    return PlaceView(
        kind=kind_of(place),
        draft=view,
        key=row.key if row else None,
        number=row.number if row else None,
        part=part,
        title=_title(row) if row else _title_of_part(place.draft, part) if part else view.title,
        read=_read(view.version, row, part),
        say=say_at(place),
        html=html,
        markdown=row.markdown if row else None,
        objects=takes_positions(place),
        now=_now(place, row, latest),
    )


def row_at(place: Place) -> ClauseRow | None:
    """The clause that a place is on, or after; None for a part, or a draft as a whole."""
    return place.row if isinstance(place, OnClause | After) else None


def kind_of(place: Place) -> str:
    """``clause``, ``after``, ``part`` or ``draft``."""
    return {OnClause: "clause", After: "after", OnPart: "part"}.get(type(place), "draft")


def say_at(place: Place) -> str:
    """The address of the form in which something is said at a place."""
    version = place.draft.version
    if isinstance(place, OnClause):
        return f"/drafts/{version}/clauses/{place.row.key}/comment"
    named: dict[str, Any] = {}
    if isinstance(place, After):
        named = {"after": place.row.key}
    elif isinstance(place, OnPart):
        named = {"part": place.part}
    return f"/drafts/{version}/comment" + (f"?{urlencode(named)}" if named else "")


def _title(row: ClauseRow) -> str:
    return row.lead or excerpt(row.text, most=MOST_TITLE)


def _title_of_part(draft: Draft, slug: str) -> str:
    return next((part.title for part in parts_of(draft) if part.slug == slug), slug)


def _read(version: str, row: ClauseRow | None, part: str | None) -> str:
    if row is not None:
        return f"/drafts/{version}/clauses/{row.key}/"
    return f"/drafts/{version}/#part-{part}" if part else f"/drafts/{version}/"


def _now(place: Place, row: ClauseRow | None, latest: Draft | None) -> str | None:
    if row is None or latest is None or latest.id == place.draft.id:
        return None
    key = standing_of(row.clause_id, since=place.draft, draft=latest)
    return f"/drafts/{latest.version}/clauses/{key}/" if key else None
