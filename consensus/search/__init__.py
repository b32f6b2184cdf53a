"""How to find: knows no feature; features tell it what can be found, and how it becomes documents."""

from flask import Flask

from ..kit.turns import turn
from .document import EVERYBODY, MODERATORS, Document
from .registry import reaches, resolves, searchable

__all__ = ["EVERYBODY", "MODERATORS", "Document", "init_app", "reaches", "resolves", "searchable"]


def init_app(app: Flask) -> None:
    """Keep the index open for this application, and in step with the record by a turn of the follower."""
    from . import following, opened  # late: wiring

    app.extensions[opened.NAME] = opened.Opened()
    app.extensions[following.NAME] = following.Following()
    turn("search", following.turn, apart=True)
