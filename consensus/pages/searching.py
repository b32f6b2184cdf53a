"""Searching everything that was said: the page, and what helps while one types."""

from typing import Any

from flask import Blueprint, Response, g, jsonify, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..kit.permissions import can, open_to_all
from ..kit.text.words import excerpt
from ..moderation.rules import Can as Moderating
from ..search.asked import SORTS, Asked, asked_in
from ..search.queries import complete, find
from ..search.registry import EVERYBODY, MODERATORS
from ..search.titles import kind_title
from .found import Known, address_of, chosen_views, facet_views, result_views

bp = Blueprint("searching", __name__, url_prefix="/search")
LIMIT = 20
EVERYTHING = Asked(fields=(("after", "1970"),))
WORDS, HITS = 5, 4  # what is offered while one types: words to ask for, things to go to
FEWEST = 2  # signs before anything is offered
MOST_TYPED, MOST_TITLE = 200, 90


def audience() -> str:
    """Whom the search answers: moderators find what is folded, too."""
    return MODERATORS if can(g.viewer, Moderating.SEE_QUEUE) else EVERYBODY


@bp.get("/")
@open_to_all
def index() -> str:
    """What was found, and what it can be narrowed to; without a question, how to ask."""
    asked, cursor = asked_in(request.args), request.args.get("cursor") or None
    question = (EVERYTHING if asked.is_empty else asked).question
    limit = 1 if asked.is_empty else LIMIT
    found = find(question, audience=audience(), sort=asked.sort, cursor=cursor, limit=limit)
    known = Known(found, asked.values("clause"))
    return render_template(
        "pages/search.html",
        asked=asked,
        found=found,
        results=result_views(found.items, known),
        facets=facet_views(found, asked, known),
        chosen=chosen_views(asked, known),
        sorts=SORTS,
        deeper=bool(cursor),
        feed=url_for("feeds.search") + asked.ordered("relevance").query(),
    )


@bp.get("/suggest")
@open_to_all
def suggest() -> Response:
    """What one may mean while one types, for the box: questions to ask, and things to go to at once."""
    typed = request.args.get("q", "")[:MOST_TYPED].strip()
    items = _questions(typed) + _things(typed) if len(typed) >= FEWEST else []
    said = ngettext("One suggestion", "%(num)s suggestions", len(items)) if items else _("No suggestions")
    return jsonify({"q": typed, "said": said, "items": items})


def _questions(typed: str) -> list[dict[str, Any]]:
    texts = complete(typed, audience=audience(), limit=WORDS)
    return [
        {"text": text, "url": "/search/" + Asked(text).query(), "kind": "", "language": ""} for text in texts
    ]


def _things(typed: str) -> list[dict[str, Any]]:
    found = find(Asked(typed).question, audience=audience(), limit=HITS)
    return [
        {
            "text": excerpt(each.title, most=MOST_TITLE),
            "url": address_of(each),
            "kind": kind_title(each.kind),
            "language": each.language,
        }
        for each in found.items
    ]
