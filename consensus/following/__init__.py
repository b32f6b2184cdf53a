"""Who is told: what people watch, what waits in their inboxes, and the mail they get. Features declare whom their verbs
concern, and what can be watched.
"""

from flask import Flask, g

from ..accounts.models import Account
from ..accounts.person_rows import person_rows
from ..kit import permissions, turns
from . import models as models
from .registry import (
    About,
    Detail,
    around,
    concerns,
    details_for,
    details_for_reason,
    quiet,
    reason,
    speaks_as,
    watchable,
)

__all__ = [
    "About", "Detail", "around", "concerns", "details_for", "details_for_reason", "init_app", "quiet", "reason",
    "speaks_as", "unseen_news", "watchable",
]  # fmt: skip


def init_app(app: Flask) -> None:
    """Declare rules, turns and what this package keeps of a person; bring in the pages."""
    from .actions import erase_rows, merge_rows  # late: wiring
    from .mailing import mail_some  # late: wiring
    from .queries import rows_of  # late: wiring
    from .rules import RULES  # late: wiring
    from .spreading import tell_some  # late: wiring
    from .views import bp  # late: wiring

    permissions.declare(RULES)
    person_rows("following", export=rows_of, merge=merge_rows, erase=erase_rows)
    turns.turn("following", tell_some)
    turns.turn("news", mail_some)
    app.jinja_env.globals.update(unseen_news=unseen_news)
    app.register_blueprint(bp)


def unseen_news(viewer: Account) -> int:
    """How much of their news somebody has not seen; asked once a request, for the head of its page."""
    from .queries import unseen_of  # late: wiring

    if "unseen_news" not in g:
        g.unseen_news = unseen_of(viewer)
    return int(g.unseen_news)
