"""What the public record may say about drafts."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Verb(StrEnum):
    """Acts on drafts and their clauses."""

    SHOWN = "draft.shown"
    UNSHOWN = "draft.unshown"
    SCHEDULED = "draft.scheduled"
    UNSCHEDULED = "draft.unscheduled"
    DISCARDED = "draft.discarded"
    PUBLISHED = "draft.published"
    WITHDRAWN = "draft.withdrawn"
    EXTENDED = "draft.period-extended"
    SHORTENED = "draft.period-shortened"
    REOPENED = "draft.reopened"
    CORRECTED = "draft.map-corrected"
    EXPLAINED = "clause.explained"


SENTENCES = {
    Verb.SHOWN: _l("showed %(subject)s as an editors' draft"),
    Verb.UNSHOWN: _l("stopped showing %(subject)s as an editors' draft"),
    Verb.SCHEDULED: _l("set %(subject)s to be published at %(at)s"),
    Verb.UNSCHEDULED: _l("took back the set time of publication of %(subject)s"),
    Verb.DISCARDED: _l("discarded %(subject)s before it was published"),
    Verb.PUBLISHED: _l("published %(subject)s"),
    Verb.WITHDRAWN: _l("withdrew %(subject)s"),
    Verb.EXTENDED: _l("extended the period of %(subject)s until %(until)s"),
    Verb.SHORTENED: _l("shortened the period of %(subject)s to end at %(until)s"),
    Verb.REOPENED: _l("reopened %(subject)s until %(until)s"),
    Verb.CORRECTED: _l("corrected what became of %(keys)s in %(subject)s"),
    Verb.EXPLAINED: _l("explained %(subject)s of draft %(draft)s in plain words"),
}
