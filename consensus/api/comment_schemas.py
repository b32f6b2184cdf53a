"""What the API answers about the discussion; the answers themselves are built by ``discussion/shapes.py``."""

import marshmallow as ma
from marshmallow import fields

from ..discussion.anchors import Anchor
from ..discussion.carrying import Carried
from ..discussion.models import Answer, CommentKind, Operation, Outcome
from .fields import a_choice, a_flag, a_list, a_moment, a_number, a_text, list_of, said, texts

STATES = ("standing", "awaiting", "sustained", "withdrawn", "answered")


class AuthorSchema(ma.Schema):
    """Who wrote something."""

    id = a_text("`p:…`, as on the public record.")
    name = a_text(allow_none=True)


class QuoteSchema(ma.Schema):
    """Exact words of a clause."""

    exact = a_text()
    prefix = a_text()
    suffix = a_text()


class EditSchema(ma.Schema):
    """One edit of a suggestion."""

    op = a_choice(Operation)
    clause = a_text(allow_none=True)
    wording = a_text("The words it was made on, by their digest.", allow_none=True)
    after = a_text(allow_none=True)
    text = a_text(allow_none=True)


class AuthorsAnswerSchema(ma.Schema):
    """What the author said to a disposition."""

    answer = a_choice(Answer)
    reason = a_text()
    at = a_moment("When.", empty=False)


class AddressedSchema(ma.Schema):
    """That a second person found an objection addressed whose author said nothing in time."""

    by = a_text("Who, as on the public record.")
    reason = a_text()
    at = a_moment("When.", empty=False)


class DispositionSchema(ma.Schema):
    """What became of a comment."""

    outcome = a_choice(Outcome)
    reason = a_text("Markdown.")
    resolved_in = a_text("A draft's version.", allow_none=True)
    clauses = texts("Keys of the clauses whose change answers it.")
    duplicate_of = a_number("A comment.", allow_none=True)
    answer_by = a_moment("Until when the author may reply.", empty=False)
    by = a_text("Who answered, as on the public record.")
    at = a_moment("When.", empty=False)
    answer = fields.Nested(
        AuthorsAnswerSchema, required=True, allow_none=True, metadata=said("What the author said.")
    )
    addressed = fields.Nested(
        AddressedSchema,
        required=True,
        allow_none=True,
        metadata=said("What a second person found, where the author said nothing."),
    )


class CommentSchema(ma.Schema):
    """A comment, as seen from a draft."""

    class Meta:
        """Shapes may say more than is described here."""

        unknown = ma.INCLUDE

    id = a_number()
    url = a_text("Its permanent page.")
    draft = a_text("The draft it was made on.")
    clause = a_text("The clause it is about.", allow_none=True)
    part = a_text("The part it is about.", allow_none=True)
    after = a_text("The clause after which something is missing.", allow_none=True)
    wording = a_text("The words its author saw, by their digest.", allow_none=True)
    kind = a_choice(CommentKind)
    body = a_text("Markdown; null where it is folded, empty where it was deleted.", allow_none=True)
    html = a_text("The same, sanitised.", allow_none=True)
    author = fields.Nested(AuthorSchema, required=True, allow_none=True)
    affiliation = a_text("For whom the author spoke at that time.", allow_none=True)
    stakeholder_group = a_text("At that time.", allow_none=True)
    channel = a_text("`online`, or `stop:<slug>`.")
    language = a_text("A language tag.")
    created_at = a_moment("When.", empty=False)
    edited_at = a_moment("When it was edited last.")
    parent = a_number("The comment it replies to.", allow_none=True)
    thread = a_number("The comment that began the thread.")
    replies = a_number("How many replies the thread has.")
    quote = fields.Nested(QuoteSchema, required=True, allow_none=True)
    suggestion = a_text("New words for the clause.", allow_none=True)
    edits = a_list(EditSchema, "The suggestion, edit by edit.")
    carried = a_choice(Carried, "What became of the words it is about.")
    anchor = a_choice(Anchor, "How the quoted words are found now.", empty=True)
    disposition = fields.Nested(DispositionSchema, required=True, allow_none=True)
    hidden = a_flag("Folded by a moderator.")
    deleted = a_flag("Deleted by its author: a tombstone.")
    standing = a_flag("Whether it is an objection that stands.")
    state = a_choice(STATES, "Where an objection stands; `sustained` also for other kinds.", empty=True)
    late = a_flag("Made after closing.")
    cosigned = a_number("How many people share this concern.")
    cosigned_by_group = fields.Dict(
        keys=fields.String(), values=fields.Integer(), required=True, metadata=said("By stakeholder group.")
    )


CommentList = list_of(CommentSchema, "CommentList")
