"""What may be typed about positions: one, many at once, what to leave out; and what is decided from them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import marshmallow as ma

from ..kit.web.forms import Form, line, paragraph, tidy_text
from .outcome import Status
from .queries.facts import LEAVE_OUT

LONGEST_QUOTE, LONGEST_CONTEXT, LONGEST_REASON = 2_000, 200, 8_000
NUMBERED = re.compile(r"(?:of|p)([0-9]{1,12})")
PART = "part"
"""Asked for by a script: the answer is what stands beside the clause, and nothing else of the page."""


class LeavingForm(Form):
    """What becomes public is in part one's own choice; ``asked``: the form offered it."""

    leave_out = ma.fields.List(ma.fields.String(validate=ma.validate.OneOf(LEAVE_OUT)), load_default=list)
    asked = line(most=3)
    next = line(most=500)


class PositionForm(LeavingForm):
    """A position on one clause. Which there are, and which need a reason, the policy says."""

    position = ma.fields.String(load_default="")
    reason = ma.fields.String(load_default="")
    quote = line(most=LONGEST_QUOTE)
    prefix = line(most=LONGEST_CONTEXT)
    suffix = line(most=LONGEST_CONTEXT)
    nonce = line(most=64)
    answer = line(most=8)


class RestForm(LeavingForm):
    """That one can live with the rest of a part: the clauses that were named."""

    key = ma.fields.List(ma.fields.String(), load_default=list)


class ReasonForm(Form):
    """Why: a challenge, an appeal, a call before its end."""

    reason = paragraph(most=LONGEST_REASON, required=True, least=1)


class RulingForm(Form):
    """What was found, and why."""

    upheld = ma.fields.Boolean(required=True)
    reason = paragraph(most=LONGEST_REASON, required=True, least=1)


class CallForm(Form):
    """A chair's finding about a clause, and why."""

    finding = ma.fields.Enum(Status, by_value=True, required=True)
    reason = paragraph(most=LONGEST_REASON, required=True, least=1)


class LastCallForm(Form):
    """Until when objections are asked for a last time; without a clause, to the draft as a whole."""

    key = line(most=200)
    until = ma.fields.Date(required=True)
    reason = paragraph(most=LONGEST_REASON, required=True, least=1)


class RollForm(Form):
    """Who may take part: an address, or an id of the record, on each line."""

    people = paragraph(most=200_000, required=True, least=1)


@dataclass(frozen=True, slots=True)
class Answered:
    """What is said of one position in the form that shows all of them; ``key``: of which clause it is meant now."""

    id: int
    answer: str
    key: str | None
    reason: str


def answers_in(fields: Mapping[str, Any]) -> Iterator[Answered]:
    """The answers among the fields of a form: ``p12``, ``key12``, ``reason12``; those without one are left out.

    ``of12`` marks a position that waits; with ``all`` those that were left open are answered so.
    """
    everything = str(fields.get("all", ""))
    for number in sorted({found[1] for name in fields if (found := NUMBERED.fullmatch(name))}, key=int):
        otherwise = everything if f"of{number}" in fields else ""
        if answer := str(fields.get(f"p{number}", "")) or otherwise:
            key, reason = (
                str(fields.get(f"key{number}", "")),
                tidy_text(str(fields.get(f"reason{number}", ""))),
            )
            yield Answered(int(number), answer, key or None, reason)
