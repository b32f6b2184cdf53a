"""Doors to the inbox, to what one watches, and out of all mail."""

from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ..accounts.signing_in import local_path
from ..kit.permissions import can, needs, open_to_all
from ..kit.places import url_of
from ..kit.refs import Ref, parse
from ..kit.web.cache import public
from ..kit.web.csrf import opened_by_secret
from ..kit.web.errors import shown_by
from ..kit.web.limits import limiter
from . import actions, queries
from .forms import PaceForm, SeenForm, WatchForm
from .news import news_of, title_of
from .queries import Watched, thing_at
from .registry import titles_of
from .rules import Can

bp = Blueprint("following", __name__)
by_account = limiter.shared_limit("60 per minute", scope="following")


@bp.after_request
def keep_to_themselves(answer: Response) -> Response:
    """Pages about one's own news are kept nowhere, and tell no other site where they are: links hold secrets."""
    if request.path.startswith(("/account/", "/unsubscribe/")):
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@bp.get("/account/inbox/")
@needs(Can.READ)
def inbox() -> str:
    """What was put before one, the newest first."""
    cursor = request.args.get("cursor")
    page = queries.inbox_page(g.viewer, cursor=cursor)
    unseen = not cursor and queries.unseen_of(g.viewer)
    return render_template(
        "following/inbox.html",
        news=news_of(page.items),
        next=page.next,
        deeper=bool(cursor),
        upto=page.items[0].id if unseen else None,
    )


@bp.post("/account/inbox/")
@by_account
@needs(Can.READ)
def see() -> Any:
    """Mark as seen what the page showed, and all before it."""
    actions.see_all(g.viewer, upto=SeenForm.read().upto)
    return redirect(url_for("following.inbox"), 303)


@bp.get("/account/mail/")
@needs(Can.READ)
def mail() -> str:
    """How often one is written to, and what one watches."""
    cursor = request.args.get("cursor")
    page = queries.watches_page(g.viewer, cursor=cursor)
    titles = titles_of(parse(each.ref) for each in page.items)
    return render_template(
        "following/mail.html",
        writes=can(g.viewer, Can.SET_MAIL),
        pace=queries.pace_of(g.viewer),
        watched=[(each.ref, title_of(each.ref, titles), url_of(each.ref), each.at) for each in page.items],
        next=page.next,
        deeper=bool(cursor),
    )


@bp.post("/account/mail/")
@by_account
@needs(Can.SET_MAIL)
def set_mail() -> Any:
    """Say how often one is written to."""
    actions.set_pace(g.viewer, pace=PaceForm.read().pace)
    flash(_("Stored."))
    return redirect(url_for("following.mail"), 303)


@bp.get("/watching/<ref:thing>")
@open_to_all
@public
def thing(thing: Ref) -> str:
    """To watch a thing: the button, or how to come to it."""
    found = thing_at(thing)
    return render_template(
        "following/thing.html",
        thing=found,
        url=url_of(found.ref),
        watching=queries.watches(g.viewer, found.ref),
    )


@bp.post("/watching/<ref:thing>")
@by_account
@needs(Can.WATCH, on=thing_at)
def begin(thing: Watched) -> Any:
    """Watch a thing."""
    actions.watch(thing.ref, by=g.viewer)
    flash(_("You watch “%(title)s” now.", title=thing.title))
    return _back_to(thing.ref)


@bp.post("/watching/<ref:thing>/end")
@by_account
@needs(Can.WATCH, on=lambda thing: thing)
@shown_by("following.thing")
def end(thing: Ref) -> Any:
    """Watch a thing no longer, also one that is gone."""
    actions.unwatch(thing, by=g.viewer)
    flash(_("You are no longer told of it."))
    return _back_to(thing)


@bp.get("/unsubscribe/<secret>")
@open_to_all
def unsubscribe_page(secret: str) -> str:
    """The link at the end of a mail: a page with one button, since programs follow links too."""
    queries.setting_of_key(secret)
    return render_template("following/unsubscribe.html")


@bp.post("/unsubscribe/<secret>")
@opened_by_secret
@open_to_all
def unsubscribe(secret: str) -> str:
    """End all mail to whom the link belongs, by the button or by a mail program's one click (RFC 8058)."""
    actions.unsubscribe(secret)
    return render_template("following/unsubscribed.html")


def _back_to(thing: Ref) -> Any:
    return redirect(local_path(WatchForm.read().next) or url_of(thing) or url_for("following.mail"), 303)
