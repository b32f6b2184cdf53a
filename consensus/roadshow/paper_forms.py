"""What scribes type of notes: one written down, several turned into a comment, some set aside."""

import marshmallow as ma

from ..accounts.fields import Reading, read_group
from ..kit.web.forms import Form, line, paragraph
from .given import LONGEST_NAME, LONGEST_NONCE, LONGEST_TEXT

LONGEST_BODY = 8_000


class NoteForm(Form):
    """What was said, of which clause, by whom as far as one needs to know, how many said it."""

    body = paragraph(most=LONGEST_BODY, required=True, least=1)
    key = line(most=200)
    label = line(most=LONGEST_NAME)
    group = Reading(read_group)
    count = ma.fields.Integer()
    nonce = line(most=LONGEST_NONCE)


class GatherForm(Form):
    """The comment that notes become, and the clause it is on; none: the draft as a whole."""

    body = paragraph(most=LONGEST_BODY, required=True, least=1)
    key = line(most=200)
    nonce = line(most=LONGEST_NONCE)


class NotesAsideForm(Form):
    """Why notes become nothing."""

    reason = paragraph(most=LONGEST_TEXT, required=True, least=1)
