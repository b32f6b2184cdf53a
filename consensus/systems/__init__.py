"""AI systems, and what is found when they are held against a draft's checklist."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..accounts.person_rows import person_rows
from ..drafts.attachments import attachment
from ..kit.permissions import declare
from ..kit.places import place
from ..kit.turns import turn
from ..ledger import declare_verbs
from ..ledger.steps import in_step
from . import models as models
from .verbs import SENTENCES


def init_app(app: Flask) -> None:
    """Declare what systems bring: rules, verbs, what is due, what can be found, watched and hidden, pages."""
    from . import documents as documents  # late: wiring
    from .actions import erase_rows, merge_rows  # late: wiring
    from .checks import check_checklist  # late: wiring
    from .due import evaluate_due, release_waiting  # late: wiring
    from .moderated import declare_hideable  # late: wiring
    from .news import declare_news  # late: wiring
    from .pages import bring_in  # late: wiring
    from .queries.comparing import compared  # late: wiring
    from .queries.own import rows_of  # late: wiring
    from .rules import RULES  # late: wiring

    declare(RULES)
    declare_verbs(SENTENCES)
    attachment("checklist.toml", check_checklist)
    for kind, words in NAMES.items():
        place(kind, lambda name: None, words=words)
    declare_hideable()
    declare_news()
    turn("evaluations", evaluate_due)
    turn("makers", release_waiting)
    in_step("assessments", compared)
    person_rows("systems", export=rows_of, merge=merge_rows, erase=erase_rows)
    bring_in(app)


NAMES = {
    "system": _l("the system %(name)s"),
    "review": _l("review %(name)s"),
    "verdict-opinion": _l("opinion %(name)s"),
    "surprise": _l("surprise %(name)s"),
    "maker-reply": _l("reply %(name)s"),
}
