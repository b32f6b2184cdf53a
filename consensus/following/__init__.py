"""Who is told: what people watch, and what waits in their inboxes. Features declare whom their verbs concern."""

from flask import Flask

from ..accounts.person_rows import person_rows
from . import models as models
from .registry import concerns

__all__ = ["concerns", "init_app"]


def init_app(app: Flask) -> None:
    """Declare what this package keeps of a person."""
    from .actions import erase_rows, merge_rows  # late: wiring
    from .queries import rows_of  # late: wiring

    person_rows("following", export=rows_of, merge=merge_rows, erase=erase_rows)
