"""Pages that put features together, for people."""

from flask import Flask

from ..drafts.printing import blocks, footnotes, runs
from ..kit.permissions import declare
from .rules import RULES


def init_app(app: Flask) -> None:
    """Bring in the pages and the filters their templates use."""
    from . import (  # late: wiring
        calendar,
        comparing,
        content,
        desk,
        home,
        language,
        operations,
        reading,
        searching,
    )
    from . import documents as documents  # late: wiring

    declare(RULES)
    app.jinja_env.filters.update(blocks=blocks, footnotes=footnotes, runs=runs)
    for module in (home, reading, comparing, content, calendar, desk, language, operations, searching):
        app.register_blueprint(module.bp)
