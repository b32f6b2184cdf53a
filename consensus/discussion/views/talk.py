"""Everything said of a draft: of the whole, its parts, clause by clause, and of what is gone from it."""

from flask import g, render_template, request

from ...accounts.groups import GROUPS
from ...drafts.models import Draft
from ...drafts.queries import draft_named
from ...drafts.reading import draft_view
from ...following.queries import watches
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ..overview import OF_CLAUSE, overview_of, spot_asked
from ..queries.counts import talk_totals
from ..queries.everywhere import ORDERS, said_in
from ..shown import comment_views
from ..talking import LIMIT, chosen_in, filters_for, talk_at_spot
from .doors import bp


@bp.get("/drafts/<version>/talk/")
@open_to_all
@public
def talk(version: str) -> str:
    """What is said of a draft, the newest first; ``?on=`` whole, part:<slug> or clause:<key> asks for one place."""
    draft, asked = draft_named(version), request.args.get("on")
    return _one_place(draft, asked) if asked else _everything(draft)


def _everything(draft: Draft) -> str:
    chosen = chosen_in(request.args)
    page = said_in(
        draft, filter=chosen.filter, order=chosen.order, cursor=chosen.cursor, limit=LIMIT, viewer=g.viewer
    )
    return render_template(
        "discussion/talk.html",
        draft=draft_view(draft),
        chosen=chosen,
        comments=comment_views(page.items, seen_from=draft, viewer=g.viewer),
        next=page.next,
        filters=filters_for(g.viewer),
        orders=tuple(ORDERS),
        groups=[group.slug for group in GROUPS],
        totals=talk_totals([draft])[draft.id],
        overview=overview_of(draft),
        watching=watches(g.viewer, draft),
        ref=str(draft.ref),
    )


def _one_place(draft: Draft, asked: str) -> str:
    kind, name, spot = spot_asked(draft, asked)
    overview, key = overview_of(draft), name if kind == OF_CLAUSE else None
    ref, counts = f"clause:{key}" if key else str(draft.ref), overview.counts(kind, name)
    found = talk_at_spot(spot, request.args, g.viewer, key=key, ref=ref, counts=counts)
    return render_template(
        "discussion/talk_place.html",
        draft=draft_view(draft),
        kind=kind,
        name=name,
        talk=found,
        overview=overview,
    )
