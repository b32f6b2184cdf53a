"""Where a draft stands on the desk, and how its readers will see it."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs
from ...kit.web.cache import public
from ...kit.web.errors import shown_by
from ..actions import show_draft
from ..consequences import consequences_of
from ..forms import ShownForm
from ..models import Draft
from ..queries import latest_draft, period_of, preparation_of, status_of
from ..reading import draft_view, reading_of_prepared
from ..rules import Can
from ..standing import last_hand, obstacles
from ..understood import text_of
from ..workbench import bench_of, counts_of
from . import any_draft, bp, prepares


@bp.get("/desk/drafts/<version>/")
@needs(Can.PREPARE, on=any_draft)
def overview(draft: Draft) -> str:
    """Where a draft stands, and what can be done with it."""
    if draft.publication is not None:
        return render_template("drafts/published.html", draft=draft, **_published(draft))
    bench, stored, latest = bench_of(draft), preparation_of(draft), latest_draft()
    assert stored is not None
    view = text_of(draft, bench.outline)
    return render_template(
        "drafts/prepared.html",
        draft=draft,
        stored=stored,
        status=status_of(draft),
        counts=counts_of(bench.plan),
        total=len(bench.outline.clauses),
        against=bench.found.against,
        stale=bench.found.stale,
        view=view,
        obstacles=obstacles(draft, bench, latest=latest),
        hand=last_hand(draft),
    )


@bp.get("/desk/drafts/<version>/preview")
@prepares
def preview(draft: Draft) -> str:
    """The draft exactly as readers will see it, besides what says that it is a preview."""
    return _preview(draft, public=False)


@bp.post("/desk/drafts/<version>/shown")
@prepares
@shown_by("drafts.preview")
def show(draft: Draft) -> Any:
    """Show a prepared draft in public as an editors' draft, or stop showing it."""
    shown = ShownForm.read().shown
    show_draft(draft, shown=shown, by=g.viewer)
    flash(_("Everybody can read it now, as an editors' draft.") if shown else _("It is no longer shown."))
    return redirect(url_for("drafts.preview", version=draft.version), 303)


@bp.get("/drafts/<version>/editors/")
@needs(Can.READ_PREPARED, on=any_draft)
@public
def editors_draft(draft: Draft) -> Any:
    """A prepared draft as everybody may see it: marked, without positions. Once published, its page is another."""
    if draft.publication is not None:
        return redirect(f"/drafts/{draft.version}/", 301)
    return _preview(draft, public=True)


def _preview(draft: Draft, *, public: bool) -> str:
    reading, stored = reading_of_prepared(draft), preparation_of(draft)
    return render_template(
        "drafts/preview.html",
        draft=reading.draft,
        parts=reading.parts,
        terms=reading.terms,
        shown=request.args.get("changes") == "shown",
        public=public,
        visible=bool(stored and stored.shown),
        hand=last_hand(draft),
        consequences=[] if public else consequences_of(draft),
    )


def _published(draft: Draft) -> dict[str, Any]:
    latest = latest_draft()
    return {
        "view": draft_view(draft, latest=latest),
        "is_latest": latest is draft,
        "period": period_of(draft),
        "previous": draft.previous,
    }
