"""CSRF protection on every write that carries a session; programs with a token of their own carry none."""

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect

protect = CSRFProtect()


def init_app(app: Flask) -> None:
    """Check the token of every unsafe request, unless it authenticates by a bearer token and has no session.

    A request that leads to no view stores nothing: it is told that, 404 or 405.
    """
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protect.init_app(app)

    @app.before_request
    def check() -> None:
        if request.url_rule is None or request.path.startswith("/api/"):
            return
        if app.config.get("WTF_CSRF_ENABLED", True):
            protect.protect()
