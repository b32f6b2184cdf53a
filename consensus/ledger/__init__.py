"""What happened: every public act, numbered and chained, so that it cannot be altered quietly."""

from flask import Flask

from . import models as models
from .actions import record
from .actors import CLI, FOLLOWER, RULE, SETUP, Actor, System
from .verbs import declare_verbs

__all__ = ["CLI", "FOLLOWER", "RULE", "SETUP", "Actor", "System", "declare_verbs", "init_app", "record"]


def init_app(app: Flask) -> None:
    """Bring in the ledger's pages."""
    from .views import bp  # late: wiring

    app.register_blueprint(bp)
