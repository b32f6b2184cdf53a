"""Where people stand on each clause, counted by a rule fixed beforehand, and what follows from it."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..accounts.person_rows import person_rows
from ..drafts.attachments import attachment
from ..drafts.splitting import when_split
from ..following import quiet
from ..kit.permissions import declare
from ..kit.places import place
from ..kit.turns import turn
from ..ledger import declare_verbs
from ..ledger.steps import in_step
from . import models as models
from .verbs import SENTENCES, Verb


def init_app(app: Flask) -> None:
    """Declare what voting brings: rules, verbs, its file of a draft, what is kept of a person, what follows a split."""
    from .actions import erase_rows, follow_split, merge_rows  # late: wiring
    from .checks import check_policy  # late: wiring
    from .due import end_calls, keep_results, keep_some_figures, publish_rolls  # late: wiring
    from .pages import bring_in  # late: wiring
    from .queries.comparing import compared  # late: wiring
    from .queries.own import rows_of  # late: wiring
    from .rules import RULES  # late: wiring

    declare(RULES)
    declare_verbs(SENTENCES)
    quiet(Verb.TAKEN, Verb.WITHDRAWN, Verb.REFUSED, Verb.JOINED, Verb.SET_ASIDE, Verb.RESTORED)
    attachment("policy.toml", check_policy)
    when_split(follow_split)
    in_step("positions", compared)
    for kind, words in NAMES.items():
        place(kind, lambda name: None, words=words)
    for name, work in (("rolls", publish_rolls), ("last calls", end_calls), ("results", keep_results)):
        turn(name, work)
    turn("figures", keep_some_figures)
    person_rows("voting", export=rows_of, merge=merge_rows, erase=erase_rows)
    bring_in(app)


NAMES = {
    "position": _l("position %(name)s"),
    "voter": _l("%(name)s"),
    "challenge": _l("challenge %(name)s"),
    "call": _l("consensus call %(name)s"),
    "last-call": _l("last call %(name)s"),
}
