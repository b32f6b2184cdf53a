"""What criteria count, row by row, where no other page has the rows: clauses, systems, stops, continents."""

from typing import Any

from flask import redirect, render_template, request, url_for

from ...drafts.models import Draft
from ...drafts.queries import draft_named, rows_of
from ...drafts.reading import draft_view
from ...kit.permissions import open_to_all
from ...kit.text.words import excerpt
from ...kit.web.cache import public
from ...kit.web.paging import cut
from ...roadshow.models import StopState
from ...roadshow.queries import all_stops
from ...roadshow.stops_shown import stop_views
from ..facts import SystemFact
from ..queries.facts import facts_of
from .doors import bp

AT_ONCE = 100
TITLE = 90


@bp.get("/release/<version>/clauses/")
@open_to_all
@public
def clauses(version: str) -> Any:
    """Every normative clause that takes positions: what settled it, or what stands in the way."""
    draft = draft_named(version)
    rows = {row.key: row for row in rows_of(draft)}
    facts = facts_of(draft).clauses
    titled = [(each, rows[each.key].lead or excerpt(rows[each.key].text, most=TITLE)) for each in facts]
    return _page(
        draft, version, "release/rows_clauses.html",
        open=[line for line in titled if line[0].settled is None],
        settled=[line for line in titled if line[0].settled],
    )  # fmt: skip


@bp.get("/release/<version>/systems/")
@open_to_all
@public
def systems(version: str) -> Any:
    """Every system: its assessment, how many independent people reviewed it, agree with it, disagree with it."""
    draft = draft_named(version)
    found = sorted(facts_of(draft).systems, key=_place)
    page = cut(found, key=_place, cursor=request.args.get("cursor"), limit=AT_ONCE)
    return _page(
        draft,
        version,
        "release/rows_systems.html",
        systems=page.items,
        next=page.next,
        deeper="cursor" in request.args,
    )


@bp.get("/release/<version>/stops/")
@open_to_all
@public
def stops(version: str) -> Any:
    """The stops that were opened and are not closed."""
    draft = draft_named(version)
    opened = [stop for stop in all_stops() if stop.state is StopState.OPEN]
    return _page(draft, version, "release/rows_stops.html", stops=stop_views(opened))


@bp.get("/release/<version>/participation/")
@open_to_all
@public
def participation(version: str) -> Any:
    """How many people took a position on the draft, by the continent they named."""
    draft = draft_named(version)
    found = sorted(facts_of(draft).continents.items(), key=lambda each: (-each[1], each[0]))
    return _page(draft, version, "release/rows_participation.html", continents=found)


def _place(fact: SystemFact) -> list[str]:
    return [fact.name.casefold(), fact.slug]


def _page(draft: Draft, version: str, template: str, **given: Any) -> Any:
    if version != draft.version:
        return redirect(url_for(request.endpoint or "", version=draft.version), 302)
    return render_template(template, draft=draft_view(draft), **given)
