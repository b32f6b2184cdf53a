"""What the public record says of moderation. Reports are private until something is decided on them."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Verb(StrEnum):
    """The public acts of this package."""

    HIDDEN = "moderation.hidden"
    HELD = "moderation.held"
    RESTORED = "moderation.restored"
    APPEALED = "moderation.appealed"
    RULED = "moderation.ruled"
    PAUSED = "moderation.paused"
    PAUSE_ENDED = "moderation.pause-ended"


SENTENCES = {
    Verb.HIDDEN: _l("folded %(subject)s (rule: %(rule)s)"),
    Verb.HELD: _l("held %(subject)s until a moderator has seen it"),
    Verb.RESTORED: _l("unfolded %(subject)s"),
    Verb.APPEALED: _l("appealed against the folding of %(subject)s"),
    Verb.RULED: _l("ruled on the appeal about %(subject)s (outcome: %(outcome)s)"),
    Verb.PAUSED: _l("paused %(subject)s until %(until)s (rule: %(rule)s)"),
    Verb.PAUSE_ENDED: _l("ended the pause of %(subject)s"),
}
