"""The desk's overview: what those with a role have to do."""

from flask import Blueprint, g, render_template

from ..discussion.queries.counts import totals_seen
from ..discussion.queries.desk import how_many_silent
from ..drafts.queries import drafts_prepared, latest_draft, status_of
from ..drafts.reading import draft_view
from ..kit.permissions import can, needs
from ..moderation.queries import how_many_wait
from ..moderation.rules import Can as Moderating
from .rules import Can

bp = Blueprint("desk", __name__)


@bp.get("/desk/")
@needs(Can.DESK)
def index() -> str:
    """What is in hand."""
    latest = latest_draft()
    moderates = can(g.viewer, Moderating.SEE_QUEUE)
    return render_template(
        "pages/desk.html",
        latest=draft_view(latest) if latest else None,
        talk=totals_seen(latest) if latest else None,
        silent=how_many_silent(latest) if latest else 0,
        waiting=how_many_wait() if moderates else None,
        prepared=[(draft.version, draft.title, status_of(draft)) for draft in drafts_prepared()],
    )
