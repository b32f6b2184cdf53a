"""What voting brings for people: pages, words for templates, where its things stand, what is due, and the entrance of objections."""

from typing import Any

from flask import Flask

from ..discussion.entrance import objections_go_through
from ..discussion.models import Comment
from ..discussion.places import OnClause
from ..kit.places import PLACES, place
from ..kit.turns import turn
from . import titles
from .actions import Said, take_position
from .counting import Choice
from .mapped import keep_maps, keep_surges
from .news import declare_news
from .views import bp

ADDRESSES = {
    "position": "/positions/{}", "call": "/calls/{}/", "challenge": "/challenges/{}/", "last-call": "/last-calls/{}",
}  # fmt: skip


def bring_in(app: Flask) -> None:
    """Bind all of it."""
    app.jinja_env.filters.update(
        choice_title=titles.choice_title, status_title=titles.status_title, continent_title=titles.continent_title,
        place_title=titles.place_title, recount_title=titles.rule_title,
    )  # fmt: skip
    for kind, pattern in ADDRESSES.items():
        place(kind, pattern.format, words=PLACES[kind].words)
    objections_go_through(object_to)
    turn("opinions", keep_maps)
    turn("surges", keep_surges)
    declare_news()
    app.register_blueprint(bp)


def object_to(place: OnClause, *, text: Any, by: Any, **given: Any) -> Comment:
    """An objection that came in as something said: a position, whose reason it is. ``given``: as for ``add_comment``."""
    said = Said(reason=text, **{name: value for name, value in given.items() if name in SAID})
    taken = take_position(place.draft, place.row, choice=Choice.OBJECT, by=by, said=said)
    assert taken.comment is not None
    return taken.comment


SAID = ("quote", "parent", "nonce", "language", "edits", "finished")
