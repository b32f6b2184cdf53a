"""What somebody typed before they signed in: shown as it will look, to be posted by one button, changed, or thrown away."""

from collections.abc import Mapping
from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from ...kit.permissions import can, needs, open_to_all
from ...kit.slow import before_lock
from ...moderation.queries import pause_of
from ..actions import drop_pending, note_posted, pending_called
from ..composing import Ready, make_ready, post, preview_or_why_not
from ..errors import NothingKept
from ..models import Comment, PendingPost
from ..placed import place_view
from ..places import Place, place_named
from ..queries.comments import comment_at
from ..rules import Can
from .doors import bp, by_writer
from .shared import posted


def kept_at(secret: str) -> PendingPost:
    """What was kept under a secret. Raises NothingKept."""
    found = pending_called(secret)
    if found is None:
        raise NothingKept
    return found


def place_kept(at: Mapping[str, Any]) -> tuple[Place, Comment | None]:
    """The place that something was typed at, and what it replies to. Raises NoSuchDraft, NoSuchClause, NoSuchComment …"""
    parent = comment_at(at["parent"]) if "parent" in at else None
    return place_named(at["version"], key=at.get("key"), part=at.get("part"), after=at.get("after")), parent


def ready_kept(secret: str) -> Ready | None:
    """Before the lock: what was kept, made ready; None when it was posted already."""
    kept = kept_at(secret)
    if not kept.fields:
        return None
    place, parent = place_kept(kept.fields["at"])
    return make_ready(place, kept.fields["fields"], parent=parent)


@bp.get("/typed/<secret>")
@open_to_all
def typed(secret: str) -> Any:
    """How it will look; for a stranger the ways to sign in, for others a button that posts it."""
    kept = kept_at(secret)
    if not kept.fields:
        return redirect(kept.path, 303)
    fields = kept.fields["fields"]
    place, parent = place_kept(kept.fields["at"])
    preview, why_not = preview_or_why_not(place, fields, parent=parent)
    writes = g.viewer is None or can(g.viewer, Can.COMMENT)
    return render_template(
        "discussion/typed.html",
        secret=secret,
        path=kept.path,
        fields=fields,
        at=kept.fields["at"],
        place=place_view(place),
        parent=parent,
        preview=preview,
        why_not=why_not,
        writes=writes,
        pause=None if writes else pause_of(g.viewer),
    )


@bp.post("/typed/<secret>")
@by_writer
@before_lock(ready_kept)
@needs(Can.COMMENT, on=kept_at)
def post_typed(kept: PendingPost) -> Any:
    """Post what was typed. A second click leads to what the first posted."""
    if not kept.fields:
        return redirect(kept.path, 303)
    _place, parent = place_kept(kept.fields["at"])
    comment = post(g.prepared, by=g.viewer, parent=parent)
    note_posted(kept, comment)
    return posted(comment)


@bp.post("/typed/<secret>/end")
@by_writer
@open_to_all
def drop_typed(secret: str) -> Any:
    """Throw it away."""
    kept = kept_at(secret)
    drop_pending(secret)
    if g.viewer is not None:
        flash(_("Thrown away. Nothing was posted."))
    return redirect(kept.path if not kept.fields else place_view(place_kept(kept.fields["at"])[0]).read, 303)
