"""Atom feeds: the public record, the drafts, one draft, one clause, one system, the roadshow, one stop, one search."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring in the feeds."""
    from .views import bp  # late: wiring

    app.register_blueprint(bp)
