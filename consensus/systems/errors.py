"""What the systems' package refuses, each with the sentence the person reads."""

from flask_babel import lazy_gettext as _l

from ..kit.errors import Missing, Refused, Stale


class NoSuchSystem(Missing):
    """404."""

    sentence = _l("There is no system of this name in the registry.")


class NoSuchVersion(Missing):
    """404."""

    sentence = _l("The registry has no such version of this system.")


class NoSuchReview(Missing):
    """404."""

    sentence = _l("There is no review with this number.")


class NoSuchContact(Missing):
    """404."""

    sentence = _l("There is no such contact of this system.")


class NoSuchOpinion(Missing):
    """404."""

    sentence = _l("There is no opinion with this number.")


class NoSuchSurprise(Missing):
    """404."""

    sentence = _l("There is no surprise with this number.")


class ReviewIsStale(Stale):
    """The author saved it in another window, or submitted it there."""

    sentence = _l(
        "You saved this review elsewhere meanwhile, so nothing was stored over it. What you entered is still here."
    )


class NotReviewable(Refused):
    """Systems are reviewed under published drafts that are not withdrawn."""

    sentence = _l("Systems are reviewed under published drafts that are not withdrawn.")


class NoChecklist(Refused):
    """A draft without a checklist asks nothing, so there is nothing to answer and no assessment to speak of."""

    sentence = _l("This draft has no checklist, so there are no assessments under it.")


class NothingToSubmit(Refused):
    """An empty sheet, or one that says what was submitted already."""

    sentence = _l("Nothing is answered yet, or nothing has changed since you submitted.")


class NotSubmitted(Refused):
    """What only a submitted review can undergo."""

    sentence = _l("This review has not been submitted, or it was withdrawn.")


class AlreadyReleased(Refused):
    """The maker's time is over, or somebody ended it."""

    sentence = _l("This review is public already.")


class AlreadyReplied(Refused):
    """One reply stands beside a review as it was submitted."""

    sentence = _l("The maker has replied to this review already.")


class NotCurrent(Refused):
    """Taken back, or replaced by another."""

    sentence = _l("This was taken back or replaced meanwhile.")


class OwnSurprise(Refused):
    """Nobody co-signs their own surprise."""

    sentence = _l("You raised this surprise yourself; others can say that they were surprised too.")


class SameSystem(Refused):
    """The slug is taken, or name and maker are."""

    sentence = _l("The registry has a system of this name already.")
