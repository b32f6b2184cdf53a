"""Whole addresses, for mail, feeds and commands: from ``CONSENSUS_PUBLIC_URL``, else the address that was
asked for.

Set it wherever the site can be reached under a name of its own: without it, a link in a mail carries the host
that the request named.
"""

import os
from typing import Any

from flask import current_app, has_request_context, request


def base_url() -> str:
    """``https://host`` without a slash at its end; for commands, where ``serve`` listens by default."""
    given = str(current_app.config["PUBLIC_URL"])
    if given:
        return given.rstrip("/")
    if has_request_context():
        return request.host_url.rstrip("/")
    host = os.environ.get("HOST") or "127.0.0.1"
    return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{os.environ.get('PORT') or '8000'}"


def address_of(endpoint: str, /, *, base: str | None = None, **arguments: Any) -> str:
    """The whole address of a view, inside a request or outside of one, under another base where one is given."""
    path = current_app.url_map.bind("localhost").build(endpoint, arguments)
    return f"{(base or base_url()).rstrip('/')}{path}"
