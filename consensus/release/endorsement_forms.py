"""What may be typed about endorsements: an endorsement, where it is confirmed, a challenge, a ruling, families of organisations."""

import marshmallow as ma

from ..accounts.fields import LONGEST_ADDRESS
from ..kit.web.forms import Form, line, paragraph
from .given import LONGEST_NAME, LONGEST_SENTENCE, LONGEST_WORDS

UPHELD, NOT_UPHELD = "upheld", "not-upheld"


class EndorseForm(Form):
    """What is said when a draft is endorsed; the act itself checks what it has to be."""

    kind = line(most=20, required=True)
    group = line(most=80, required=True)
    name = line(most=LONGEST_NAME)
    authority = line(most=LONGEST_SENTENCE)
    address = line(most=LONGEST_ADDRESS)
    conditions = paragraph(most=LONGEST_WORDS)
    statement = paragraph(most=LONGEST_WORDS)


class AddressForm(Form):
    """Where somebody at the organisation confirms it."""

    address = line(most=LONGEST_ADDRESS, required=True)


class ChallengeForm(Form):
    """Why an endorsement is not of the stakeholder group it claims, and where that can be seen."""

    reason = paragraph(most=LONGEST_WORDS, required=True)
    evidence = paragraph(most=LONGEST_WORDS, required=True)


class RulingForm(Form):
    """Whether a challenge is upheld, and why."""

    ruling = ma.fields.String(required=True, validate=ma.validate.OneOf([UPHELD, NOT_UPHELD]))
    reason = paragraph(most=LONGEST_WORDS, required=True)


class FamilyForm(Form):
    """Which organisation belongs to which; without the second it belongs to itself."""

    organisation = line(most=LONGEST_NAME, required=True)
    head = line(most=LONGEST_NAME)
