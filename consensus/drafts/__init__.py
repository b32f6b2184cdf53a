"""The text: versions, clauses, what became of each, publishing."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..kit.permissions import declare
from ..kit.places import place
from ..kit.turns import turn
from ..ledger import declare_verbs
from . import models as models
from .attachments import attachment
from .rules import RULES
from .verbs import SENTENCES


def init_app(app: Flask) -> None:
    """Declare what drafts bring: rules, verbs, their files' checks, what is due, their pages."""
    from . import documents as documents  # late: wiring
    from .due import publish_due  # late: wiring
    from .files import check_checklist, check_policy  # late: wiring
    from .news import declare_news  # late: wiring
    from .views import bp  # late: wiring

    declare(RULES)
    declare_verbs(SENTENCES)
    attachment("checklist.toml", check_checklist)
    attachment("policy.toml", check_policy)
    turn("drafts", publish_due)
    place("draft", lambda version: f"/drafts/{version}/", words=_l("draft %(name)s"))
    place("clause", lambda key: f"/clauses/{key}/", words=_l("the clause %(name)s"))
    declare_news()
    app.register_blueprint(bp)
