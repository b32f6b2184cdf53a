"""The pages of the board: reading the bundle, signing it, its paper."""

from flask import Flask

from .views import paper as paper
from .views import seals as seals
from .views import signing as signing
from .views.board_doors import bp


def bring_in(app: Flask) -> None:
    """Bind all of it."""
    app.register_blueprint(bp)
