"""What the desk may ask for and type: a view of its queue, a choice of comments, and the editors' answer."""

from enum import StrEnum
from typing import Any

import marshmallow as ma
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..kit.errors import Invalid
from ..kit.text.words import tidy
from ..kit.web.forms import Form, Given, line
from .models import CommentKind, Outcome

LEAST_REASON = 20
DAYS = (7, 14, 30, 90)
MOST_CHOSEN, LARGEST = 500, 2**31 - 1


class Show(StrEnum):
    """Which comments the queue shows."""

    UNANSWERED = "unanswered"
    ALL = "all"
    SILENT = "silent"


class Care(StrEnum):
    """Who takes care of them."""

    ANYBODY = "anybody"
    ME = "me"
    NOBODY = "nobody"


class Order(StrEnum):
    """What stands first."""

    OBJECTIONS = "objections"
    OLDEST = "oldest"


def _one_of(values: tuple[int, ...]) -> ma.validate.Validator:
    return ma.validate.OneOf(values, error=_l("Choose one of those offered."))  # type: ignore[arg-type]


class QueueForm(Form):
    """A view of the queue; ``at``: ``whole``, ``part:`` and a slug, or ``clause:`` and a key."""

    draft = line(most=40)
    show = ma.fields.Enum(Show, by_value=True, load_default=Show.UNANSWERED)
    at = line(most=200)
    kind = ma.fields.Enum(CommentKind, by_value=True)
    older = ma.fields.Integer(validate=_one_of(DAYS))
    care = ma.fields.Enum(Care, by_value=True, load_default=Care.ANYBODY)
    order = ma.fields.Enum(Order, by_value=True, load_default=Order.OBJECTIONS)
    cursor = line(most=200)


def queue_asked() -> Given:
    """What the address asks for; fields left empty ask for nothing. Raises Invalid."""
    return QueueForm.take({name: text for name, text in request.args.items() if text.strip()})


def _comments() -> "ma.fields.List[Any]":
    """The numbers of some comments: of more than anybody ticks nothing is read."""
    too_many = _l("At most %(n)s comments at once.", n=MOST_CHOSEN)
    return ma.fields.List(
        ma.fields.Integer(validate=ma.validate.Range(1, LARGEST)), load_default=list,
        validate=ma.validate.Length(max=MOST_CHOSEN, error=too_many),  # type: ignore[arg-type]  # lazy words
    )  # fmt: skip


class ChosenForm(Form):
    """Comments that were ticked in the queue, who is to take care of them, what they say again, and where to go back to."""

    id = _comments()
    to = ma.fields.Enum(Care, by_value=True, load_default=Care.ME)
    duplicate_of = line(most=300)
    next = line(most=2_000)


def chosen_asked() -> Given:
    """Which comments were ticked, and what for. Raises Invalid, in a sentence for more than one act takes."""
    if len(request.form.getlist("id")) > MOST_CHOSEN:
        raise Invalid({}, sentence=_("At most %(n)s comments at once.", n=MOST_CHOSEN))
    return ChosenForm.read()


def _responds(text: str) -> None:
    """A reason answers what was said: one word does not."""
    if len(tidy(text)) < LEAST_REASON:
        sentence = _l(
            "Say why, in words that respond to what was said: at least %(n)s characters. Whoever wrote it reads this, "
            "and decides by it whether to let go.",
            n=LEAST_REASON,
        )
        raise ma.ValidationError(str(sentence))


def _reason() -> ma.fields.String:
    return ma.fields.String(load_default="", validate=_responds)


class DisposeForm(Form):
    """The editors' answer to one comment or to several.

    ``further``: clauses by key or number, besides those that were ticked; ``duplicate_of``: a number or an address;
    ``seen``: each comment that was shown, with its state then.
    """

    outcome = ma.fields.Enum(
        Outcome, by_value=True, required=True, error_messages={"required": _l("Choose what was decided.")}
    )
    reason = _reason()
    resolved_in = line(most=40)
    clauses = ma.fields.List(ma.fields.String(), load_default=list)
    further = line(most=2_000)
    duplicate_of = line(most=300)
    answer_by = ma.fields.Date(error_messages={"invalid": _l("This is no day. Write it as in 2026-01-31.")})
    seen = ma.fields.List(ma.fields.String(), load_default=list)
    id = _comments()
    next = line(most=2_000)


class AddressedForm(Form):
    """Why an objection is addressed by its answer."""

    reason = _reason()
