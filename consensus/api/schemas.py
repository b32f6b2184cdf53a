"""What the API answers, described for the OpenAPI document. The answers themselves are built by ``drafts/shapes.py``."""

import marshmallow as ma
from marshmallow import fields

from ..drafts.changes import ChangeKind
from ..drafts.models import PartKind, Significance
from ..drafts.pieces import Kind
from .fields import a_choice, a_day, a_flag, a_list, a_moment, a_number, a_text, list_of, said, texts

STATUSES = ("prepared", "scheduled", "open", "closed", "superseded", "withdrawn", "sealed")
OUTCOMES = ("quiet", "consensus", "rough-consensus", "no-objection", "contested")
WORDING = "SHA-256 of its words in normal form; 64 hexadecimal digits."


class ProblemSchema(ma.Schema):
    """A refusal, as RFC 9457 wants it."""

    type = a_text("`about:blank`: the status says what kind it is.")
    title = a_text("The status in words.")
    status = a_number("The HTTP status.")
    detail = a_text("What is wrong, as a sentence.")
    errors = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        metadata=said("Sentences per field (422)."),
    )
    reasons = fields.List(fields.String(), metadata=said("Why it is not possible now (409)."))
    url = fields.String(metadata=said("Where it is possible, if anywhere (409)."))


class PartSchema(ma.Schema):
    """A part of a draft."""

    slug = a_text()
    title = a_text()
    kind = a_choice(PartKind)


class DraftSummarySchema(ma.Schema):
    """A draft without its clauses."""

    version = a_text("Ordered as Python's packaging.version does.")
    title = a_text()
    status = a_choice(STATUSES)
    date = a_day("The draft's own date.")
    published_at = a_moment("When it was published here; null while it is prepared.")
    comment_until = a_moment("When comments and positions close; null: when its successor is published.")
    summary = a_text("What changed.")
    language = a_text("A language tag such as `en`.")
    source = a_text("Where the text was published before.", allow_none=True)
    digest = a_text("SHA-256 of the sorted manifest of its files.")
    previous = a_text("The draft it was aligned with.", allow_none=True)
    parts = texts("Slugs of its parts, in order.")
    part_list = a_list(PartSchema, "The same with titles and kinds.")
    revision = a_number("Rises with each decision while it is prepared; 0 once published.")


class ClauseSchema(ma.Schema):
    """A clause as it stands in one draft."""

    key = a_text("Lasting, and unique through all drafts.")
    number = a_text("As it is cited: `3.2`.")
    part = a_text("The slug of its part.")
    kind = a_choice(Kind)
    depth = a_number("0 for the heading of a part.")
    parent = a_text("The key of the clause it hangs from.", allow_none=True)
    heading = texts("The headings above it, from the top.")
    markdown = a_text("Its own words, exactly.")
    wording = a_text(WORDING)
    normative = a_flag("Whether it binds.")
    required = a_flag("Of a table's rows: whether its group is required.", allow_none=True)
    change = a_choice(ChangeKind, "What became of it since the draft before.", empty=True)
    moved = a_flag("Whether it stands elsewhere.")
    surroundings = a_flag("Whether what governs it changed in substance.")
    significance = a_choice(Significance, empty=True)
    sources = fields.List(
        fields.String(),
        data_key="from",
        required=True,
        metadata=said("Keys it came from in the draft before."),
    )
    tally = fields.Dict(
        required=True, allow_none=True, metadata=said("Totals of positions; null where none are taken.")
    )
    comments = a_number("How many comments it has.")
    objections = a_number("How many of them are objections.")
    status = a_choice(OUTCOMES, "Where it stands.", empty=True)


class DraftSchema(DraftSummarySchema):
    """A draft with its clauses."""

    clauses = a_list(ClauseSchema)


class ChangeSchema(ma.Schema):
    """What became of one clause between two drafts."""

    key = a_text()
    kind = a_choice(ChangeKind)
    moved = a_flag("Whether it stands elsewhere.")
    surroundings = a_flag("Whether what governs it changed in substance.")
    sources = fields.List(
        fields.String(),
        data_key="from",
        required=True,
        metadata=said("Keys in the older draft that it came from."),
    )
    significance = a_choice(Significance, empty=True)
    confidence = fields.Float(
        required=True, validate=ma.validate.Range(0, 1), metadata=said("How sure the alignment is, 0 to 1.")
    )
    reason = a_text("Why the map says so.")
    number = a_text("In the newer draft; of a removed clause, in the older.", allow_none=True)


class ComparedChangeSchema(ChangeSchema):
    """The same with the redline."""

    spans = fields.List(
        fields.List(fields.String()),
        required=True,
        metadata=said("`[op, text]`: `=` and `+` joined give the newer words, `=` and `-` the older."),
    )


