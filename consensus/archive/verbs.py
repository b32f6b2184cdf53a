"""What the public record may say of archives: counts and digests, never names or words of people."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Verb(StrEnum):
    """Acts on what was brought in from elsewhere."""

    IMPORTED = "archive.imported"
    WITHDRAWN = "archive.withdrawn"
    SHOWN = "archive.shown-again"
    UNNAMED = "archive.unnamed"
    PLACED = "archive.placed"


SENTENCES = {
    Verb.IMPORTED: _l(
        "brought %(added)s new and %(changed)s changed messages into the archive %(archive)s: %(subject)s"
    ),
    Verb.WITHDRAWN: _l("withdrew %(subject)s with all of its messages"),
    Verb.SHOWN: _l("showed %(subject)s again, with all of its messages"),
    Verb.UNNAMED: _l("took a name out of %(messages)s messages of %(subject)s"),
    Verb.PLACED: _l("held the messages of %(subject)s against the drafts anew"),
}
