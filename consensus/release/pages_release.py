"""The pages of the path to stable."""

from importlib import import_module

from flask import Flask

from ..kit.places import PLACES, place
from . import page_titles, titles
from .views.doors import bp

ROOMS = ("release", "judging", "release_desk", "rows")


def bring_in(app: Flask) -> None:
    """Bind all of it: doors, words for templates, where criteria and the plan have their pages."""
    for room in ROOMS:
        import_module(f".views.{room}", __package__)
    app.jinja_env.filters.update(
        criterion_state=page_titles.criterion_state, gate_step_title=page_titles.gate_step_title,
        gate_who_title=page_titles.gate_who_title, gate_figure=page_titles.gate_figure,
        gate_told=page_titles.gate_told, gate_rows_title=page_titles.gate_rows_title,
        target_title=titles.target_title,
    )  # fmt: skip
    place("gate", lambda name: "/release/", words=PLACES["gate"].words)
    place("release", lambda name: "/release/#planned", words=PLACES["release"].words)
    app.register_blueprint(bp)
