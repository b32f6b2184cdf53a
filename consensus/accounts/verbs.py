"""What the public record says of people and organisations. Sign-in, profile, links and tokens are private."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Verb(StrEnum):
    """The public acts of this package."""

    ROLE_GRANTED = "role.granted"
    ROLE_REVOKED = "role.revoked"
    ORGANISATION_RECORDED = "organisation.recorded"
    ORGANISATION_CHANGED = "organisation.changed"
    SPOKESPERSON_CONFIRMED = "spokesperson.confirmed"
    SPOKESPERSON_ENDED = "spokesperson.ended"
    MERGED = "account.merged"
    ERASED = "account.erased"


SENTENCES = {
    Verb.ROLE_GRANTED: _l("granted %(subject)s the role %(role)s (until: %(until)s)"),
    Verb.ROLE_REVOKED: _l("took the role %(role)s from %(subject)s"),
    Verb.ORGANISATION_RECORDED: _l("recorded %(subject)s (sector: %(sector)s)"),
    Verb.ORGANISATION_CHANGED: _l("changed %(subject)s (sector: %(sector)s, other names: %(names)s)"),
    Verb.SPOKESPERSON_CONFIRMED: _l("confirmed that %(person)s may speak for %(subject)s"),
    Verb.SPOKESPERSON_ENDED: _l("ended that %(person)s may speak for %(subject)s"),
    Verb.MERGED: _l("joined what %(subject)s did as a guest with %(into)s"),
    Verb.ERASED: _l("erased who stands behind %(subject)s"),
}
