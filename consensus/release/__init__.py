"""The release: what stands between a draft and stable, who endorses it, the board's seal, a record that strangers verify."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..accounts.person_rows import person_rows
from ..kit.permissions import declare
from ..kit.places import place
from ..ledger import declare_verbs
from . import models as models
from .verbs import SENTENCES


def init_app(app: Flask) -> None:
    """Declare what the release brings: rules, verbs, what is kept of a person, what can be watched; then each part's pages."""
    from . import (  # late: wiring
        pages_dump,
        pages_endorsements,
        pages_gate,
        pages_keys,
        pages_release,
        pages_seals,
        pages_verify,
    )
    from .actions.leaving import erase_rows, merge_rows  # late: wiring
    from .news import declare_news  # late: wiring
    from .queries.own import rows_of  # late: wiring
    from .rules import RULES  # late: wiring

    declare(RULES)
    declare_verbs(SENTENCES)
    for kind, words in NAMES.items():
        place(kind, lambda name: None, words=words)
    declare_news()
    person_rows("release", export=rows_of, merge=merge_rows, erase=erase_rows)
    for part in (
        pages_gate,
        pages_release,
        pages_endorsements,
        pages_seals,
        pages_keys,
        pages_verify,
        pages_dump,
    ):
        part.bring_in(app)


# Without addresses: each part of the release says where its things have their pages.
NAMES = {
    "gate": _l("the criteria: %(name)s"),
    "judgement": _l("judgement %(name)s"),
    "release": _l("the release"),
    "endorsement": _l("endorsement %(name)s"),
    "endorsement-challenge": _l("challenge %(name)s of an endorsement"),
    "seal": _l("seal %(name)s"),
    "seal-signature": _l("signature %(name)s"),
    "site-key": _l("the key %(name)s"),
}
