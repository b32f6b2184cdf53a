"""What may be sent to the API of endorsements."""

from ..accounts.fields import LONGEST_ADDRESS
from ..kit.web.forms import Form, line, paragraph
from ..release.given import LONGEST_NAME, LONGEST_SENTENCE, LONGEST_WORDS
from .fields import said


class EndorsementForm(Form):
    """An endorsement of the latest draft, by whoever sends it or by an organisation they may speak for."""

    draft = line(most=40, required=True, metadata=said("Its version, or `latest`."))
    kind = line(most=20, required=True, metadata=said("`individual` or `organisation`."))
    name = line(
        most=LONGEST_NAME,
        allow_none=True,
        metadata=said("The organisation's; a person's is that of their account, whatever is sent."),
    )
    group = line(most=80, required=True, metadata=said("One stakeholder group of the draft's policy."))
    conditions = paragraph(
        most=LONGEST_WORDS, allow_none=True, metadata=said("On which it is endorsed, in public.")
    )
    statement = paragraph(most=LONGEST_WORDS, allow_none=True, metadata=said("Why, in public."))
    authority = line(
        most=LONGEST_SENTENCE,
        allow_none=True,
        metadata=said(
            "By what right one speaks for the organisation; else that one may is all that is said."
        ),
    )
    address = line(
        most=LONGEST_ADDRESS,
        allow_none=True,
        metadata=said(
            "A mail address there, private, at which it is confirmed; until then it is claimed only."
        ),
    )
