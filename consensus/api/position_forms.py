"""What may be sent to the API of positions."""

import marshmallow as ma

from ..kit.web.forms import Form, paragraph
from ..voting.counting import Choice
from ..voting.queries.facts import LEAVE_OUT
from .comment_forms import WORDS
from .fields import said

CHOICES = [str(choice) for choice in Choice]


class FactsForm(Form):
    """What becomes public with a position besides what it says."""

    maker = ma.fields.Boolean(
        allow_none=True, metadata=said("Whether you make systems of this kind; else as your profile says.")
    )
    leave_out = ma.fields.List(
        ma.fields.String(validate=ma.validate.OneOf(LEAVE_OUT)),
        load_default=list,
        metadata=said("What of your profile stays out of the record: `group`, `continent`."),
    )


class PositionForm(FactsForm):
    """Where somebody stands on a clause."""

    position = ma.fields.String(
        required=True,
        validate=ma.validate.OneOf(CHOICES),
        metadata=said("`accept` reads *can live with it*. The draft's policy says which are offered."),
    )
    reason = paragraph(
        most=WORDS, allow_none=True, metadata=said("Markdown. An objection needs one, and becomes a comment.")
    )


class RestForm(FactsForm):
    """*I can live with the rest of this part.*"""

    clauses = ma.fields.List(
        ma.fields.String(validate=ma.validate.Length(max=200)),
        allow_none=True,
        validate=ma.validate.Length(max=2000),
        metadata=said(
            "The clauses that you were shown, from the GET; others stay untouched. Else all of them."
        ),
    )
