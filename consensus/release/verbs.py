"""What the public record may say of the path to stable: numbers, states, digests and signatures, never people's words."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Verb(StrEnum):
    """Acts on criteria, candidates, endorsements, seals and the site's keys."""

    CRITERIA_SET = "gate.criteria-set"
    COUNTED = "gate.counted"
    JUDGED = "judgement.made"
    REOPENED = "judgement.reopened"
    ANNOUNCED = "candidate.announced"
    CANDIDATE_WITHDRAWN = "candidate.withdrawn"
    PLANNED = "release.planned"
    ENDORSED = "endorsement.made"
    CONFIRMED = "endorsement.confirmed"
    WITHDRAWN = "endorsement.withdrawn"
    CHALLENGED = "endorsement.challenged"
    RULED = "endorsement.ruled"
    CARRIED = "endorsements.carried"
    LAPSED = "endorsements.lapsed"
    FAMILY_SET = "organisation.family-set"
    SEAL_OPENED = "seal.opened"
    SEAL_SIGNED = "seal.signed"
    SEAL_REOPENED = "seal.reopened"
    SEAL_ABANDONED = "seal.abandoned"
    SEAL_COMPLETED = "seal.completed"
    KEY_SET = "site.key-set"


SENTENCES = {
    Verb.CRITERIA_SET: _l("set %(subject)s, version %(version)s"),
    Verb.COUNTED: _l("counted what stands between %(subject)s and its release; criteria: %(target)s"),
    Verb.JUDGED: _l("judged %(subject)s by the criterion %(criterion)s: %(finding)s"),
    Verb.REOPENED: _l("opened the criterion %(criterion)s anew for %(subject)s"),
    Verb.ANNOUNCED: _l("announced %(subject)s as a release candidate"),
    Verb.CANDIDATE_WITHDRAWN: _l("withdrew %(subject)s as a release candidate"),
    Verb.PLANNED: _l("set the day planned for a stable release: %(date)s"),
    Verb.ENDORSED: _l("endorsed draft %(draft)s; stakeholder group: %(group)s"),
    Verb.CONFIRMED: _l("confirmed %(subject)s of draft %(draft)s"),
    Verb.WITHDRAWN: _l("withdrew %(subject)s of draft %(draft)s"),
    Verb.CHALLENGED: _l("challenged the stakeholder group that %(subject)s claims"),
    Verb.RULED: _l("ruled on the challenge of %(subject)s; upheld: %(upheld)s"),
    Verb.CARRIED: _l("carried endorsements of draft %(from)s on to %(subject)s, which says the same"),
    Verb.LAPSED: _l("let endorsements of draft %(from)s lapse, since %(subject)s says something else"),
    Verb.FAMILY_SET: _l("set to which organisation %(subject)s belongs: %(head)s"),
    Verb.SEAL_OPENED: _l("laid %(subject)s before the board; signatures needed: %(needed)s of %(of)s"),
    Verb.SEAL_SIGNED: _l("said of the sealing of %(subject)s: %(stance)s"),
    Verb.SEAL_REOPENED: _l("laid %(subject)s before the board anew"),
    Verb.SEAL_ABANDONED: _l("gave up the sealing of %(subject)s"),
    Verb.SEAL_COMPLETED: _l("sealed %(subject)s as stable; signed by %(signed)s"),
    Verb.KEY_SET: _l("put %(subject)s into use, with which the site signs"),
}
