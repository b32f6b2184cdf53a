"""What the public record may say of the roadshow: facts and counts, never names, never codes, never where people are from."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Verb(StrEnum):
    """Acts on stops and sittings. What is said there is on record as comments and positions, like everything else."""

    PLANNED = "stop.planned"
    CHANGED = "stop.changed"
    OPENED = "stop.opened"
    MOVED = "stop.moved"
    CANCELLED = "stop.cancelled"
    CLOSED = "stop.closed"
    DUTY_GIVEN = "stop.duty-given"
    DUTY_ENDED = "stop.duty-ended"
    BATCH = "stop.batch-taken"
    ROWS_SETTLED = "stop.rows-settled"
    ROWS_WITHDRAWN = "stop.rows-taken-back"
    SITTING_PLANNED = "sitting.planned"
    SITTING_CHANGED = "sitting.changed"
    SITTING_OPENED = "sitting.opened"
    SITTING_CLOSED = "sitting.closed"
    HEADS = "sitting.heads-declared"
    WITNESSED = "sitting.heads-witnessed"
    CODE_REPLACED = "sitting.code-replaced"
    SET_ASIDE = "sitting.guests-set-aside"
    RESTORED = "sitting.guests-restored"
    NOTES_TURNED = "sitting.notes-turned"


SENTENCES = {
    Verb.PLANNED: _l("planned %(subject)s: %(event)s, %(city)s, %(starts)s to %(ends)s"),
    Verb.CHANGED: _l("changed what is said of %(subject)s"),
    Verb.OPENED: _l("opened %(subject)s on draft %(draft)s"),
    Verb.MOVED: _l("moved %(subject)s to %(city)s, %(starts)s to %(ends)s"),
    Verb.CANCELLED: _l("cancelled %(subject)s"),
    Verb.CLOSED: _l("closed %(subject)s"),
    Verb.DUTY_GIVEN: _l("named %(person)s for %(subject)s; task: %(task)s"),
    Verb.DUTY_ENDED: _l("ended the duty of %(person)s at %(subject)s; task: %(task)s"),
    Verb.BATCH: _l("took a file of rows for %(subject)s; accepted: %(accepted)s"),
    Verb.ROWS_SETTLED: _l("settled differences between two keyings at %(subject)s; rows: %(rows)s"),
    Verb.ROWS_WITHDRAWN: _l("took back what was keyed by mistake at %(subject)s; rows: %(rows)s"),
    Verb.SITTING_PLANNED: _l("planned %(subject)s"),
    Verb.SITTING_CHANGED: _l("changed what is planned for %(subject)s"),
    Verb.SITTING_OPENED: _l("opened %(subject)s on draft %(draft)s"),
    Verb.SITTING_CLOSED: _l("closed %(subject)s; people who joined: %(joined)s"),
    Verb.HEADS: _l("counted the heads of %(subject)s: %(heads)s"),
    Verb.WITNESSED: _l("confirmed the heads of %(subject)s: %(heads)s"),
    Verb.CODE_REPLACED: _l("replaced the code of %(subject)s"),
    Verb.SET_ASIDE: _l("set people of %(subject)s aside; how many: %(people)s"),
    Verb.RESTORED: _l("let people of %(subject)s count again; how many: %(people)s"),
    Verb.NOTES_TURNED: _l("turned notes of %(subject)s into a comment; notes: %(notes)s"),
}
