"""What the search answers, described for the OpenAPI document, and which arguments it takes."""

import marshmallow as ma
from marshmallow import fields

from ..search.asked import SORTS
from .comment_schemas import AuthorSchema
from .fields import a_flag, a_list, a_moment, a_number, a_text, said, texts


class FoundThingSchema(ma.Schema):
    """One thing that was found."""

    kind = a_text(
        "`clause`, `comment`, `disposition`, `system`, `review`, `stop`, `note`, `page` or `message`."
    )
    also = texts("Further kinds it counts under, such as `objection`.")
    id = a_text("Its name on this site, such as `comment:12`.")
    url = a_text("Where it is read in its context.")
    title = a_text("Plain words.")
    excerpt = a_text("HTML in which what was asked for stands in `<mark>`; everything else is escaped.")
    score = fields.Float(
        required=True, metadata=said("The higher, the better it fits; comparable within one answer.")
    )
    at = a_moment("When it was said or published.", empty=False)
    author = fields.Nested(AuthorSchema, required=True, allow_none=True, metadata=said("Who wrote it here."))
    byline = a_text("Who wrote it, as shown where an archive came from.", allow_none=True)
    draft = a_text("The draft it belongs to.", allow_none=True)
    drafts = texts("Every draft in which these words stand, of a clause.")
    clause = a_text("The clause it is about.", allow_none=True)
    clauses = texts("Further clauses that it mentions.")
    outcome = a_text("What it was answered.", allow_none=True)
    system = a_text("The slug of the system it is about.", allow_none=True)
    stop = a_text("The slug of the stop it comes from.", allow_none=True)
    source = a_text("The archive it was imported into, as in `in:`.", allow_none=True)
    language = a_text("A language tag such as `en`.")
    hidden = a_flag("Whether it is folded; moderators alone find such things.")


class CountSchema(ma.Schema):
    """A value by which what was found can be narrowed."""

    value = a_text("For the argument of the same name.")
    n = a_number("How many things have it.")
    chosen = a_flag("Whether it was asked for.")


class FacetsSchema(ma.Schema):
    """What can be narrowed, each with the most frequent first."""

    kind = a_list(CountSchema)
    draft = a_list(CountSchema)
    clause = a_list(CountSchema)
    outcome = a_list(CountSchema)
    within = fields.List(fields.Nested(CountSchema), required=True, data_key="in")
    language = a_list(CountSchema)
    year = a_list(CountSchema)


class FoundSchema(ma.Schema):
    """What was found."""

    total = a_number("How many things were found.")
    items = a_list(FoundThingSchema)
    next = fields.Url(
        required=True, allow_none=True, metadata=said("Where the next page is; null on the last.")
    )
    facets = fields.Nested(FacetsSchema, required=True)
    suggestion = a_text("The question with its spelling mended, where that finds more.", allow_none=True)
    explained = texts("What of the question could not be read, in sentences.")


class SearchQuery(ma.Schema):
    """What is asked. Each argument but `q`, `sort`, `limit` and `cursor` may be repeated: any of its values will do."""

    q = fields.String(
        metadata=said('Words, "exact phrases", -not, OR, beginnings*, and fields such as `draft:0.0.9`.')
    )
    kind = fields.String(metadata=said("What kind of thing: see `kind` and `also` of an item."))
    draft = fields.String(metadata=said("A version."))
    clause = fields.String(metadata=said("A key, or a number as printed."))
    author = fields.String(metadata=said("A name."))
    outcome = fields.String(metadata=said("What a comment was answered, such as `declined`."))
    system = fields.String(metadata=said("A slug."))
    stop = fields.String(metadata=said("A slug."))
    within = fields.String(data_key="in", metadata=said("An archive's name."))
    language = fields.String(metadata=said("A language tag such as `en`."))
    year = fields.String(metadata=said("A year such as `2024`."))
    after = fields.String(metadata=said("From this day, month or year on: `2024-08-22`, `2024-08`, `2024`."))
    before = fields.String(metadata=said("Before this day, month or year."))
    sort = fields.String(validate=ma.validate.OneOf(SORTS), metadata=said("`relevance` if not given."))
    cursor = fields.String(metadata=said("Taken from `next`."))
    limit = fields.Integer(
        validate=ma.validate.Range(1, 200), metadata=said("At most so many items; 20 if not given.")
    )
