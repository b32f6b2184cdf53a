"""What is folded, why, and who may appeal. Features declare what can be hidden; nothing is ever erased here."""

from flask import Flask

from ..accounts.person_rows import person_rows
from . import models as models
from .registry import hideable

__all__ = ["hideable", "init_app"]


def init_app(app: Flask) -> None:
    """Bring in the public log, and declare what this package keeps of a person."""
    from .actions import erase_rows, merge_rows  # late: wiring
    from .queries import rows_of  # late: wiring
    from .views import bp  # late: wiring

    person_rows("moderation", export=rows_of, merge=merge_rows, erase=erase_rows)
    app.register_blueprint(bp)
