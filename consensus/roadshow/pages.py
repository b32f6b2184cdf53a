"""What the roadshow brings for people: pages, words for templates, where its things stand."""

from flask import Flask

from ..accounts.names import language_names
from ..kit.places import PLACES, place
from . import titles
from .codes import spaced
from .rooms_shown import figures_view
from .views import bp

ADDRESSES = {"stop": "/roadshow/{}/"}


def bring_in(app: Flask) -> None:
    """Bind all of it."""
    app.jinja_env.filters.update(
        stop_state_title=titles.stop_state_title, task_title=titles.task_title,
        note_state_title=titles.note_state_title, sitting_state_title=titles.sitting_state_title,
        sitting_title=titles.sitting_title, code_spaced=spaced, figures_view=figures_view,
        language_title=lambda code: language_names([code]),
    )  # fmt: skip
    for kind, pattern in ADDRESSES.items():
        place(kind, pattern.format, words=PLACES[kind].words)
    place("sitting", lambda name: f"/roadshow/{name.partition('/')[0]}/", words=PLACES["sitting"].words)
    app.register_blueprint(bp)
