"""What voting refuses, each with the sentence the person reads. ``url`` in the details: where to go on."""

from flask_babel import lazy_gettext as _l

from ..kit.errors import Missing, Refused


class NoSuchPosition(Missing):
    """404."""

    sentence = _l("You have no position of this number.")


class NoSuchChallenge(Missing):
    """404."""

    sentence = _l("There is no challenge with this number.")


class NoSuchCall(Missing):
    """404."""

    sentence = _l("There is no consensus call with this number.")


class TakesNoPositions(Missing):
    """404: a heading, or a group of rows."""

    sentence = _l("Positions are taken on clauses that say something, not on headings and groups of rows.")


class NotOpenForPositions(Refused):
    """Positions are taken on the open draft alone. ``url``: where the current words stand."""

    sentence = _l(
        "Positions are not taken on this draft any more. Whoever objected can still withdraw that, or say that they "
        "can live with it. The current words stand here: %(url)s"
    )

    def __init__(self, *, url: str, sentence: object = None) -> None:
        super().__init__(str(sentence or self.sentence) % {"url": url}, url=url)


class DraftClosed(NotOpenForPositions):
    """409: its period is over."""

    sentence = _l(
        "The time for positions on this draft is over. Whoever objected can still withdraw that, or say that they "
        "can live with it. Its words and results stand here: %(url)s"
    )


class DraftSuperseded(NotOpenForPositions):
    """409: a later draft took its place."""

    sentence = _l(
        "A later draft has taken the place of this one, so positions are taken on its words. Whoever objected here "
        "can still withdraw that, or say that they can live with it. The current words stand here: %(url)s"
    )


class DraftSealed(NotOpenForPositions):
    """409: nothing about it changes any more."""

    sentence = _l(
        "This draft is sealed as stable, so nothing that was said of it changes any more. Its words and results stand "
        "here: %(url)s"
    )


class DraftWithdrawn(NotOpenForPositions):
    """409: it was withdrawn."""

    sentence = _l(
        "This draft was withdrawn, so no positions are taken on it. The current words stand here: %(url)s"
    )


class NothingToRefuse(Refused):
    """Only a position that came over an editorial change can be kept from doing so."""

    sentence = _l("You have no position here that came from other words, so there is nothing to refuse.")


class NoEnBloc(Refused):
    """The policy has each clause answered by itself."""

    sentence = _l("The policy of this draft has each clause answered by itself.")


class NotEditorial(Refused):
    """Only a change that was called editorial can be challenged."""

    sentence = _l("This change was not called editorial. It is counted as one of substance already.")


class NoPositionOnOldWords(Refused):
    """Whoever holds a position on the old words may challenge."""

    sentence = _l(
        "Only those who hold a position on the old words can challenge that the change was editorial."
    )


class ChallengeIsOver(Refused):
    """The time for it has passed."""

    sentence = _l("The time to challenge this change is over.")


class AlreadyChallenged(Refused):
    """One challenge of one change is ruled on once."""

    sentence = _l(
        "This change was challenged already. You can refuse that your own position is carried over it."
    )


class AlreadyRuled(Refused):
    """A ruling is not made twice."""

    sentence = _l("This was ruled on already.")


class CallIsOver(Refused):
    """The time for an appeal has passed, or another call took its place."""

    sentence = _l("This consensus call can no longer be appealed against.")


class AppealIsGathering(Refused):
    """Too few participants appealed so far."""

    sentence = _l("This appeal is still gathering participants, so there is nothing to rule on yet.")


class LastCallIsOn(Refused):
    """One last call at a time."""

    sentence = _l("A last call is announced here already.")


class RollIsPublished(Refused):
    """The roll is published once, at the opening."""

    sentence = _l("The roll of this draft was published already.")


class WentOn(Refused):
    """A guest left an address while another window of theirs was still open."""

    sentence = _l("What you say as a guest is part of your account now. Sign in to go on.")
