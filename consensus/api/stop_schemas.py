"""What the API answers about stops of the roadshow; the answers themselves are built by ``roadshow/shapes.py``."""

import marshmallow as ma
from marshmallow import fields

from ..accounts.countries import CONTINENTS
from ..roadshow.models import StopState
from .fields import a_choice, a_flag, a_list, a_moment, a_number, a_text, list_of, said, texts
from .schemas import PageQuery

SITTING_STATES = ("planned", "open", "closed")


class StopSchema(ma.Schema):
    """One stop of the roadshow: an event, somewhere or online, on days of its own time zone."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    slug = a_text("Lasting, and unique.")
    event = a_text()
    city = a_text("Empty where it is only online.")
    country = a_text("ISO 3166-1 alpha-2.", allow_none=True)
    continent = a_choice(CONTINENTS, empty=True)
    venue = a_text("Empty where it is not known.")
    online = a_flag("Whether it is held online.")
    timezone = a_text("Its time zone, such as `Africa/Dakar`.")
    language = a_text("The language spoken there, as a tag such as `en`.")
    starts = fields.Date(required=True, metadata=said("The first day, there."))
    ends = fields.Date(required=True, metadata=said("The last day, there."))
    state = a_choice(StopState, "`moved`: still to come, at another time or place than was announced.")
    reason = a_text("Why it moved or was cancelled; else empty.")
    announced_at = a_moment("When its state was announced.")
    draft = a_text("The draft that people speak of there; null before it was opened.", allow_none=True)
    channel = a_text("What everything said there is marked with, such as `stop:deep-learning-indaba-2024`.")
    latitude = fields.Float(required=True, allow_none=True, metadata=said("Of the city, rounded."))
    longitude = fields.Float(required=True, allow_none=True, metadata=said("Of the city, rounded."))
    capacity = a_number("For how many people there is room.", allow_none=True)
    link = a_text("The event's own address.", allow_none=True)
    source = a_text("Where it was announced.")
    note = a_text()
    url = a_text("Its page.")


class SittingSchema(ma.Schema):
    """People in a room, for an hour or two."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    number = a_number()
    title = a_text()
    state = a_choice(SITTING_STATES)
    starts_at = a_moment("When it is planned to begin.")
    ends_at = a_moment("When it is planned to end.")
    opened_at = a_moment("When it was opened.")
    closed_at = a_moment("When it was closed.")
    draft = a_text("The draft it is about; null before it was opened.", allow_none=True)
    agenda = texts("Keys of clauses, in order; none: the whole draft.")
    heads = a_number("How many people were counted in the room.", allow_none=True)
    witnessed = a_flag("Whether somebody else confirmed that number.")
    joined = a_number("How many people joined by its code.")
    aside = a_number("Of those, how many count nothing, as they came by a stolen code.")


class StopChangeSchema(ma.Schema):
    """One step in the life of a stop."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    state = a_choice(StopState)
    reason = a_text()
    announced_at = a_moment("When it was announced.", empty=False)
    at = a_moment("When it was done here.", empty=False)
    before = fields.Dict(data_key="from", required=True, metadata=said("What was changed, as it was."))
    after = fields.Dict(data_key="to", required=True, metadata=said("The same, as it is since."))


class LeftSchema(ma.Schema):
    """What has to be done before a stop can close."""

    notes = a_number("Notes that are not yet a comment, nor set aside.")
    waiting = a_number("Rows from paper that wait to be keyed a second time.")
    differing = a_number("Rows whose two keyings differ.")


class WholeStopSchema(StopSchema):
    """One stop, with its sittings and everything that became of it."""

    sittings = a_list(SittingSchema)
    history = a_list(StopChangeSchema, "The first first.")
    left = fields.Nested(LeftSchema, required=True)


class RefusedRowSchema(ma.Schema):
    """A row that was not taken."""

    line = a_number("Its line in the file; 1 is the header. Of `rows`, the first is line 2.")
    column = a_text("Where it is wrong, if in one place.", allow_none=True)
    reason = a_text("What is wrong, as a sentence.")


class BatchReportSchema(ma.Schema):
    """What became of the rows of a file."""

    accepted = a_number("Rows that are new, those that wait for their second keying among them.")
    unchanged = a_number("Rows that were there already.")
    refused = a_list(RefusedRowSchema, "In the order of the lines.")


class BatchSchema(ma.Schema):
    """A file of rows that was taken."""

    id = a_number()
    at = a_moment("When.", empty=False)
    digest = a_text("SHA-256 of its bytes.")
    accepted = a_number()
    unchanged = a_number()
    refused = a_number("How many problems there were.")


class FigureSchema(ma.Schema):
    """How many said something of themselves, and what."""

    said_ = a_number("How many said it.", data_key="said")
    of = a_number("Of how many.")
    by_name = fields.Dict(
        required=True, metadata=said("What → how many; null where that would tell of somebody.")
    )


class ParticipantsSchema(ma.Schema):
    """Who took part, in numbers that tell of nobody alone."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    people = a_number("Different people, as far as can be known.")
    phones = a_number("How many came in by the code.")
    paper = a_number("How many are on paper.")
    heads = a_number("How many were counted in the room.", allow_none=True)
    witnessed = a_flag("Whether a second person confirmed that.")
    groups = fields.Nested(FigureSchema, required=True, metadata=said("Stakeholder groups."))
    continents = fields.Nested(FigureSchema, required=True)
    languages = fields.Nested(FigureSchema, required=True)
    below = a_number("Fewer than this stand under `*`.")
    may_be_twice = a_flag("Whether somebody may be counted twice.")


class StopReportSchema(ma.Schema):
    """What a stop came to, as of a moment."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    stop = a_text("Its slug.")
    draft = a_text("The draft it spoke of.", allow_none=True)
    state = a_choice(StopState)
    as_of = a_moment("When it was computed.", empty=False)
    participants = fields.Nested(ParticipantsSchema, required=True)
    totals = fields.Dict(required=True, metadata=said("Positions, comments, objections, answered, notes."))
    left = fields.Nested(LeftSchema, required=True)
    clauses = fields.List(
        fields.Dict(),
        required=True,
        metadata=said(
            "Per clause: key, number, totals, notes, comments, answered, outcomes, resolved_in, became, status."
        ),
    )


StopList = list_of(StopSchema, "StopList")
BatchList = list_of(BatchSchema, "BatchList")


class StopQuery(PageQuery):
    """Which stops."""

    state = fields.String(
        validate=ma.validate.OneOf([str(state) for state in StopState]),
        metadata=said("Only those in this state."),
    )
