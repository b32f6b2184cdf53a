"""The desk's overview: what those with a role have to do."""

from flask import Blueprint, render_template

from ..drafts.queries import drafts_prepared, latest_draft, status_of
from ..drafts.reading import draft_view
from ..kit.permissions import needs
from .rules import Can

bp = Blueprint("desk", __name__)


@bp.get("/desk/")
@needs(Can.DESK)
def index() -> str:
    """What is in hand."""
    latest = latest_draft()
    return render_template(
        "pages/desk.html",
        latest=draft_view(latest) if latest else None,
        prepared=[(draft.version, draft.title, status_of(draft)) for draft in drafts_prepared()],
    )
