"""The feeds, and the page that lists them."""

import hashlib

from flask import Blueprint, Response, current_app, render_template, request
from flask_babel import gettext as _

from ..drafts.queries import clause_named, draft_named, drafts_published
from ..kit.permissions import open_to_all
from ..kit.web.cache import public
from ..roadshow.queries import stop_named
from ..search.asked import asked_in
from ..systems.queries.registry import system_named
from .atom import feed_answer
from .entries import (
    of_clause,
    of_draft,
    of_drafts,
    of_endorsements,
    of_search,
    of_stop,
    of_stops,
    of_system,
    of_the_record,
)

bp = Blueprint("feeds", __name__, url_prefix="/feeds")


@bp.get("/")
@open_to_all
@public
def index() -> str:
    """Every feed there is."""
    feeds = [
        ("/feeds/all.atom", _("Everything"), _("each entry of the public record.")),
        ("/feeds/drafts.atom", _("Drafts"), _("each draft that is published, withdrawn or sealed.")),
        (
            "/feeds/stops.atom",
            _("Roadshow"),
            _("each stop that is planned, moved, cancelled, opened or closed."),
        ),
        (
            "/feeds/endorsements.atom",
            _("Endorsements"),
            _("each endorsement of a draft that is made, confirmed, challenged, withdrawn or lapses."),
        ),
    ]
    versions = [draft.version for draft in reversed(drafts_published())]
    return render_template("feeds/index.html", feeds=feeds, drafts=versions)


@bp.get("/all.atom")
@open_to_all
@public
def everything() -> Response:
    """The public record."""
    title = _("%(site)s: everything", site=current_app.config["SITE_NAME"])
    return feed_answer(
        "all", of_the_record(), title=title, subtitle=_("Each entry of the public record"), path="/ledger/"
    )


@bp.get("/drafts.atom")
@open_to_all
@public
def drafts() -> Response:
    """Publications."""
    title = _("%(site)s: drafts", site=current_app.config["SITE_NAME"])
    return feed_answer(
        "drafts", of_drafts(), title=title, subtitle=_("Each draft, when it is published"), path="/drafts/"
    )


@bp.get("/drafts/<version>.atom")
@open_to_all
@public
def draft(version: str) -> Response:
    """What happens to one draft."""
    found = draft_named(version)
    title = _("%(title)s, draft %(version)s", title=found.title, version=found.version)
    path = f"/drafts/{found.version}/"
    return feed_answer(
        f"draft.{found.version}", of_draft(found), title=title, subtitle=found.summary, path=path
    )


@bp.get("/clauses/<key>.atom")
@open_to_all
@public
def clause(key: str) -> Response:
    """A clause, from draft to draft."""
    found = clause_named(key)
    title = _("Clause “%(key)s”", key=found.key)
    subtitle = _("Its words in every draft, and what is said about it")
    return feed_answer(
        f"clause.{found.key}", of_clause(found), title=title, subtitle=subtitle, path=f"/clauses/{found.key}/"
    )


@bp.get("/systems/<slug>.atom")
@open_to_all
@public
def system(slug: str) -> Response:
    """A system: its reviews, what comes out of them, and who agrees."""
    found = system_named(slug)
    title = _("%(system)s: assessments", system=found.name)
    subtitle = _("Reviews of this system, what comes out of them, and what people say of that")
    return feed_answer(
        f"system.{found.slug}",
        of_system(found),
        title=title,
        subtitle=subtitle,
        path=f"/systems/{found.slug}/",
    )


@bp.get("/stops.atom")
@open_to_all
@public
def stops() -> Response:
    """The roadshow."""
    title = _("%(site)s: roadshow", site=current_app.config["SITE_NAME"])
    subtitle = _("Each stop, when it is planned, moved, cancelled, opened or closed")
    return feed_answer("stops", of_stops(), title=title, subtitle=subtitle, path="/roadshow/")


@bp.get("/endorsements.atom")
@open_to_all
@public
def endorsements() -> Response:
    """Who endorses drafts."""
    title = _("%(site)s: endorsements", site=current_app.config["SITE_NAME"])
    subtitle = _("Each endorsement of a draft, when it is made, confirmed, challenged, withdrawn or lapses")
    return feed_answer(
        "endorsements", of_endorsements(), title=title, subtitle=subtitle, path="/endorsements/"
    )


@bp.get("/stops/<slug>.atom")
@open_to_all
@public
def stop(slug: str) -> Response:
    """A stop: what becomes of it, and of its sittings."""
    found = stop_named(slug)
    title, subtitle = (
        _("Roadshow: %(stop)s", stop=found.title),
        _("What becomes of this stop, and of its sittings"),
    )
    path = f"/roadshow/{found.slug}/"
    return feed_answer(f"stop.{found.slug}", of_stop(found), title=title, subtitle=subtitle, path=path)


@bp.get("/search.atom")
@open_to_all
def search() -> Response:
    """What is said anew that a search finds."""
    asked = asked_in(request.args)
    title = _("Search: %(words)s", words=asked.text or _("everything"))
    subtitle = _("What is found by this search, the newest first")
    query = asked.ordered("relevance").query()
    name = "search." + hashlib.sha256(query.encode()).hexdigest()[:32]
    return feed_answer(
        name, of_search(asked), title=title, subtitle=subtitle, path="/search/" + query, query=query
    )
