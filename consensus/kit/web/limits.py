"""Rate limits: flask-limiter, switched by ``CONSENSUS_LIMITS``, kept in memory or in Redis."""

import math
import time

from flask import Flask, Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from .forms import json_sent, tidy_text


def whose() -> str:
    """Writes are limited per account or guest; where nobody is signed in, per address."""
    viewer = g.get("viewer")
    return f"who:{viewer.id}" if viewer is not None else f"address:{get_remote_address()}"


def address_and_name() -> str:
    """Sign-in is limited per address and name tried: a room behind one address is not locked out by one of it."""
    return f"{get_remote_address()}|{name_tried()}"


def name_tried() -> str:
    """The mail address of a form, or of JSON, read as the form reads it: no sign that is dropped there makes another."""
    sent = json_sent() if request.is_json else request.form
    return tidy_text(str((sent or {}).get("email") or "")).strip().lower()[:254]


limiter = Limiter(key_func=whose, headers_enabled=False)


def init_app(app: Flask) -> None:
    """Bind the limiter."""
    app.config["RATELIMIT_ENABLED"] = app.config["LIMITS"] == "on"
    app.config["RATELIMIT_STORAGE_URI"] = app.config["REDIS_URL"] or "memory://"
    app.config["RATELIMIT_STRATEGY"] = "moving-window"
    limiter.init_app(app)

    @app.after_request
    def retry_after(response: Response) -> Response:
        said = "Retry-After" in response.headers
        if response.status_code == 429 and limiter.current_limit is not None and not said:
            seconds = math.ceil(limiter.current_limit.reset_at - time.time())
            response.headers["Retry-After"] = str(max(seconds, 1))
        return response
