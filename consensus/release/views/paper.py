"""The paper for the board, as a page that is printed as it stands."""

from typing import Any

from flask import g, redirect, render_template, url_for

from ...drafts.queries import draft_named
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ..paper import paper_view
from .board_doors import bp


@bp.get("/release/<version>/paper")
@open_to_all
@public
def paper(version: str) -> Any:
    """What the board is asked, the way here, what changed, what stands against it, what was answered, who dissents."""
    draft = draft_named(version)
    if version != draft.version:
        return redirect(url_for("sealing.paper", version=draft.version), 302)
    return render_template("release/paper.html", paper=paper_view(draft, viewer=g.viewer))
