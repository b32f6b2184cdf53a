"""What systems bring for people: pages, words for templates, where their things stand, what publishing a draft changes for them."""

from flask import Flask

from ..drafts.consequences import consequence
from ..kit.places import PLACES, place
from . import titles
from .laid_out import by_state, host, told_all
from .outlook import outlook_of
from .views import bp

ADDRESSES = {
    "system": "/systems/{}/", "review": "/systems/reviews/{}/", "verdict-opinion": "/systems/opinions/{}",
    "surprise": "/systems/surprises/{}",
}  # fmt: skip


def bring_in(app: Flask) -> None:
    """Bind all of it."""
    app.jinja_env.filters.update(
        verdict_title=titles.verdict_title, published_title=titles.published_title, state_title=titles.state_title,
        framework_title=titles.framework_title, kind_title=titles.kind_title, registry_title=titles.registry_title,
        availability_title=titles.availability_title, finding_title=titles.finding_title,
        freedom_title=titles.freedom_title, by_state=by_state, host=host,
        told=titles.told,
        told_all=told_all,
    )  # fmt: skip
    for kind, pattern in ADDRESSES.items():
        if kind in PLACES:
            place(kind, pattern.format, words=PLACES[kind].words)
    consequence("systems", template="systems/_consequence.html", tell=outlook_of)
    app.register_blueprint(bp)
