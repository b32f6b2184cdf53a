"""What may be typed by the board."""

import marshmallow as ma

from ..kit.web.forms import Form, line, paragraph
from .actions.sealing import LONGEST_REASON
from .models import Stance


class SignForm(Form):
    """What a member says of a bundle, known by the digest of what was read."""

    stance = ma.fields.String(required=True, validate=ma.validate.OneOf(tuple(map(str, Stance))))
    digest = line(most=64, required=True)
    reason = paragraph(most=LONGEST_REASON)


class EndForm(Form):
    """Whether a sealing is given up or begun anew, and why; of the bundle with this digest, where the page named one."""

    how = ma.fields.String(required=True, validate=ma.validate.OneOf(("anew", "abandon")))
    digest = line(most=64)
    reason = paragraph(most=LONGEST_REASON, required=True)
