"""What operators and machines ask: is it alive, is it ready, how much; robots, site map, security contact."""

from flask import Blueprint, Response, current_app, render_template
from sqlalchemy import text

from ..drafts.queries import drafts_published
from ..kit.db import db
from ..kit.permissions import open_to_all
from ..kit.web.addresses import base_url
from ..kit.web.cache import public
from ..ledger.queries import head
from .content import pages

bp = Blueprint("operations", __name__)


@bp.get("/healthz")
@open_to_all
def health() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@open_to_all
def ready() -> Response:
    """The database answers as well and is migrated."""
    db.session.execute(text("SELECT n FROM ledger_head"))
    return Response("ready\n", mimetype="text/plain")


@bp.get("/metrics")
@open_to_all
def metrics() -> Response:
    """Figures for monitoring, in the text format of Prometheus."""
    n, _hash = head()
    drafts = len(drafts_published())
    lines = (
        "# HELP consensus_ledger_entries Entries on the public record.",
        "# TYPE consensus_ledger_entries counter",
        f"consensus_ledger_entries {n}",
        "# HELP consensus_drafts_published Drafts ever published.",
        "# TYPE consensus_drafts_published gauge",
        f"consensus_drafts_published {drafts}",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain; version=0.0.4")


@bp.get("/robots.txt")
@open_to_all
@public
def robots() -> Response:
    """What crawlers may read: everything public, but not every search there could be."""
    closed = [f"Disallow: {path}" for path in ("/account/", "/desk/", "/search/?", "/search/suggest")]
    lines = ("User-agent: *", *closed, f"Sitemap: {base_url()}/sitemap.xml")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@bp.get("/sitemap.xml")
@open_to_all
@public
def sitemap() -> Response:
    """Pages worth finding."""
    paths = [
        "/",
        "/drafts/",
        "/systems/",
        "/roadshow/",
        "/roadshow/calendar/",
        "/search/",
        "/archive/",
        "/release/",
    ]
    paths += [f"/drafts/{draft.version}/" for draft in drafts_published()]
    paths += [f"/pages/{page.slug}/" for page in pages()]
    body = render_template("pages/sitemap.xml", addresses=[base_url() + path for path in paths])
    return Response(body, mimetype="application/xml")


@bp.get("/.well-known/security.txt")
@open_to_all
def security() -> Response:
    """Where to report a weakness."""
    lines = (
        f"Contact: mailto:{current_app.config['MAIL_FROM']}",
        "Expires: 2027-12-31T00:00:00Z",
        "Preferred-Languages: en",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
