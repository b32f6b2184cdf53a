"""The pages of endorsements, how they are found and hidden, and what is due with them."""

from flask import Flask

from ..kit.places import PLACES, place
from ..kit.turns import turn
from . import endorsement_documents as endorsement_documents
from . import titles
from .endorsement_due import forget_old_addresses, settle_endorsements
from .endorsement_moderated import declare_hideable
from .endorsement_shapes import name_of_endorser
from .views import endorsed, endorsements_challenged, endorsements_doors, endorsing

ROOMS = (endorsed, endorsing, endorsements_challenged)


def bring_in(app: Flask) -> None:
    """Bind all of it."""
    app.jinja_env.filters.update(
        endorsement_kind_title=titles.endorsement_kind_title, endorsed_state_title=titles.endorsed_state_title,
        name_of_endorser=name_of_endorser,
    )  # fmt: skip
    place("endorsement", "/endorsements/{}".format, words=PLACES["endorsement"].words)
    declare_hideable()
    turn("endorsements", settle_endorsements)
    turn("endorsement-addresses", forget_old_addresses)
    app.register_blueprint(endorsements_doors.bp)
