"""Searching everything that was said."""

from collections.abc import Mapping
from typing import Any

from flask import Response, g, request
from flask_babel import gettext as _

from ...kit.clock import rfc3339
from ...kit.errors import Invalid
from ...kit.permissions import can, open_to_all
from ...kit.web.addresses import base_url
from ...kit.web.paging import asked_limit
from ...ledger.names import names_of
from ...moderation.rules import Can as Moderating
from ...search.asked import SORTS, Asked, asked_in
from ...search.queries import Found, Result, find
from ...search.registry import EVERYBODY, MODERATORS
from ..answers import answer
from ..search_schemas import FoundSchema, SearchQuery
from ..spec import Calls, reading

LIMIT = 20
FACETS = ("kind", "draft", "clause", "outcome", "in", "language", "year")
calls = Calls("api-search", __name__, url_prefix="/api/v1", description="Everything that was said")


@calls.route("/search")
@reading(FoundSchema, query=SearchQuery)
@open_to_all
def search() -> Response:
    """What was said about something: clauses, comments, answers, systems, reviews, pages, imported messages.

    A question that cannot be read in full is answered as far as it can be; `explained` says what was left out. Moderators'
    tokens also find what is folded.
    """
    if request.args.get("sort", SORTS[0]) not in SORTS:
        raise Invalid({"sort": _("Choose one of those offered.")})
    asked = asked_in(request.args)
    audience = MODERATORS if can(g.viewer, Moderating.SEE_QUEUE) else EVERYBODY
    found = find(
        asked.question, audience=audience, sort=asked.sort, cursor=request.args.get("cursor") or None,
        limit=asked_limit(LIMIT),
    )  # fmt: skip
    return answer(_whole(found, asked))


def _whole(found: Found, asked: Asked) -> dict[str, Any]:
    names = names_of(each.author for each in found.items if each.author)
    return {
        "total": found.total,
        "items": [_item(each, names) for each in found.items],
        "next": _next(found, asked),
        "facets": {name: _counts(found, name) for name in FACETS},
        "suggestion": found.suggestion,
        "explained": list(found.explained),
    }


def _next(found: Found, asked: Asked) -> str | None:
    """The address of the next page, with the limit that was asked for."""
    if found.next is None:
        return None
    limit = f"&limit={asked_limit(LIMIT)}" if "limit" in request.args else ""
    return base_url() + request.path + asked.query(cursor=found.next) + limit


def _counts(found: Found, name: str) -> list[dict[str, Any]]:
    return [{"value": each.value, "n": each.n, "chosen": each.chosen} for each in found.facets.get(name, ())]


def _item(found: Result, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "also": list(found.also),
        "id": found.id,
        "url": base_url() + found.url,
        "title": found.title,
        "excerpt": str(found.excerpt),
        "score": found.score,
        "at": rfc3339(found.at),
        "author": {"id": found.author, "name": names.get(found.author)} if found.author else None,
        "byline": found.byline,
        "draft": found.draft,
        "drafts": list(found.drafts),
        "clause": found.clause,
        "clauses": list(found.clauses),
        "outcome": found.outcome,
        "system": found.system,
        "stop": found.stop,
        "source": found.source,
        "language": found.language,
        "hidden": found.hidden,
    }
