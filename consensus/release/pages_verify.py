"""The program with which strangers check the record."""

from flask import Flask

from .views.verifying import bp


def bring_in(app: Flask) -> None:
    """Bind all of it."""
    app.register_blueprint(bp)
