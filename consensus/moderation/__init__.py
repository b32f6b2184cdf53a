"""What is folded, why, and who may appeal. Features declare what can be hidden; nothing is ever erased here."""

from flask import Flask

from ..accounts.person_rows import person_rows
from ..kit import permissions
from ..ledger import declare_verbs
from . import models as models
from .registry import hideable, hideable_by_number
from .verbs import SENTENCES

__all__ = ["hideable", "hideable_by_number", "init_app"]


def init_app(app: Flask) -> None:
    """Declare rules and verbs, and what this package keeps of a person; bring in the pages."""
    from . import titles  # late: wiring
    from .actions import erase_rows, merge_rows  # late: wiring
    from .queries import rows_of  # late: wiring
    from .rules import RULES  # late: wiring
    from .views import bp  # late: wiring

    permissions.declare(RULES)
    declare_verbs(SENTENCES)
    person_rows("moderation", export=rows_of, merge=merge_rows, erase=erase_rows)
    app.jinja_env.filters.update(
        rule_title=titles.rule_title, act_title=titles.act_title, done_title=titles.done_title,
        outcome_title=titles.outcome_title,
    )  # fmt: skip
    app.register_blueprint(bp)
