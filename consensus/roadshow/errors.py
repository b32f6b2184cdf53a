"""What the roadshow refuses, each with the sentence the person reads."""

from flask_babel import lazy_gettext as _l

from ..kit.errors import Missing, Refused, Stale


class NoSuchStop(Missing):
    """404."""

    sentence = _l("There is no stop of this name.")


class NoSuchSitting(Missing):
    """404."""

    sentence = _l("This stop has no such sitting.")


class NoSuchNote(Missing):
    """404."""

    sentence = _l("There is no note with this number.")


class NoSuchDuty(Missing):
    """404."""

    sentence = _l("There is no such duty at this stop.")


class NoSuchAttendance(Missing):
    """404."""

    sentence = _l("Nobody of this number joined the sitting.")


class NoSuchCode(Missing):
    """404: never given, or mistyped."""

    sentence = _l("There is no code like this. Look again at the screen or at your sheet: it has six signs.")


class CodeIsOver(Refused):
    """409: it was replaced, or its sitting is closed."""

    sentence = _l("This code is no longer in use. Ask whoever leads the sitting for the present one.")


class TooManyCodes(Refused):
    """429: too many codes that were none, from one address. A right one still leads in."""

    status = 429
    sentence = _l(
        "Many codes were tried from here that were none. Look at the code again and type it slowly: the right "
        "one still lets you in."
    )

    def __init__(self) -> None:
        super().__init__(retry_after=60)


class SameStop(Refused):
    """The slug is taken."""

    sentence = _l("There is a stop of this name already. Give this one another.")


class StopIsOver(Refused):
    """Closed or cancelled."""

    sentence = _l("This stop is closed or cancelled, so nothing more can be changed there.")


class StopIsOpen(Refused):
    """It cannot be moved or cancelled once people have taken part."""

    sentence = _l("This stop was opened already, so it can only be closed.")


class StopIsNotOpen(Refused):
    """Only an open stop is closed, and takes what was said there."""

    sentence = _l("This stop has not been opened yet.")


class NotYetTurned(Refused):
    """Notes wait to become comments, or rows to be keyed again or settled."""

    sentence = _l(
        "Before a stop closes, every note becomes a comment or is set aside with a reason, and every row from "
        "paper is keyed and settled. Left: %(notes)s notes, %(waiting)s rows to key again, %(differing)s to settle."
    )

    def __init__(self, *, notes: int, waiting: int, differing: int) -> None:
        left = {"notes": notes, "waiting": waiting, "differing": differing}
        super().__init__(str(self.sentence) % left, **left)


class SittingIsOpen(Refused):
    """One sitting at a time, and what was opened is planned no more."""

    sentence = _l("A sitting of this stop is open. Close it first.")


class SittingIsNotOpen(Refused):
    """Not opened yet, or closed."""

    sentence = _l("This sitting is not open.")


class SittingIsOver(Refused):
    """A sitting is opened once."""

    sentence = _l("This sitting was opened already. Plan another one instead.")


class NoOpenDraft(Refused):
    """There is nothing to take positions on."""

    sentence = _l("No draft is open for comments and positions now, so no sitting can be opened.")


class NotOnThisDraft(Refused):
    """The clause does not stand in the draft of the sitting."""

    sentence = _l("The draft of this sitting has no such clause.")


class RoomMovedOn(Stale):
    """412: somebody else moved the room since the page was loaded."""

    sentence = _l("Somebody else has moved the room on meanwhile. This is where it stands now.")


class NothingToConfirm(Refused):
    """No heads were declared."""

    sentence = _l("Nobody has counted the heads of this sitting yet, so there is nothing to confirm.")


class AlreadyTurned(Refused):
    """A note becomes one comment."""

    sentence = _l("This note is part of a comment already.")


class GuestMayNotWrite(Refused):
    """Whoever joined by a code writes in their sitting alone."""

    sentence = _l("You joined by a code, so you can take part while your sitting is open.")


class SittingHasEnded(GuestMayNotWrite):
    """The sitting they joined is closed."""

    sentence = _l(
        "Your sitting is over. Everything you said counts. To go on taking part, leave your mail address: "
        "it then all belongs to your account."
    )


class NotTheDraftOfTheRoom(GuestMayNotWrite):
    """Another draft than the sitting's."""

    sentence = _l(
        "In this sitting you speak of draft %(draft)s. To take part in everything else, leave your mail address."
    )

    def __init__(self, *, draft: str) -> None:
        super().__init__(str(self.sentence) % {"draft": draft}, draft=draft)


class SetAside(GuestMayNotWrite):
    """Whoever came in by a stolen code, perhaps."""

    sentence = _l(
        "What was said from here has been set aside, and the public record says so. Tell whoever leads the "
        "sitting if you are in the room: they can undo it at once."
    )


class NameIsKept(Refused):
    """409: else whoever was set aside could stand there under a name that was given no thought."""

    sentence = _l(
        "What you said in the room has been set aside. Until that is undone your name stays as it is."
    )


class NoSuchPaperRow(Missing):
    """404."""

    sentence = _l("There is no such row at this stop.")


class NoSuchPaperPerson(Missing):
    """404."""

    sentence = _l("There is nobody of this number on the sheets of this stop.")


class KeyedMeanwhile(Stale):
    """412: others keyed the same rows while these were read."""

    sentence = _l(
        "Somebody else has keyed some of these rows meanwhile. Nothing was stored. Please send it again."
    )


class KeyedItYourself(Refused):
    """409: a third act is no third look when one of the first two hands does it."""

    sentence = _l(
        "You keyed one of these rows yourself, so somebody else settles it: another scribe, or whoever leads the stop. Nothing "
        "was stored."
    )


class NothingToSettle(Refused):
    """Both keyings agree, or one of them is missing."""

    sentence = _l("There is nothing to settle about this row any more.")
