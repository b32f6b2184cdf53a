"""How the API answers: JSON documents, lists with the address of their next page, revisions as ETags."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Response, json, request

from ..drafts.errors import MapIsStale
from ..kit.web.addresses import base_url


def answer(data: Any, status: int = 200, *, location: str | None = None, etag: str | None = None) -> Response:
    """A JSON document, keys in the order of their builder."""
    response = Response(
        json.dumps(data, sort_keys=False, ensure_ascii=False), status, mimetype="application/json"
    )
    if location is not None:
        response.headers["Location"] = base_url() + location
    if etag is not None:
        response.set_etag(etag)
    return response


def list_answer(items: Sequence[Any], *, next: dict[str, Any] | None) -> Response:
    """A list, whole or one page of it. ``next`` are the query arguments that differ on the next page; None: the end."""
    return answer({"items": list(items), "next": _address_with(next) if next else None})


def demand_match(etag: str) -> None:
    """Raise MapIsStale when the request names, in ``If-Match``, revisions of which none is the present one."""
    if (
        "If-Match" in request.headers
        and not request.if_match.star_tag
        and etag not in request.if_match.as_set()
    ):
        raise MapIsStale


def _address_with(changed: dict[str, Any]) -> str:
    arguments = {name: value for name, value in request.args.items() if name not in changed}
    return f"{base_url()}{request.path}?{urlencode(arguments | changed)}"
