"""What may be typed about systems on pages: answers of a review, who the reviewer is, whether one agrees, surprises, the registry."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from ..kit.web.forms import Form, line, paragraph, tidy_text
from .answers import AVAILABLE, FINDINGS, FREEDOMS, UNKNOWN, Answer
from .found import Link, VersionFound
from .given import LONGEST_LINE, LONGEST_REASON, Declared
from .models import Expected, Stance
from .sources.fields import LONGEST_ADDRESS, is_address

FIELDS = ("licence", "document", "evidence", "note")
MOST_ROWS = 40
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
NO_ADDRESS = _l(
    "Each line is an address that begins with https:// or http://, if you like with a title and a bar before it."
)
LINK = re.compile(r"(?:(?P<title>[^|]*)\|)?\s*(?P<url>\S+)")


def answers_in(fields: Mapping[str, Any], *, asked: Iterable[str]) -> list[Answer]:
    """The answers among the fields of a form, ``available-training-code``, ``licence-training-code`` …; those it does not hold
    are left out. A choice that is none of those offered counts as not made."""
    return [_answer(fields, id) for id in asked if f"available-{id}" in fields or f"licence-{id}" in fields]


def _answer(fields: Mapping[str, Any], id: str) -> Answer:
    words = {name: tidy_text(str(fields.get(f"{name}-{id}", ""))).strip() for name in FIELDS}
    found = {name: _one_of(fields.get(f"{name}-{id}"), FINDINGS) for name in FREEDOMS}
    return Answer(id, available=_one_of(fields.get(f"available-{id}"), AVAILABLE), **words, **found)


def _one_of(value: Any, offered: Iterable[str]) -> str:
    return str(value) if value in offered else UNKNOWN


class ReviewForm(Form):
    """What surrounds the answers. ``do``: save or submit; ``at``: where the page should open again; ``answer``: asked by a script."""

    do = line(most=10)
    at = line(most=200)
    answer = line(most=8)
    revision = ma.fields.Integer()
    affiliation = line(most=LONGEST_LINE)
    funding = line(most=LONGEST_LINE)
    maker = ma.fields.Boolean(load_default=False)

    @staticmethod
    def declared(form: Any) -> Declared:
        """What the reviewer says of themselves."""
        return Declared(form.affiliation or "", form.funding or "", bool(form.maker))


class RecusalForm(Form):
    """Why somebody stands aside."""

    reason = paragraph(most=LONGEST_REASON, required=True, least=1)
    affiliation = line(most=LONGEST_LINE)
    funding = line(most=LONGEST_LINE)
    maker = ma.fields.Boolean(load_default=False)


class StanceForm(Form):
    """Whether somebody agrees with an assessment. A reason is asked of those who do not, by the action."""

    stance = ma.fields.Enum(Stance, by_value=True, required=True)
    reason = paragraph(most=LONGEST_REASON)
    requirement = line(most=LONGEST_LINE)
    evidence = line(most=LONGEST_ADDRESS)
    affiliation = line(most=LONGEST_LINE)
    maker = ma.fields.Boolean(load_default=False)


class SurpriseForm(Form):
    """A system that somebody expected in and is out, or the reverse: of the registry by its slug, or another by name."""

    system = line(most=LONGEST_LINE)
    name = line(most=LONGEST_LINE)
    expected = ma.fields.Enum(Expected, by_value=True, required=True)
    reason = paragraph(most=LONGEST_REASON, required=True, least=1)


class ReasonForm(Form):
    """Why, in public: an answer to a disagreement, a release before its time."""

    reason = paragraph(most=LONGEST_REASON, required=True, least=1)


class ReplyForm(Form):
    """What the maker says to a review."""

    body = paragraph(most=LONGEST_REASON, required=True, least=1)


class SystemForm(Form):
    """A system of the registry. Versions: one a line, ``version | date | licences``; links: one a line, ``title | address``."""

    name = line(most=LONGEST_LINE, required=True, least=1)
    maker = line(most=LONGEST_LINE, required=True, least=1)
    slug = line(most=80)
    kind = line(most=LONGEST_LINE)
    notes = paragraph(most=4000)
    version = line(most=LONGEST_LINE, required=True, least=1)
    date = line(most=10)
    licences = paragraph(most=4000)
    links = paragraph(most=8000)

    @ma.validates("date")
    def date_is_one(self, value: str | None, **_more: Any) -> None:
        """A year, a month or a day."""
        if value and DATE.fullmatch(value) is None:
            raise ma.ValidationError(str(_l("A date is written 2024, 2024-10 or 2024-10-28.")))

    @ma.validates("links")
    def links_lead_somewhere(self, value: str | None, **_more: Any) -> None:
        """Each line holds an address of the web."""
        for each in (value or "").splitlines():
            found = LINK.fullmatch(each.strip())
            if each.strip() and (found is None or not is_address(found["url"])):
                raise ma.ValidationError(str(NO_ADDRESS))

    @staticmethod
    def version_of(form: Any) -> VersionFound:
        """The version that was typed."""
        lines = [LINK.fullmatch(each.strip()) for each in (form.links or "").splitlines()[:MOST_ROWS]]
        links = tuple(Link(each["url"], (each["title"] or "").strip()) for each in lines if each)
        licences = tuple(each.strip() for each in (form.licences or "").splitlines() if each.strip())
        return VersionFound(form.version, form.date or "", links, licences[:MOST_ROWS])


class ContactForm(Form):
    """Who speaks for a maker, by their address."""

    email = line(most=254, required=True, least=3)


class WhatIfForm(Form):
    """A checklist that is not published; ``against``: the draft it is compared with."""

    checklist = ma.fields.String(required=True, validate=ma.validate.Length(max=200_000))
    against = line(most=40)
