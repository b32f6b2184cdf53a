"""What the public record may say about the discussion: never people's words, only their salted digests."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Verb(StrEnum):
    """Acts on comments, their dispositions and suggestions."""

    ADDED = "comment.added"
    EDITED = "comment.edited"
    DELETED = "comment.deleted"
    COSIGNED = "comment.cosigned"
    UNSIGNED = "comment.cosignature-withdrawn"
    DISPOSED = "comment.disposed"
    ANSWERED = "disposition.answered"
    OBJECTION_WITHDRAWN = "objection.withdrawn"
    ADDRESSED = "objection.addressed"
    ACCEPTED = "suggestion.accepted"
    RELEASED = "suggestion.released"


SENTENCES = {
    Verb.ADDED: _l("wrote %(subject)s (%(kind)s) on draft %(draft)s"),
    Verb.EDITED: _l("edited %(subject)s"),
    Verb.DELETED: _l("deleted %(subject)s"),
    Verb.COSIGNED: _l("shares the concern of %(subject)s"),
    Verb.UNSIGNED: _l("took back sharing the concern of %(subject)s"),
    Verb.DISPOSED: _l("answered %(subject)s for the editors: %(outcome)s"),
    Verb.ANSWERED: _l("replied to the editors' answer to %(subject)s: %(answer)s"),
    Verb.OBJECTION_WITHDRAWN: _l("withdrew the objection of %(subject)s"),
    Verb.ADDRESSED: _l(
        "found the objection of %(subject)s addressed, its author having let the time to reply pass"
    ),
    Verb.ACCEPTED: _l("took the suggestion of %(subject)s into draft %(draft)s"),
    Verb.RELEASED: _l("took the suggestion of %(subject)s out of draft %(draft)s again"),
}
