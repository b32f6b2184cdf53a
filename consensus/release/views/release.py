"""The path to stable: how far the current draft is, and how a draft stands against each criterion."""

from typing import Any

from flask import g, redirect, render_template, url_for

from ...drafts.queries import draft_named, latest_draft
from ...drafts.reading import draft_view
from ...kit.permissions import can, open_to_all
from ...kit.web.cache import public
from ..models import Target
from ..queries.path import is_candidate
from ..rules import Can
from ..showing import candidate_views, gate_view, may_judge, next_gate_view, path_view, plan_views
from .doors import bp, target_asked

CURRENT = ("open", "closed")


@bp.get("/release/")
@open_to_all
@public
def index() -> str:
    """Where the latest draft stands: at a glance, over time, what to do next, candidates, the planned day."""
    draft, target = latest_draft(), target_asked()
    path = path_view(draft, target=target)
    drawn = target if path.gate(target) else next((gate.target for gate in path.gates), target)
    return render_template(
        "release/index.html",
        draft=draft_view(draft) if draft else None,
        path=path,
        target=str(drawn),
        plans=plan_views(),
        candidates=candidate_views(),
        announced=draft is not None and is_candidate(draft),
    )


@bp.get("/release/<version>/")
@open_to_all
@public
def show(version: str) -> Any:
    """How a draft stands against each criterion; ``?target=candidate`` asks for those of a candidate."""
    draft, target = draft_named(version), target_asked()
    if version != draft.version:
        return redirect(url_for("release.show", version=draft.version, target=str(target)), 302)
    gate, view = gate_view(draft, target), draft_view(draft)
    decided = view.status not in CURRENT
    return render_template(
        "release/show.html",
        draft=view,
        gate=gate,
        next=next_gate_view(draft, target),
        targets=[str(each) for each in Target],
        target=str(target),
        announced=is_candidate(draft),
        can_judge={} if decided else may_judge(g.viewer, draft, gate),
        can_reopen=not decided and can(g.viewer, Can.REOPEN),
    )
