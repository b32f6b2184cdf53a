"""What the API answers about endorsements; the answers themselves are built by ``release/endorsement_shapes.py``."""

import marshmallow as ma
from marshmallow import fields

from ..release.models import EndorsementKind
from ..release.queries.endorsements import LAPSED, RULED_OUT, STANDS, WITHDRAWN
from .fields import a_choice, a_flag, a_moment, a_number, a_text, list_of, said, texts
from .schemas import PageQuery

STATES = (STANDS, "unconfirmed", LAPSED, WITHDRAWN, RULED_OUT)
FOLDED = "Null where moderators folded it."


class EndorserSchema(ma.Schema):
    """Who made an endorsement."""

    id = a_text("As in the public record.")
    name = a_text()


class EndorsementSchema(ma.Schema):
    """That a person or an organisation stands behind a draft as a whole. It is no position, and counts as none."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    id = a_number()
    url = a_text("Its page.")
    draft = a_text("The draft it was made on.")
    digest = a_text("The digest of that draft's files, to which it is bound.")
    kind = a_choice(EndorsementKind)
    name = a_text("The organisation's, or the person's.")
    organisation = a_text("Its name in addresses.", allow_none=True)
    group = a_text("The stakeholder group.")
    authority = a_text("By what right its author speaks for the organisation. " + FOLDED, allow_none=True)
    conditions = a_text(FOLDED, allow_none=True)
    statement = a_text(FOLDED, allow_none=True)
    confirmed = a_flag("By the account's address, or by a mail to the organisation; else it is claimed only.")
    confirmed_at = a_moment("Null: not yet.")
    domain = a_text("From which domain the organisation confirmed it.", allow_none=True)
    state = a_choice(STATES, "`lapsed`: a later draft changed something of substance.")
    stands_on = texts("The drafts it stands for, in order.")
    challenged = a_flag("Whether its claim to the stakeholder group was challenged.")
    author = fields.Nested(EndorserSchema, required=True, allow_none=True, metadata=said("Null: erased."))
    at = a_moment("When.", empty=False)
    withdrawn_at = a_moment("Null: it was not.")
    hidden = a_flag("Whether moderators folded its words.")


EndorsementList = list_of(EndorsementSchema, "EndorsementList")


class EndorsementQuery(PageQuery):
    """Which endorsements."""

    draft = fields.String(
        metadata=said(
            "Only those that stand for this draft, `latest` or a version; else all there ever were."
        )
    )
