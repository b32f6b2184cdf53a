"""What people say of the text: comments, objections, suggestions, and what became of each."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..accounts.person_rows import person_rows
from ..drafts.partings import when_parted
from ..kit.permissions import declare
from ..kit.places import place
from ..kit.turns import turn
from ..ledger import declare_verbs
from ..moderation import hideable
from . import models as models
from .verbs import SENTENCES


def init_app(app: Flask) -> None:
    """Declare what the discussion brings: rules, verbs, what is due, what can be hidden, what is kept of a person."""
    from . import documents as documents  # late: wiring
    from . import moderated  # late: wiring
    from .actions import erase_rows, merge_rows, sweep_pending  # late: wiring
    from .actions.parting import follow_parting  # late: wiring
    from .due import remind_authors  # late: wiring
    from .news import declare_news  # late: wiring
    from .queries.own import rows_of  # late: wiring
    from .rules import RULES  # late: wiring
    from .views import bp  # late: wiring

    declare(RULES)
    declare_verbs(SENTENCES)
    place("comment", lambda name: f"/comments/{name}", words=_l("comment %(name)s"))
    hideable(
        "comment", load=moderated.comment_named, parties=moderated.parties, author=moderated.author,
        excerpt=moderated.excerpt, around=moderated.around, load_all=moderated.comments_named,
    )  # fmt: skip
    when_parted("discussion", follow_parting)
    declare_news()
    person_rows("discussion", export=rows_of, merge=merge_rows, erase=erase_rows)
    turn("objections", remind_authors)
    turn("pending", sweep_pending)
    app.register_blueprint(bp)
