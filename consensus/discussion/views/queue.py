"""The desk's queue: what waits for an answer, and what is done with several comments at once."""

from collections.abc import Sequence
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ...accounts.signing_in import local_path
from ...drafts.queries import draft_named, drafts_published, latest_draft
from ...drafts.reading import draft_view
from ...kit.permissions import needs
from ...kit.web.transactions import reads_only
from ..actions import assign
from ..actions.disposing import MOST
from ..desk_forms import DAYS, Care, chosen_asked, queue_asked
from ..desk_queue import queue_of
from ..models import CommentKind, Outcome
from ..queries.comments import comments_called
from ..rules import Can
from .doors import bp, by_writer


@bp.get("/desk/comments/")
@needs(Can.SEE_QUEUE)
def queue() -> str:
    """What waits for an answer as seen from a draft, through a filter."""
    form = queue_asked()
    draft = draft_named(form.draft) if form.draft else latest_draft()
    return render_template(
        "discussion/queue.html",
        draft=draft_view(draft) if draft else None,
        queue=queue_of(draft, form, viewer=g.viewer) if draft else None,
        drafts=[each.version for each in drafts_published()][::-1],
        asked=form,
        kinds=[str(kind) for kind in CommentKind],
        days=DAYS,
        address=_address,
    )


@bp.post("/desk/comments/assign")
@by_writer
@needs(Can.ASSIGN)
def assign_some() -> Any:
    """Take care of the chosen comments, or let go of them."""
    form = chosen_asked()
    comments = comments_called(form.id[:MOST])
    to = g.viewer if form.to is Care.ME else None
    assign(comments, to=to, by=g.viewer)
    _say(len(comments), to is not None)
    return _back(form.next)


@bp.post("/desk/comments/chosen")
@by_writer
@needs(Can.DISPOSE)
@reads_only
def chosen() -> Any:
    """Lead to one answer for the chosen comments; as duplicates, where it was said of what."""
    form = chosen_asked()
    if not form.id:
        _say(0, False)
        return _back(form.next)
    more = {"outcome": Outcome.DUPLICATE, "duplicate_of": form.duplicate_of} if form.duplicate_of else {}
    return redirect(url_for("discussion.answer_several", id=form.id[:MOST], next=form.next, **more), 303)


def _say(n: int, mine: bool) -> None:
    if not n:
        flash(_("Tick the comments first."), "error")
    elif mine:
        flash(ngettext("You take care of it.", "You take care of %(num)s comments.", n))
    else:
        flash(
            ngettext(
                "Nobody in particular takes care of it.",
                "Nobody in particular takes care of these %(num)s.",
                n,
            )
        )


def _back(path: Any) -> Any:
    return redirect(local_path(path) or url_for("discussion.queue"), 303)


def _address(**changes: Any) -> str:
    """The queue's address with some of what it asks for changed: a value, or None to leave it out. Always its first page."""
    kept: dict[str, Sequence[str]] = {
        name: text for name, text in request.args.items() if text and name != "cursor"
    }
    given = {name: value for name, value in {**kept, **changes}.items() if value is not None}
    return url_for("discussion.queue", **given)
