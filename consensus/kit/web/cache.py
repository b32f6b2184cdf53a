"""Finished public pages, answered before Flask: keyed by address, language and revision; one render for many readers.

An anonymous page holds no byte of a visitor (a house test looks), so that one copy serves all. A page is kept when
its view says ``public``; it is found again as long as ``revision_of(path)`` answers the same. Every GET, cached or
not, carries an ETag.
"""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, g, request, session
from werkzeug.http import parse_cookie

from ..clock import now
from .i18n import COOKIE, choose_language

MOST_BYTES = 64 * 1024 * 1024
LARGEST = 4 * 1024 * 1024
WRAPPING = 2048
PERSONAL = ("session", "remember_token")
KEEP = "consensus.keep"

Kept = tuple[str, list[tuple[str, str]], bytes, str]
RevisionOf = Callable[..., str | None]
REVISIONS: dict[str, tuple[re.Pattern[str], RevisionOf]] = {}


def revision_by_path(name: str, pattern: str, how: RevisionOf) -> None:
    """Declare that pages whose whole path fits a pattern are known by a revision of their own, not by the site's.

    ``how`` takes the pattern's named groups and gives the revision; None: such a page is not kept. Declaring a name
    again replaces it.
    """
    REVISIONS[name] = (re.compile(pattern), how)


def own_revision(path: str) -> tuple[bool, str | None]:
    """Whether a page has a revision of its own, and which. It may ask the database."""
    for pattern, how in REVISIONS.values():
        found = pattern.fullmatch(path)
        if found is not None:
            return True, how(**found.groupdict())
    return False, None


class PageCache:
    """A WSGI layer in front of the application."""

    def __init__(self, inner: Any, *, config: Any, revision_of: Callable[[str], str | None]) -> None:
        self.inner, self.config, self.revision_of = inner, config, revision_of
        self.pages: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()
        self.flights: dict[tuple[str, ...], threading.Lock] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer from what is kept, or let the application answer and keep it."""
        revision = self.revision_of(environ.get("PATH_INFO", "")) if _is_anonymous_read(environ) else None
        if revision is None:
            return self.inner(environ, start_response)  # type: ignore[no-any-return]
        key = self._key(environ, revision)
        kept = self._find(key)
        if kept is None:
            with self.lock:
                flight = self.flights.setdefault(key, threading.Lock())
            with flight:
                kept = self._find(key)
                if kept is None:
                    return self._render(key, environ, start_response)
        return _answer(kept, environ, start_response)

    def _key(self, environ: dict[str, Any], revision: str) -> tuple[str, ...]:
        language = choose_language(
            self.config, _cookies(environ).get(COOKIE), environ.get("HTTP_ACCEPT_LANGUAGE")
        )
        host = environ.get("wsgi.url_scheme", "") + "//" + environ.get("HTTP_HOST", "")
        minute = str(int(now().timestamp()) // 60)
        path = environ.get("PATH_INFO", "")
        return (path, environ.get("QUERY_STRING", ""), host, language, revision, minute)

    def _find(self, key: tuple[str, ...]) -> Kept | None:
        with self.lock:
            kept = self.pages.get(key)
            if kept is not None:
                self.pages.move_to_end(key)
            return kept

    def _render(self, key: tuple[str, ...], environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        said: list[Any] = []

        def hear(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], None]:
            said[:] = [status, headers, exc_info]
            return lambda data: None

        try:
            chunks = self.inner(environ, hear)
            status, headers, exc_info = said
            start_response(status, headers, exc_info) if exc_info else start_response(status, headers)
            if not environ.get(KEEP):
                return chunks  # type: ignore[no-any-return]
            body = b"".join(chunks)
            if hasattr(chunks, "close"):
                chunks.close()
            if environ["REQUEST_METHOD"] == "GET":
                self._keep(key, status, headers, body)
            return [body]
        finally:
            with self.lock:
                self.flights.pop(key, None)

    def _keep(self, key: tuple[str, ...], status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        said = {name.lower(): value for name, value in headers}
        if not status.startswith("200") or len(body) > LARGEST or "set-cookie" in said:
            return
        with self.lock:
            before = self.pages.pop(key, None)
            self.size -= _size(key, before) if before else 0
            kept = self.pages[key] = (status, headers, body, said.get("etag", ""))
            self.size += _size(key, kept)
            while self.size > MOST_BYTES:
                self.size -= _size(*self.pages.popitem(last=False))


def _size(key: tuple[str, ...], kept: Kept) -> int:
    """What a page weighs: its words, and the address it was asked for, which a visitor can make long."""
    return len(kept[2]) + sum(map(len, key)) + WRAPPING


def _cookies(environ: dict[str, Any]) -> Any:
    """The cookies of a request as its view will read them: of two with one name the first counts."""
    return parse_cookie(environ.get("HTTP_COOKIE"))


def _is_anonymous_read(environ: dict[str, Any]) -> bool:
    if environ.get("REQUEST_METHOD") not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return False
    return _cookies(environ).keys().isdisjoint(PERSONAL) and "HTTP_RANGE" not in environ


def _answer(kept: Kept, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    status, headers, body, etag = kept
    wanted = environ.get("HTTP_IF_NONE_MATCH", "")
    if etag and etag in [tag.strip().removeprefix("W/") for tag in wanted.split(",")]:
        start_response(
            "304 Not Modified", [(n, v) for n, v in headers if n.lower() not in ("content-length",)]
        )
        return []
    start_response(status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say of a view that its page, seen by nobody in particular, may be kept for others."""
    view.public = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """ETag on every GET; the mark that lets the cache keep a page."""

    @app.after_request
    def conditional(response: Response) -> Any:
        if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.is_streamed:
            return response
        view = app.view_functions.get(request.endpoint or "")
        nobody = g.get("viewer") is None and not session.modified and "Set-Cookie" not in response.headers
        if nobody and getattr(view, "public", False):
            response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
            request.environ[KEEP] = True
        response.vary.update(["Cookie", "Accept-Language"])
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if not response.get_etag()[0]:
            response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
        return response.make_conditional(request)
