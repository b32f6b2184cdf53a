"""What may be typed into the discussion: something said, several edits at once, an answer to an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import marshmallow as ma

from ..kit.web.forms import Form, line, tidy_text
from .models import Answer, CommentKind

LONGEST_QUOTE = 2_000
LONGEST_CONTEXT = 200
MOST_ROWS = 20


class SaidForm(Form):
    """The text, what it is, the words it is about, and other words for them. How long a text may be, ``texts`` says."""

    body = ma.fields.String(load_default="")
    kind = ma.fields.Enum(CommentKind, by_value=True, load_default=CommentKind.COMMENT)
    quote = line(most=LONGEST_QUOTE)
    prefix = line(most=LONGEST_CONTEXT)
    suffix = line(most=LONGEST_CONTEXT)
    suggestion = ma.fields.String(load_default="")
    nonce = line(most=64)


class EditForm(Form):
    """Other words, and how often the comment had been edited when its author saw it."""

    body = ma.fields.String(load_default="")
    seen = ma.fields.Integer(required=True)


class StandingForm(Form):
    """Whether the editors' answer satisfies, and why."""

    answer = ma.fields.Enum(Answer, by_value=True, required=True)
    reason = ma.fields.String(load_default="")


class LetGoForm(Form):
    """Why an objection is withdrawn; may be left empty."""

    why = ma.fields.String(load_default="")


@dataclass(frozen=True, slots=True)
class EditRow:
    """One row of a suggestion, as it was typed: keys of clauses, and text."""

    op: str
    clause: str
    after: str
    text: str


def rows_in(fields: Mapping[str, Any]) -> list[EditRow]:
    """The rows of a suggestion among the fields of a form: ``op-1``, ``clause-1``, ``after-1``, ``text-1``, ``op-2`` …"""
    numbers = [n for n in range(1, MOST_ROWS + 2) if f"op-{n}" in fields]
    return [
        EditRow(
            *(tidy_text(str(fields.get(f"{name}-{n}", ""))) for name in ("op", "clause", "after", "text"))
        )
        for n in numbers
    ]
