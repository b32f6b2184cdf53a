"""What a feed is made of, and how it is written. Ids stay the same wherever the site is reached from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from flask import Response, render_template, request
from markupsafe import Markup

from ..kit.web.addresses import base_url
from ..ledger.queries import entry

MOST = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing that happened. ``path`` leads to its page; ``html``, when given, stands in place of the summary."""

    id: str
    title: str
    path: str
    updated: datetime
    author: str
    summary: str
    html: Markup | None = None


def feed_answer(
    name: str, entries: Sequence[FeedEntry], *, title: Any, subtitle: Any, path: str, query: str = ""
) -> Response:
    """A whole feed. ``name`` is what its id is made of; ``path`` leads to the page that says the same; ``query``: of its own address."""
    feed = {
        "id": urn("feed", name),
        "title": clean(title),
        "subtitle": clean(subtitle),
        "address": base_url() + request.path + query,
        "page": base_url() + path,
        "updated": max((each.updated for each in entries), default=NEVER),
    }
    body = render_template("feeds/feed.xml", feed=feed, entries=[_printable(each) for each in entries])
    return Response(body, mimetype="application/atom+xml")


def urn(*names: str) -> str:
    """A lasting id, the same under every address, another on every installation: it is told by its first entry."""
    first = entry(1)
    site = first.hash[:16] if first else "new"
    return ":".join(["urn", "consensus", site, *(quote(name, safe=".-_") for name in names)])


def clean(text: Any) -> str:
    """A text without what XML cannot hold."""
    return _ILLEGAL.sub("", str(text))


def _printable(each: FeedEntry) -> dict[str, Any]:
    return {
        "id": clean(each.id),
        "title": clean(each.title),
        "address": clean(base_url() + each.path),
        "updated": each.updated,
        "author": clean(each.author),
        "summary": clean(each.summary),
        "html": clean(each.html) if each.html is not None else None,
    }
