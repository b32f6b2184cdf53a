"""What the release refuses, each with the sentence the person reads."""

from flask_babel import lazy_gettext as _l

from ..kit.errors import Missing, Refused, Stale


class NoSuchTarget(Missing):
    """404."""

    sentence = _l("There are criteria for a candidate and for a stable release, and no others.")


class NoSuchCriterion(Missing):
    """404."""

    sentence = _l("There is no such criterion for this draft.")


class NoSuchEndorsement(Missing):
    """404."""

    sentence = _l("There is no endorsement with this number.")


class NoSuchSeal(Missing):
    """404."""

    sentence = _l("The board has not been asked to seal this draft.")


class NoCriteria(Refused):
    """There is nothing to hold a draft against."""

    sentence = _l("No criteria have been set yet, so nothing can be said about this draft.")


class SameCriteria(Refused):
    """Nothing would change."""

    sentence = _l("These are the criteria that are set already.")


class OnlyTheLatestDraft(Refused):
    """Judging, announcing and endorsing is about the draft that is current."""

    sentence = _l(
        "This is about the latest draft only. A later one has been published, or this one was withdrawn."
    )


class NotJudged(Refused):
    """It is counted."""

    sentence = _l("This criterion is counted, so nobody judges it.")


class NothingToReopen(Refused):
    """Nobody has judged it."""

    sentence = _l("Nobody has judged this criterion for this draft yet, so there is nothing to open anew.")


class AlreadyACandidate(Refused):
    """Announced, and not withdrawn."""

    sentence = _l("This draft is a release candidate already.")


class NotACandidate(Refused):
    """Never announced, or withdrawn."""

    sentence = _l("This draft is no release candidate.")


class GateIsRed(Refused):
    """Something that is necessary does not pass. ``missing``: sentences."""

    sentence = _l("Not every criterion passes. What is missing: %(missing)s")

    def __init__(self, *, missing: list[str]) -> None:
        super().__init__(str(self.sentence) % {"missing": " ".join(missing)}, missing=missing)


class AlreadyEndorsed(Refused):
    """Once per person."""

    sentence = _l("You endorse this draft already. Withdraw your endorsement first if you want to change it.")


class OrganisationEndorsesAlready(Refused):
    """Once per organisation and all that belong to it."""

    sentence = _l("This organisation, or one that it belongs with, endorses this draft already.")


class AlreadyWithdrawn(Refused):
    """An endorsement is withdrawn once."""

    sentence = _l("This endorsement has been withdrawn already.")


class NotStanding(Refused):
    """It lapsed, was withdrawn, or was not allowed after a challenge."""

    sentence = _l("This endorsement does not stand any more.")


class AlreadyConfirmed(Refused):
    """There is nothing left to confirm."""

    sentence = _l("This endorsement has been confirmed already.")


class AlreadyChallenged(Refused):
    """One challenge at a time."""

    sentence = _l("This endorsement is challenged already. Its ruling will be public.")


class NotChallenged(Refused):
    """There is nothing to rule on."""

    sentence = _l("No challenge of this endorsement waits for a ruling.")


class StillOpen(Refused):
    """A draft is sealed after its period."""

    sentence = _l(
        "Comments and positions are still being taken on this draft. It can be sealed once it is closed."
    )


class AlreadySealed(Refused):
    """Once."""

    sentence = _l("This draft is sealed. Nothing about it changes any more.")


class SealIsOpen(Refused):
    """One sealing at a time."""

    sentence = _l("The board is already reading a bundle. It has to be sealed or given up first.")


class SealIsNotOpen(Refused):
    """Not opened yet, completed, or given up."""

    sentence = _l("No bundle lies before the board now.")


class AlreadySigned(Refused):
    """Every member says it once."""

    sentence = _l("You have said already what you say of this bundle. It is said once.")


class BundleChanged(Stale):
    """412: what would be sealed is no longer what was read."""

    sentence = _l(
        "Something in this bundle has changed since it was made, so nothing was signed. A new bundle has to be made "
        "and read."
    )


class NotTheBundleRead(Stale):
    """412: the digest that was sent is not that of the open bundle."""

    sentence = _l(
        "This is not the bundle that lies before the board now. Nothing was signed. Please read it again."
    )


class OtherBundleByNow(Stale):
    """412: what was to be ended is not what lies before the board any more."""

    sentence = _l(
        "Another bundle lies before the board by now, so nothing was ended. Look at what was said of it first."
    )


class TooFewMembers(Refused):
    """k of n, but there are fewer."""

    sentence = _l(
        "The criteria ask for %(needed)s signatures, and the board has %(of)s members now. Nothing can be sealed."
    )

    def __init__(self, *, needed: int, of: int) -> None:
        super().__init__(str(self.sentence) % {"needed": needed, "of": of}, needed=needed, of=of)


class NoSiteKey(Refused):
    """Setup makes one."""

    sentence = _l("This site has no key to sign with. Whoever operates it has to run setup.")


class NothingToSign(Refused):
    """A checkpoint of an empty record says nothing."""

    sentence = _l("The public record is empty, so there is nothing to sign yet.")


class OtherKey(Stale):
    """412: the key was changed while something was to be signed with the former one."""

    sentence = _l("The key of the site was changed just now, so nothing was signed. Please do it again.")


class NotOnTheBoard(Refused):
    """Never, or no longer: ``sentence`` says which."""

    sentence = _l("Only members of the board sign, while their term lasts.")


class ResultNotKept(Refused):
    """The follower counts it once, after the closing."""

    sentence = _l("The result at the closing of this draft is still being counted. Try again in a minute.")


class SealedUnderOtherCriteria(Stale):
    """412: another version of the criteria than the one the bundle was made under."""

    sentence = _l("The criteria were changed since this bundle was made, so nothing was signed.")