class ComparedSchema(ma.Schema):
    """Two drafts beside each other."""

    older = fields.String(data_key="from", required=True, metadata=said("The older draft's version."))
    newer = fields.String(data_key="to", required=True, metadata=said("The newer draft's version."))
    map = a_list(ComparedChangeSchema, "Every clause of the newer in order, then the removed.")
    flips = fields.List(fields.Dict(), required=True, metadata=said("AI systems whose assessment changes."))


class DeclaredSchema(ma.Schema):
    """What a maintainer declared a change to be."""

    significance = a_choice(Significance)
    by = a_text("Who declared it.")
    reason = a_text(allow_none=True)
    seconded_by = a_text("The second maintainer, where one is needed.", allow_none=True)


class MapRowSchema(ChangeSchema):
    """One line of a map."""

    prepared_key = a_text(
        "Its key in the files; null for what is removed, and once published.", allow_none=True
    )
    normative = a_flag("Whether it binds; null for what is removed.", allow_none=True)
    risks = texts("Words that changed and may turn the sense, such as `modal:must`.")
    declared = fields.Nested(DeclaredSchema, required=True, allow_none=True)


class CautionSchema(ma.Schema):
    """Something to look at before publishing."""

    file = a_text()
    line = a_number("1-based.", allow_none=True)
    message = a_text()


class DroppedSchema(ma.Schema):
    """Something of a file that is no part of the draft."""

    line = a_number()
    text = a_text()
    reason = a_text()


class MapNotesSchema(ma.Schema):
    """What comes with a map."""

    map = a_list(MapRowSchema, "Every clause of the newer in order, then the removed.")
    aliases = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata=said("Other keys → lasting keys."),
    )
    cautions = a_list(CautionSchema)
    dropped = a_list(DroppedSchema)


class MapSchema(MapNotesSchema):
    """What became of each clause of a draft."""

    older = fields.String(data_key="from", required=True, allow_none=True, metadata=said("The draft before."))
    newer = fields.String(data_key="to", required=True, metadata=said("The draft's version."))
    status = a_choice(STATUSES)
    revision = a_number("The value for `If-Match`, in quotes.")


class PreparedSchema(DraftSchema, MapNotesSchema):
    """A draft being prepared, with the proposed map."""


class WordingSchema(ma.Schema):
    """A clause as it stood in one draft."""

    draft = a_text("The draft's version.")
    date = a_day("The draft's own date.")
    published_at = a_moment("When that draft was published here.")
    withdrawn = a_flag("Whether that draft was withdrawn.")
    number = a_text()
    part = a_text()
    kind = a_choice(Kind)
    markdown = a_text("Its own words, exactly.")
    text = a_text("Its words in normal form.")
    wording = fields.String(required=True, metadata=said(WORDING))
    normative = a_flag()
    change = a_choice(ChangeKind, empty=True)
    moved = a_flag()
    surroundings = a_flag()
    significance = a_choice(Significance, empty=True)
    sources = fields.List(fields.String(), data_key="from", required=True)


class ClauseHistorySchema(ma.Schema):
    """A clause through all drafts."""

    key = a_text("The lasting key.")
    aliases = texts("Other keys that lead here.")
    since = a_text("The first draft that has it.", allow_none=True)
    until = a_text("The last draft that has it.", allow_none=True)
    came_from = texts("Keys of the clauses it came from.")
    became = texts("Keys of the clauses that came from it.")
    wordings = a_list(WordingSchema, "The oldest draft first.")


class EntrySchema(ma.Schema):
    """One entry of the public record."""

    n = a_number("From 1, without gaps.")
    at = a_moment("When.", empty=False)
    verb = a_text("What was done.")
    by = a_text("Who, under a name of the record: `p:…` for a person.")
    subject = a_text("To what.")
    details = fields.Dict(required=True, metadata=said("Small facts; never people's words."))
    previous = a_text("The hash of the entry before; 64 zeros for the first.")
    hash = a_text("SHA-256 over the canonical JSON (RFC 8785) of the other fields.")


class RuleSchema(ma.Schema):
    """Who may do what."""

    permission = a_text()
    rule = a_text("Who may, as a sentence.")


class CallSchema(ma.Schema):
    """One call of this API."""

    method = a_text()
    path = a_text()
    summary = a_text()


DraftList = list_of(DraftSummarySchema, "DraftList")
EntryList = list_of(EntrySchema, "EntryList")
RuleList = list_of(RuleSchema, "RuleList")
CallList = list_of(CallSchema, "CallList")


class PageQuery(ma.Schema):
    """Which page of a list."""

    cursor = fields.String(metadata=said("Taken from `next`."))
    limit = fields.Integer(
        validate=ma.validate.Range(1, 200), metadata=said("At most so many items; 50 if not given.")
    )


class LedgerQuery(ma.Schema):
    """Which entries."""

    after = fields.Integer(
        validate=ma.validate.Range(0), metadata=said("The entries that follow this number.")
    )
    limit = fields.Integer(
        validate=ma.validate.Range(1, 200), metadata=said("At most so many items; 50 if not given.")
    )
