"""What may be typed about following."""

import marshmallow as ma

from ..kit.web.forms import Form, line
from .paces import Pace


class WatchForm(Form):
    """Where to go on then."""

    next = line(most=500)


class SeenForm(Form):
    """Up to which item of the inbox somebody has looked."""

    upto = ma.fields.Integer(required=True, validate=ma.validate.Range(0, 2**31 - 1))


class PaceForm(Form):
    """How often somebody wants mail."""

    pace = ma.fields.Enum(Pace, by_value=True, required=True)
