"""JSON for programs, version 1: the same queries, forms and actions as the pages, in other clothes."""

from flask import Flask

from ..accounts.person_rows import person_rows
from ..kit.turns import turn
from . import models as models


def init_app(app: Flask) -> None:
    """Bring in the calls, their description, and what stands before each of them."""
    from . import guard, idempotency  # late: wiring
    from .views import CALLS  # late: wiring
    from .views.front import bp  # late: wiring

    for blueprint in (bp, *CALLS):
        app.register_blueprint(blueprint)
    guard.init_app(app)
    turn("api", idempotency.forget_old_answers)
    person_rows("api_answers", erase=idempotency.forget_answers_to)
