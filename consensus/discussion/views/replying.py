"""Replying: in the words of the current draft where the clause still stands, else in those that were spoken of."""

from typing import Any

from flask import g

from ...kit.permissions import open_to_all
from ...kit.slow import before_lock
from ...kit.web.errors import shown_by
from ...kit.web.transactions import reads_only
from ..actions.checking import thread_of
from ..composing import PreviewView, Ready
from ..models import Comment
from ..places import reply_place
from ..queries.comments import comment_at
from ..raised import RaisedView
from ..shown import comment_views
from .doors import bp, by_writer, while_typing
from .shared import form_page, prepared, previewed, said, what_was_raised

REPLY = "discussion/reply.html"


def reply_page(
    parent: Comment, *, preview: PreviewView | None = None, raised: list[RaisedView] | None = None
) -> str:
    """What is replied to, and a form. A refused reply is shown again, whatever became of its thread meanwhile."""
    place = reply_place(parent)
    if g.get("rejected") is None:
        thread_of(parent, place)
    [shown] = comment_views([parent], seen_from=place.draft, viewer=g.viewer)
    return form_page(place, template=REPLY, preview=preview, raised=raised, parent=shown)


def ready_reply(id: int) -> Ready:
    """Before the lock: a reply, made ready. Raises NoSuchComment and what ``make_ready`` raises."""
    parent = comment_at(id)
    return prepared(reply_place(parent), parent=parent)


@bp.get("/comments/<int:id>/reply")
@open_to_all
def reply_form(id: int) -> str:
    """What is replied to, and a form."""
    return reply_page(comment_at(id))


@bp.post("/comments/<int:id>/reply")
@by_writer
@before_lock(ready_reply)
@open_to_all
def reply(id: int) -> Any:
    """Reply; a stranger's words are kept until they have signed in."""
    return said(g.prepared, parent=comment_at(id))


@bp.post("/comments/<int:id>/reply/preview")
@by_writer
@open_to_all
@shown_by("discussion.reply_form")
@reads_only
def preview_of_reply(id: int) -> str:
    """How it will look; nothing is stored."""
    parent = comment_at(id)
    return reply_page(parent, preview=previewed(reply_place(parent)))


@bp.post("/comments/<int:id>/reply/raised")
@while_typing
@open_to_all
@reads_only
def raised_of_reply(id: int) -> str:
    """What was said before that is like what is typed, but for what is replied to; nothing is stored."""
    parent = comment_at(id)
    return what_was_raised(
        reply_place(parent), lambda found: reply_page(parent, raised=found), without=[parent.id]
    )
