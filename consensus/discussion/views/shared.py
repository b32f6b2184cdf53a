"""What every form in which something is said has in common: what is typed last is the account, and nothing typed is lost."""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import uuid4

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...accounts.rooms import why_not
from ...drafts.queries import period_of
from ...kit.permissions import can, demand
from ...kit.web.jinja import moment
from ...moderation.queries import hiding_of, pause_of
from ..actions import keep_pending
from ..anchors import Quote
from ..composing import PreviewView, Ready, make_ready, post, preview_of
from ..models import Comment, CommentKind
from ..placed import place_view, row_at
from ..places import OnClause, OnPart, Place
from ..queries.counts import Counts, talk_of, talk_on_parts
from ..raised import RaisedView, raised_at
from ..rules import Can

FORM = "discussion/compose.html"


def typed() -> Mapping[str, str]:
    """What was typed: sent with this request, or handed over in its address."""
    return request.form if request.method == "POST" else request.args


def form_page(
    place: Place,
    *,
    template: str = FORM,
    preview: PreviewView | None = None,
    raised: list[RaisedView] | None = None,
    **more: Any,
) -> str:
    """A form to say something at a place: what stands there, what is said already, what was typed so far.

    ``raised``: what was said before that is like it; None where nobody asked.
    """
    given = typed()
    quote = Quote(given.get("quote", ""), given.get("prefix", ""), given.get("suffix", ""))
    view = place_view(place, quote=quote)
    room = why_not(g.viewer, place.draft)
    writes = g.viewer is None or (can(g.viewer, Can.COMMENT) and not room)
    return render_template(
        template,
        place=view,
        typed=given,
        nonce=request.form.get("nonce") or uuid4().hex,
        kinds=[
            str(kind)
            for kind in CommentKind
            if kind is not CommentKind.OBJECTION or (view.objects and view.open)
        ],
        counts=counts_at(place),
        preview=preview,
        raised=raised,
        pause=None if writes else pause_of(g.viewer),
        writes=writes,
        room=room,
        **more,
    )


def counts_at(place: Place) -> Counts:
    """How much is said at a place; of what is missing after a clause it is counted with that."""
    if isinstance(place, OnPart):
        return talk_on_parts(place.draft).get(place.part, Counts())
    row = row_at(place)
    if row is not None:
        return talk_of(place.draft).get(row.clause_id, Counts())
    return talk_on_parts(place.draft).get(None, Counts())


def what_was_raised(
    place: Place, page: Callable[[list[RaisedView]], str] | None = None, *, without: Collection[int] = ()
) -> str:
    """What was said before that is like what is typed: by itself for a script that asks for no more, else in the form.

    ``page``: the form, given that; ``without``: comments that are left out.
    """
    found = raised_at(place, request.form.get("body", ""), without=without)
    if request.form.get("only") == "raised":
        return render_template("discussion/raised.html", raised=found)
    return page(found) if page else form_page(place, raised=found)


def prepared(place: Place, *, parent: Comment | None = None) -> Ready:
    """Before the lock: what was typed at a place, made ready. Raises Forbidden for an account that may not, Invalid."""
    if g.viewer is not None:
        demand(g.viewer, Can.COMMENT)
    return make_ready(place, request.form)


def previewed(place: Place) -> PreviewView:
    """What was typed, as it will look. Raises Invalid."""
    return preview_of(prepared(place))


def said(ready: Ready, *, parent: Comment | None = None) -> Any:
    """Post what was made ready; for a stranger, keep it until they have signed in."""
    if g.viewer is None:
        return kept(ready.place, parent=parent)
    return posted(post(ready, by=g.viewer, parent=parent))


def kept(place: Place, *, parent: Comment | None = None) -> Any:
    """Keep what was typed under a secret, and lead there."""
    fields = {name: text for name, text in request.form.items() if name != "csrf_token"}
    secret = keep_pending(request.path, {"at": at(place, parent=parent), "fields": fields})
    return redirect(url_for("discussion.typed", secret=secret), 303)


def at(place: Place, *, parent: Comment | None = None) -> dict[str, Any]:
    """A place as it is kept beside what was typed there."""
    row = row_at(place)
    named = {
        "key": row.key if row and isinstance(place, OnClause) else None,
        "after": row.key if row and not isinstance(place, OnClause) else None,
        "part": place.part if isinstance(place, OnPart) else None,
        "parent": parent.id if parent else None,
    }
    return {"version": place.draft.version} | {
        name: value for name, value in named.items() if value is not None
    }


def posted(comment: Comment) -> Any:
    """Lead to what was just said, and say what happens next."""
    flash(_what_next(comment))
    return redirect(url_for("discussion.comment", id=comment.id, _anchor=f"c{comment.id}"), 303)


def _what_next(comment: Comment) -> str:
    """That it is posted, who answers, and until when; told of what comes of it is whoever watches, as the author does."""
    said = _("You are told of replies, and of the editors' answer.")
    if hiding_of(comment) is not None:
        return _(
            "Posted. Your account is new and this holds a link, so a moderator looks at it first; until then only you see it."
        )
    if comment.parent_id is not None and not comment.unanswered:
        return _("Your reply is posted. Whoever you replied to is told; you are told of replies to yours.")
    if comment.late:
        return " ".join([_("Posted, and marked as late, as this draft is no longer open."), said])
    return " ".join([_posted_as(comment), said, *_until(comment)])


def _posted_as(comment: Comment) -> str:
    if comment.stands:
        return _(
            "Your objection is posted. It stands, also in later drafts, until you let go of it. "
            "The editors answer it with a public reason; then you can agree, or sustain it."
        )
    if comment.suggests:
        return _("Your suggestion is posted. The editors take it in, or say publicly why not.")
    return _("Posted. The editors answer it with a public reason; until then it is listed as unanswered.")


def _until(comment: Comment) -> list[str]:
    period = period_of(comment.draft)
    if period is None or period.closes_at is None:
        return []
    return [_("The draft is open until %(time)s.", time=moment(period.closes_at))]
