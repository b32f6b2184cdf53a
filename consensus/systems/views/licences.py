"""Which terms are acceptable: the table that assessments use, and a question to it."""

from flask import render_template, request

from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ...kit.web.forms import tidy_text
from ..book import licence_book
from ..licences import LONGEST_NAME
from ..shelf import judged, known, shelves
from .doors import bp


@bp.get("/systems/licences/")
@open_to_all
@public
def licences() -> str:
    """The whole table; ``?licence=`` asks about one, as people write it."""
    asked = tidy_text(request.args.get("licence", "")).strip()[:LONGEST_NAME]
    found = shelves(licence_book())
    return render_template(
        "systems/licences.html",
        asked=asked,
        answers=judged(asked, book=licence_book()) if asked else {},
        shelves=found,
        known=known(found),
    )
