"""What was said elsewhere, brought in: forums, mailing lists, notes; each message beside the draft of its time.

Nothing of it counts as said here: it can be read, found and hidden, and neither answered nor mailed.
"""

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..kit.permissions import declare
from ..kit.places import place
from ..kit.turns import turn
from ..ledger import declare_verbs
from . import models as models
from .verbs import SENTENCES


def init_app(app: Flask) -> None:
    """Declare what archives bring: rules, verbs, what can be found and hidden, the turn that keeps drafts in step; pages."""
    from . import documents as documents  # late: wiring
    from .moderated import declare_hideable  # late: wiring
    from .placing import place_turn  # late: wiring
    from .rules import RULES  # late: wiring
    from .titles import kind_of_archive, month_of_archive, note_of_archive  # late: wiring
    from .views import bp  # late: wiring

    declare(RULES)
    declare_verbs(SENTENCES)
    place("archive", "/archive/{}/".format, words=_l("the archive %(name)s"))
    place("import", lambda name: None, words=_l("import %(name)s"))
    place("message", "/archive/messages/{}".format, words=_l("message %(name)s of the archives"))
    declare_hideable()
    turn("archives", place_turn)
    app.jinja_env.filters.update(
        kind_of_archive=kind_of_archive, month_of_archive=month_of_archive, note_of_archive=note_of_archive
    )
    app.register_blueprint(bp)
