"""CSRF protection on every write that carries a session; programs with a token of their own carry none."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect

P = ParamSpec("P")
R = TypeVar("R")

protect = CSRFProtect()


def init_app(app: Flask) -> None:
    """Check the token of every unsafe request, unless it authenticates by a bearer token and has no session.

    A request that leads to no view stores nothing: it is told that, 404 or 405. Neither does it ask where the address
    itself is the secret, see :func:`opened_by_secret`.
    """
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protect.init_app(app)

    @app.before_request
    def check() -> None:
        if request.url_rule is None or request.path.startswith("/api/"):
            return
        if getattr(app.view_functions[request.url_rule.endpoint], "opened_by_secret", False):
            return
        if app.config.get("WTF_CSRF_ENABLED", True):
            protect.protect()


def opened_by_secret(view: Callable[P, R]) -> Callable[P, R]:
    """Say of a write that whoever knows its address may do it, also a program without cookies: no token is asked for."""
    view.opened_by_secret = True  # type: ignore[attr-defined]
    return view
