"""The public log: what is folded, under which rule, and why."""

from flask import Blueprint, render_template, request

from ..kit.permissions import open_to_all
from ..kit.places import url_of, words_of
from ..kit.web.cache import public
from ..ledger.names import names_of
from . import queries

bp = Blueprint("moderation", __name__, url_prefix="/moderation")


@bp.get("/")
@open_to_all
@public
def log() -> str:
    """Everything that is folded now, the newest first."""
    cursor = request.args.get("cursor")
    page = queries.hidings(cursor=cursor)
    names = names_of(hiding.by for hiding in page.items)
    told = {"page": page, "names": names, "deeper": bool(cursor), "url_of": url_of, "words_of": words_of}
    return render_template("moderation/log.html", **told)
