"""One's own words: edited, with what they were in sight; deleted, which leaves a tombstone."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs
from ...kit.slow import before_lock
from ...kit.web.errors import shown_by
from ...kit.web.transactions import reads_only
from ..actions import delete_comment, edit_comment
from ..composing import PreviewView, preview_of_edit
from ..errors import CommentIsDeleted
from ..forms import EditForm
from ..in_context import draft_to_see
from ..models import Comment
from ..placed import place_view
from ..places import place_of
from ..queries.comments import comment_at, revisions_of
from ..rules import Can
from ..shown import comment_views
from ..texts import Prepared, prepare_text
from .doors import bp, by_writer
from .shared import typed


def ready_text(id: int) -> Prepared:
    """Before the lock: other words, made ready. Raises NoSuchComment, Invalid."""
    comment_at(id)
    return prepare_text(EditForm.read().body)


def edit_page(comment: Comment, *, preview: PreviewView | None = None) -> str:
    """The words as they are, or as they were typed so far."""
    if comment.deleted_at is not None:
        raise CommentIsDeleted
    return render_template(
        "discussion/edit.html",
        comment=comment,
        place=place_view(place_of(comment)),
        typed=typed() if request.method == "POST" else {},
        seen=len(revisions_of(comment)),
        preview=preview,
    )


@bp.get("/comments/<int:id>/edit")
@needs(Can.EDIT, on=comment_at)
def edit_form(comment: Comment) -> str:
    """The words as they are."""
    return edit_page(comment)


@bp.post("/comments/<int:id>/edit")
@by_writer
@before_lock(ready_text)
@needs(Can.EDIT, on=comment_at)
def edit(comment: Comment) -> Any:
    """Put other words in their place."""
    edit_comment(comment, text=g.prepared, by=g.viewer, seen=EditForm.read().seen)
    flash(_("Stored. What it said before stays in sight behind “edited”."))
    return back_to(comment)


@bp.post("/comments/<int:id>/edit/preview")
@by_writer
@needs(Can.EDIT, on=comment_at)
@shown_by("discussion.edit_form")
@reads_only
def preview_of_edited(comment: Comment) -> str:
    """How it will look; nothing is stored."""
    return edit_page(comment, preview=preview_of_edit(comment, prepare_text(EditForm.read().body)))


@bp.get("/comments/<int:id>/delete")
@needs(Can.DELETE, on=comment_at)
def delete_form(comment: Comment) -> str:
    """Ask whether somebody means it, and say what stays."""
    [shown] = comment_views([comment], seen_from=draft_to_see(comment), viewer=g.viewer)
    return render_template("discussion/delete.html", c=shown, place=place_view(place_of(comment)))


@bp.post("/comments/<int:id>/delete")
@by_writer
@needs(Can.DELETE, on=comment_at)
def delete(comment: Comment) -> Any:
    """Take one's words away."""
    delete_comment(comment, by=g.viewer)
    flash(_("Deleted. A mark stays where it stood, and what was replied to it."))
    return back_to(comment)


def back_to(comment: Comment) -> Any:
    """To the comment in its context."""
    return redirect(url_for("discussion.comment", id=comment.id, _anchor=f"c{comment.id}"), 303)
