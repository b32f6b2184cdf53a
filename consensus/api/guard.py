"""What stands before every call: writes need a token and have a limit; every refusal is told as a program reads it.

Who is asking is known already: under ``/api/`` only a bearer token says so, never a session.
"""

import math
import time
from typing import Any

from flask import Flask, Response, current_app, g, request
from limits import parse
from werkzeug.exceptions import TooManyRequests

from ..kit.db import fresh_look
from ..kit.errors import NeedsSignIn, Refusal
from ..kit.web import errors
from ..kit.web.limits import limiter, whose
from ..kit.web.transactions import SAFE
from .idempotency import answer_again

WRITES = parse("60/minute")


def init_app(app: Flask) -> None:
    """Bind what happens before and after each call."""
    app.register_error_handler(Refusal, on_refusal)
    app.before_request(before_writing)
    app.after_request(say_how_to_sign_in)
    app.after_request(keep_apart)


def before_writing() -> Response | None:
    """Ask for a token, count the write, and answer a repeated one from what is kept. Raises NeedsSignIn."""
    if not errors.is_api() or request.method in SAFE or request.url_rule is None:
        return None
    if g.viewer is None:
        raise NeedsSignIn
    _count()
    return answer_again()


def on_refusal(error: Refusal) -> Any:
    """A refusal; for programs with its reasons, and with the first answer where a twin of this request was faster."""
    if errors.is_api():
        again = _answer_of_a_twin()
        if again is not None:
            return again
        if error.status == 409:
            error.details.setdefault("reasons", [str(error.sentence)])
    return errors.on_refusal(error)


def say_how_to_sign_in(response: Response) -> Response:
    """401 names the scheme, as HTTP wants."""
    if response.status_code == 401 and errors.is_api():
        bad = "Authorization" in request.headers
        response.headers["WWW-Authenticate"] = 'Bearer realm="consensus"' + (
            ', error="invalid_token"' if bad else ""
        )
    return response


def keep_apart(response: Response) -> Response:
    """What is answered to a signed-in browser stays with it, although its session says nothing here."""
    if errors.is_api() and current_app.config["SESSION_COOKIE_NAME"] in request.cookies:
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def _count() -> None:
    if not current_app.config["RATELIMIT_ENABLED"] or limiter.limiter.hit(WRITES, whose(), "api"):
        return
    ends = limiter.limiter.get_window_stats(WRITES, whose(), "api").reset_time
    raise TooManyRequests(retry_after=max(1, math.ceil(ends - time.time())))


def _answer_of_a_twin() -> Response | None:
    fresh_look()
    try:
        return answer_again()
    except Refusal:
        return None
