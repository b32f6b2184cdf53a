"""What may be typed about stops and rooms, on pages. What is described is checked by the actions."""

from datetime import datetime
from typing import Any

import marshmallow as ma

from ..accounts.fields import Reading, read_country, read_group
from ..kit.errors import Invalid
from ..kit.web.forms import Form, Given, line, paragraph
from ..kit.web.zones import BadTime, moment_in
from .given import LONGEST_LINE, LONGEST_NAME, LONGEST_NONCE, LONGEST_TEXT, SittingGiven, StopGiven

LONGEST_NOTE = 2_000
A_NUMBER = ma.validate.Range(1, 2**31 - 1)
"""What can be the number of a row: a larger one is none, and no database is asked for it."""
PART = "part"
"""Asked for by a script: the answer is a few facts as JSON, and no page."""


class JoinForm(Form):
    """Who joins; ``consent`` is *yes*."""

    name = line(most=LONGEST_NAME)
    stakeholder_group = Reading(read_group)
    country = Reading(read_country)
    consent = line(most=3)
    nonce = line(most=LONGEST_NONCE)


class PositionForm(Form):
    """A position on the clause that the room is at, or was at when it was chosen."""

    key = line(most=200, required=True)
    position = ma.fields.String(load_default="")
    reason = ma.fields.String(load_default="")


class SayForm(Form):
    """Something said to the room."""

    key = line(most=200)
    body = paragraph(most=LONGEST_NOTE, required=True, least=1)
    nonce = line(most=LONGEST_NONCE)


class ShowForm(Form):
    """Which clause the room goes to (none: the code), and which one it was at when that was decided."""

    key = ma.fields.String(load_default="")
    seen = ma.fields.String(load_default=None)


class RevealForm(Form):
    """On which clause positions are revealed, or hidden again."""

    key = line(most=200, required=True)


class OpenForm(Form):
    """How many heads are in the room, if they are counted already; which sitting."""

    heads = ma.fields.Integer()
    number = ma.fields.Integer(validate=A_NUMBER)


class HeadsForm(Form):
    """How many heads are in the room."""

    heads = ma.fields.Integer(required=True)


class CodeForm(Form):
    """Which code is replaced (its id), so that a button pressed twice replaces one."""

    seen = ma.fields.Integer()


class PeopleForm(Form):
    """Guests, and why."""

    people = ma.fields.List(ma.fields.Integer(validate=A_NUMBER), load_default=list)
    reason = ma.fields.String(load_default="")


class ReasonForm(Form):
    """Why; and when it was announced, where that was another day."""

    reason = ma.fields.String(load_default="")
    announced = ma.fields.Date()


class StopForm(Form):
    """A stop as it is described."""

    slug = line(most=80)
    event = line(most=LONGEST_LINE, required=True)
    starts = ma.fields.Date(required=True)
    ends = ma.fields.Date()
    city = line(most=LONGEST_LINE)
    country = Reading(read_country)
    venue = line(most=LONGEST_LINE)
    online = ma.fields.Boolean(load_default=False)
    timezone = line(most=60, required=True)
    language = line(most=20)
    latitude = ma.fields.Float()
    longitude = ma.fields.Float()
    url = line(most=500)
    note = paragraph(most=LONGEST_TEXT)
    capacity = ma.fields.Integer()


class MoveForm(ReasonForm):
    """Where a stop moves to."""

    starts = ma.fields.Date(required=True)
    ends = ma.fields.Date()
    city = line(most=LONGEST_LINE)
    country = Reading(read_country)
    venue = line(most=LONGEST_LINE)
    online = ma.fields.Boolean(load_default=False)
    timezone = line(most=60, required=True)
    latitude = ma.fields.Float()
    longitude = ma.fields.Float()


class SittingForm(Form):
    """A sitting: times as the clocks at the stop show them; an agenda, a key on each line."""

    title = line(most=LONGEST_LINE)
    starts_at = line(most=30)
    ends_at = line(most=30)
    agenda = ma.fields.List(ma.fields.String(), load_default=list)


class DutyForm(Form):
    """Who does what: by the address of their account, or by their id."""

    person = line(most=254, required=True)
    task = ma.fields.String(required=True, validate=ma.validate.OneOf(("facilitator", "scribe")))


def stop_given(form: Given, *, slug: str, source: str = "") -> StopGiven:
    """A stop from its form."""
    return StopGiven(
        slug=slug, event=form.event, starts=form.starts, ends=form.ends or form.starts, timezone=form.timezone,
        city=form.city or "", country=form.country, venue=form.venue or "", online=form.online,
        language=form.language or "en", latitude=form.latitude, longitude=form.longitude, url=form.url,
        source=source, note=form.note or "", capacity=form.capacity,
    )  # fmt: skip


def sitting_given(form: Given, *, zone: str) -> SittingGiven:
    """A sitting from its form. Raises Invalid under the time that is none."""
    wrong: dict[str, Any] = {}
    times = {name: _moment(form, name, zone, wrong) for name in ("starts_at", "ends_at")}
    if wrong:
        raise Invalid(wrong)
    return SittingGiven(title=form.title or "", agenda=tuple(form.agenda), **times)


def _moment(form: Given, name: str, zone: str, wrong: dict[str, Any]) -> datetime | None:
    text = getattr(form, name)
    if not text:
        return None
    try:
        return moment_in(text, zone)
    except BadTime as error:
        wrong[name] = str(error)
        return None
