"""What may be sent to the API of systems."""

from typing import Any

import marshmallow as ma

from ..kit.web.forms import Form, Given, line, paragraph
from ..systems.answers import AVAILABLE, FINDINGS, FREEDOMS, UNKNOWN, Answer
from ..systems.given import LONGEST_REASON
from ..systems.models import Stance
from ..systems.sources.fields import LONGEST_ADDRESS, LONGEST_LICENCE, LONGEST_NAME, LONGEST_NOTE
from .fields import said

MOST_ANSWERS = 200
STANCES = [str(stance) for stance in Stance]


def _finding(freedom: str) -> ma.fields.String:
    return ma.fields.String(
        load_default=UNKNOWN,
        validate=ma.validate.OneOf(FINDINGS),
        metadata=said(f"What the reviewer found of the freedom to {freedom}."),
    )


class AnswerForm(Form):
    """What a reviewer says of one component, or of one clause that the checklist defers to."""

    component = line(
        most=LONGEST_NAME, required=True, metadata=said("Its id in the checklist, or the clause's key.")
    )
    available = ma.fields.String(
        load_default=UNKNOWN, validate=ma.validate.OneOf(AVAILABLE), metadata=said("Whether it is there.")
    )
    licence = line(
        most=LONGEST_LICENCE,
        allow_none=True,
        metadata=said("An SPDX expression, or the name as it is written."),
    )
    document = line(most=LONGEST_ADDRESS, allow_none=True, metadata=said("Where the legal text can be read."))
    evidence = line(most=LONGEST_ADDRESS, allow_none=True, metadata=said("Where it can be seen."))
    note = paragraph(most=LONGEST_NOTE, allow_none=True, metadata=said("What else there is to say of it."))
    use, study, modify, share = (_finding(freedom) for freedom in FREEDOMS)


class ReviewForm(Form):
    """One reviewer's answers on one version of a system under one draft's checklist."""

    draft = line(most=40, required=True, metadata=said("A published draft's version, or `latest`."))
    version = line(
        most=LONGEST_NAME, allow_none=True, metadata=said("The system's version; else the one that is shown.")
    )
    affiliation = line(most=200, allow_none=True, metadata=said("Whom the reviewer works for."))
    funding = line(most=200, allow_none=True, metadata=said("Who pays for the review."))
    maker = ma.fields.Boolean(
        load_default=False, metadata=said("Whether the reviewer has a part in making this system.")
    )
    recused = ma.fields.Boolean(
        load_default=False, metadata=said("True: to step back from reviewing it; then answers are left out.")
    )
    reason = paragraph(
        most=LONGEST_REASON, allow_none=True, metadata=said("Why the reviewer steps back, if so.")
    )
    answers = ma.fields.List(
        ma.fields.Nested(AnswerForm),
        load_default=list,
        validate=ma.validate.Length(max=MOST_ANSWERS),
        metadata=said("They take the place of those submitted before; what is left out is not answered."),
    )


class StanceForm(Form):
    """What somebody says of an assessment."""

    draft = line(most=40, required=True, metadata=said("A published draft's version, or `latest`."))
    stance = ma.fields.String(
        required=True, validate=ma.validate.OneOf(STANCES), metadata=said("To agree or to disagree.")
    )
    reason = paragraph(most=LONGEST_REASON, allow_none=True, metadata=said("Why; `dispute` needs one."))
    requirement = line(
        most=LONGEST_NAME,
        allow_none=True,
        metadata=said("The requirement it is about. Without it a disagreement holds nothing up."),
    )
    evidence = line(
        most=LONGEST_ADDRESS,
        allow_none=True,
        metadata=said("Where it can be seen; else the first link in the reason."),
    )
    affiliation = line(most=200, allow_none=True, metadata=said("Whom its author works for."))
    maker = ma.fields.Boolean(
        load_default=False, metadata=said("Whether its author has a part in making this system.")
    )


def answers_in(form: Given) -> tuple[Answer, ...]:
    """The answers of a :class:`ReviewForm`."""
    return tuple(_answer(each) for each in form.answers)


def _answer(given: dict[str, Any]) -> Answer:
    return Answer(**{name: value or "" for name, value in given.items()})
