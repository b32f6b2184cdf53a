"""An objection whose author let the stated time to reply pass: a second person finds it addressed, or not."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...kit.clock import now
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ..actions import confirm_addressed
from ..desk_forms import AddressedForm
from ..in_context import context_of, draft_to_see
from ..models import Comment
from ..queries.comments import comment_at
from ..rules import Can
from ..shown import comment_views
from ..texts import Prepared, prepare_text
from .doors import bp, by_writer


def ready_reason(id: int) -> Prepared:
    """Before the lock: why it is addressed, made ready. Raises Invalid."""
    return prepare_text(AddressedForm.read().reason, field="reason")


@bp.get("/desk/comments/<int:id>/addressed")
@needs(Can.CONFIRM, on=comment_at)
def addressed_form(comment: Comment) -> str:
    """The objection, the words since, the answer, the silence; and a form where it can be found addressed now."""
    seen_from = draft_to_see(comment)
    [shown] = comment_views([comment], seen_from=seen_from, viewer=g.viewer)
    context = context_of(comment, seen_from=seen_from)
    return render_template("discussion/addressed.html", c=shown, context=context, today=now())


@bp.post("/desk/comments/<int:id>/addressed")
@by_writer
@before_lock(ready_reason)
@needs(Can.CONFIRM, on=comment_at)
def addressed(comment: Comment) -> Any:
    """Find it addressed, on record, with a reason."""
    confirm_addressed(comment, reason=g.prepared, by=g.viewer)
    flash(_("Found addressed, on record. The objection no longer stands; whoever made it is told."))
    return redirect(url_for("discussion.comment", id=comment.id, _anchor=f"c{comment.id}"), 303)
