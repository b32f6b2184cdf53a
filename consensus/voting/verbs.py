"""What the public record may say of positions. ``by`` is then a participant's second id, ``v:…``, never a person's."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Verb(StrEnum):
    """Acts on positions, on what is decided from them, and on results."""

    TAKEN = "position.taken"
    WITHDRAWN = "position.withdrawn"
    REFUSED = "position.refused"
    JOINED = "voter.joined"
    SET_ASIDE = "positions.set-aside"
    RESTORED = "positions.restored"
    CHALLENGED = "challenge.made"
    CHALLENGE_RULED = "challenge.ruled"
    CALLED = "call.made"
    APPEALED = "call.appealed"
    APPEAL_RULED = "appeal.ruled"
    LAST_CALL = "lastcall.announced"
    LAST_CALL_ENDED = "lastcall.ended"
    ROLL = "roll.published"
    RESULT = "result.kept"


SENTENCES = {
    Verb.TAKEN: _l("took %(subject)s on %(key)s of draft %(draft)s: %(choice)s"),
    Verb.WITHDRAWN: _l("took back %(subject)s on %(key)s of draft %(draft)s"),
    Verb.REFUSED: _l("refused to have %(subject)s carried over an editorial change of %(key)s"),
    Verb.JOINED: _l("went on as %(into)s; earlier positions on the same words ended"),
    Verb.SET_ASIDE: _l(
        "set aside what participants of %(subject)s say; positions that count nothing now: %(n)s"
    ),
    Verb.RESTORED: _l("let what participants of %(subject)s say count again; positions: %(n)s"),
    Verb.CHALLENGED: _l("challenged that the change of %(key)s in draft %(draft)s was editorial"),
    Verb.CHALLENGE_RULED: _l("ruled on %(subject)s of %(key)s in draft %(draft)s; upheld: %(upheld)s"),
    Verb.CALLED: _l("called %(key)s of draft %(draft)s: %(finding)s"),
    Verb.APPEALED: _l("appealed against %(subject)s on %(key)s of draft %(draft)s"),
    Verb.APPEAL_RULED: _l("ruled on the appeal against %(subject)s on %(key)s; upheld: %(upheld)s"),
    Verb.LAST_CALL: _l("announced %(subject)s on draft %(draft)s (clause: %(key)s) until %(until)s"),
    Verb.LAST_CALL_ENDED: _l("ended %(subject)s on draft %(draft)s (clause: %(key)s)"),
    Verb.ROLL: _l("published how many may take part in %(subject)s: %(eligible)s"),
    Verb.RESULT: _l("kept the result of %(subject)s as of entry %(closing)s"),
}
