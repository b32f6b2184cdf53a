"""What may be sent to the API of the discussion."""

import marshmallow as ma

from ..discussion.models import Answer, CommentKind, Operation, Outcome
from ..kit.web.forms import Form, line, paragraph
from .fields import said

KINDS = [str(kind) for kind in CommentKind]
WORDS = 20_000  # characters; what is stored is measured in bytes, by the discussion itself


class QuoteForm(Form):
    """Exact words of a clause, as in a TextQuoteSelector of the Web Annotation model."""

    exact = line(most=4_000, required=True, metadata=said("The words that are meant."))
    prefix = ma.fields.String(
        load_default="", validate=ma.validate.Length(max=1_000), metadata=said("What stands before them.")
    )
    suffix = ma.fields.String(
        load_default="", validate=ma.validate.Length(max=1_000), metadata=said("What stands after them.")
    )


class EditForm(Form):
    """One edit of a suggestion over several clauses."""

    op = ma.fields.String(
        required=True,
        validate=ma.validate.OneOf([str(op) for op in Operation]),
        metadata=said("What it does."),
    )
    clause = line(most=200, allow_none=True, metadata=said("The clause that is replaced, deleted or moved."))
    after = line(
        most=200,
        allow_none=True,
        metadata=said("After which clause, to insert or move; null: at the beginning."),
    )
    text = paragraph(most=WORDS, allow_none=True, metadata=said("The new words, as Markdown."))


class WordsForm(Form):
    """Words of a comment."""

    body = paragraph(most=WORDS, required=True, metadata=said("Markdown, at most 8,192 bytes of UTF-8."))


class PostForm(WordsForm):
    """Something to be said."""

    kind = ma.fields.String(
        load_default="comment",
        validate=ma.validate.OneOf(KINDS),
        metadata=said("An objection stands until its author lets go of it."),
    )
    parent = ma.fields.Integer(
        allow_none=True,
        strict=True,
        validate=ma.validate.Range(1, 2**31 - 1),
        metadata=said("The comment replied to."),
    )
    language = line(
        most=20, allow_none=True, metadata=said("A language tag; else it is told from the words.")
    )


class CommentForm(PostForm):
    """A comment on a clause."""

    quote = ma.fields.Nested(QuoteForm, allow_none=True, metadata=said("Words of the clause."))
    suggestion = paragraph(
        most=WORDS, allow_none=True, metadata=said("New words for this clause, as Markdown.")
    )
    edits = ma.fields.List(
        ma.fields.Nested(EditForm),
        allow_none=True,
        validate=ma.validate.Length(max=20),
        metadata=said("A suggestion over several clauses, in place of `suggestion`."),
    )


class DraftCommentForm(PostForm):
    """A comment on a draft as a whole, on a part, or on something missing after a clause."""

    part = line(most=200, allow_none=True, metadata=said("The slug of a part."))
    after = line(most=200, allow_none=True, metadata=said("The clause after which something is missing."))
    edits = ma.fields.List(
        ma.fields.Nested(EditForm),
        allow_none=True,
        validate=ma.validate.Length(max=20),
        metadata=said("A suggestion."),
    )


class DispositionForm(Form):
    """The reasoned answer to a comment."""

    outcome = ma.fields.String(
        required=True,
        validate=ma.validate.OneOf([str(outcome) for outcome in Outcome]),
        metadata=said("What was decided."),
    )
    reason = paragraph(
        most=WORDS, required=True, metadata=said("Public, and specific to what was said; Markdown.")
    )
    resolved_in = line(most=40, allow_none=True, metadata=said("The draft that resolves it."))
    clauses = ma.fields.List(
        ma.fields.String(validate=ma.validate.Length(max=200)),
        load_default=list,
        validate=ma.validate.Length(max=50),
        metadata=said("Keys of the clauses whose change answers it."),
    )
    duplicate_of = ma.fields.Integer(
        allow_none=True,
        strict=True,
        validate=ma.validate.Range(1, 2**31 - 1),
        metadata=said("The comment that said the same."),
    )
    answer_by = ma.fields.AwareDateTime(
        allow_none=True, metadata=said("Until when the author may reply, RFC 3339; else 14 days from now.")
    )


class ReplyForm(Form):
    """What the author says to a disposition."""

    answer = ma.fields.String(
        required=True,
        validate=ma.validate.OneOf([str(answer) for answer in Answer]),
        metadata=said("To agree ends an objection; to sustain it keeps it standing."),
    )
    reason = paragraph(most=WORDS, allow_none=True, metadata=said("Required to sustain."))


class WithdrawalForm(Form):
    """Letting go of an objection."""

    reason = paragraph(most=WORDS, allow_none=True, metadata=said("Why, for everybody to read."))
