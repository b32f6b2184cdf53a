"""*I share this concern*: a button on pages for people; a page with that button for who comes from a page that was kept."""

from typing import Any

from flask import flash, g, redirect, render_template, request
from flask_babel import gettext as _

from ...accounts.groups import group_title
from ...accounts.signing_in import local_path
from ...kit.permissions import needs
from ...kit.web.errors import shown_by
from ..actions import cosign, withdraw_cosignature
from ..in_context import draft_to_see
from ..models import Comment
from ..placed import place_view
from ..places import place_of
from ..queries.comments import comment_at
from ..rules import Can
from ..shown import comment_views
from .doors import bp, by_writer
from .own import back_to


@bp.get("/comments/<int:id>/cosignature")
@needs(Can.COSIGN, on=comment_at)
def cosignature_form(comment: Comment) -> str:
    """The comment, and one button."""
    [shown] = comment_views([comment], seen_from=draft_to_see(comment), viewer=g.viewer)
    return render_template("discussion/cosign.html", c=shown, place=place_view(place_of(comment)))


@bp.post("/comments/<int:id>/cosignature")
@by_writer
@needs(Can.COSIGN, on=comment_at)
def share(comment: Comment) -> Any:
    """Share a concern."""
    cosign(comment, by=g.viewer)
    group = g.viewer.stakeholder_group
    said = _("You share this concern, counted with those who named no stakeholder group.")
    flash(_("You share this concern, counted for: %(group)s.", group=group_title(group)) if group else said)
    return _back(comment)


@bp.post("/comments/<int:id>/cosignature/end")
@by_writer
@needs(Can.UNSIGN, on=comment_at)
@shown_by("discussion.comment")
def share_no_longer(comment: Comment) -> Any:
    """Share a concern no longer."""
    withdraw_cosignature(comment, by=g.viewer)
    flash(_("You no longer share this concern."))
    return _back(comment)


def _back(comment: Comment) -> Any:
    path = local_path(request.form.get("next"))
    return redirect(f"{path}#c{comment.id}", 303) if path else back_to(comment)
