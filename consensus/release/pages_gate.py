"""The path to stable as data, and what keeps its numbers on record."""

from flask import Flask

from ..kit.turns import turn
from .gate_due import count_gates
from .views.data import bp


def bring_in(app: Flask) -> None:
    """Bind all of it."""
    app.register_blueprint(bp)
    turn("gates", count_gates)
