"""What the public record may say of systems: facts and digests, never people's words."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Verb(StrEnum):
    """Acts on the registry, on reviews, on what people say of assessments; and what comes out of reviews."""

    ADDED = "system.added"
    CHANGED = "system.changed"
    SUBMITTED = "review.submitted"
    REVISED = "review.revised"
    RECUSED = "review.recused"
    REVIEW_WITHDRAWN = "review.withdrawn"
    RELEASED = "review.released"
    REPLIED = "review.replied-to"
    EVALUATED = "evaluation.changed"
    COUNTED = "evaluation.counted"
    ENDORSED = "verdict.endorsed"
    DISPUTED = "verdict.disputed"
    OPINION_WITHDRAWN = "verdict.endorsement-withdrawn"
    OPINIONS_JOINED = "verdict.endorsements-joined"
    ANSWERED = "dispute.answered"
    SURPRISED = "surprise.raised"
    COSIGNED = "surprise.cosigned"
    UNSIGNED = "surprise.cosignature-withdrawn"
    SURPRISE_WITHDRAWN = "surprise.withdrawn"
    SURPRISE_ANSWERED = "surprise.answered"


SENTENCES = {
    Verb.ADDED: _l("added %(subject)s to the registry"),
    Verb.CHANGED: _l("changed what the registry says of %(subject)s"),
    Verb.SUBMITTED: _l("submitted %(subject)s of %(system)s under draft %(draft)s"),
    Verb.REVISED: _l("revised %(subject)s of %(system)s under draft %(draft)s"),
    Verb.RECUSED: _l("stepped back from reviewing %(system)s under draft %(draft)s"),
    Verb.REVIEW_WITHDRAWN: _l("withdrew %(subject)s of %(system)s under draft %(draft)s"),
    Verb.RELEASED: _l("made %(subject)s of %(system)s public after its maker was told"),
    Verb.REPLIED: _l("replied, for the maker of %(system)s, to %(subject)s"),
    Verb.EVALUATED: _l("assessed %(subject)s anew under draft %(draft)s: %(verdict)s"),
    Verb.COUNTED: _l("assessed the systems of the registry under %(subject)s"),
    Verb.ENDORSED: _l("agrees with the assessment of %(system)s under draft %(draft)s"),
    Verb.DISPUTED: _l("disagrees with the assessment of %(system)s under draft %(draft)s"),
    Verb.OPINION_WITHDRAWN: _l(
        "took back what they said of the assessment of %(system)s under draft %(draft)s"
    ),
    Verb.OPINIONS_JOINED: _l(
        "was joined with another account; earlier opinions on the same assessments ended"
    ),
    Verb.ANSWERED: _l("answered %(subject)s on %(system)s under draft %(draft)s"),
    Verb.SURPRISED: _l("raised %(subject)s under draft %(draft)s; the system was expected: %(expected)s"),
    Verb.COSIGNED: _l("was surprised as well: %(subject)s under draft %(draft)s"),
    Verb.UNSIGNED: _l("took back having been surprised: %(subject)s under draft %(draft)s"),
    Verb.SURPRISE_WITHDRAWN: _l("took back %(subject)s under draft %(draft)s"),
    Verb.SURPRISE_ANSWERED: _l("answered %(subject)s under draft %(draft)s"),
}
