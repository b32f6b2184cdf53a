"""What the discussion refuses, each with the sentence the person reads."""

from flask_babel import lazy_gettext as _l

from ..kit.errors import Missing, Refused, Stale


class NoSuchComment(Missing):
    """404."""

    sentence = _l("There is no comment with this number.")


class NothingKept(Missing):
    """404: what was typed before signing in is kept for a week, under an address that only its author has."""

    sentence = _l(
        "Nothing is kept under this address: it was thrown away, or its week is over. What you posted stands where you said it."
    )


class NoSuchPart(Missing):
    """404."""

    sentence = _l("There is no part of this name in this draft.")


class NoSuchPlace(Missing):
    """404."""

    sentence = _l("There is no such place in this draft.")


class DraftIsWithdrawn(Refused):
    """Comments are taken on any published draft that is not withdrawn."""

    sentence = _l("This draft was withdrawn, so nothing more is taken on it. Say it on the current draft.")


class NotOpen(Refused):
    """Objections and shared concerns are taken on the open draft alone. ``url``: where the current words stand."""

    sentence = _l(
        "This draft is not open any more, so no objection is taken on it. A comment is, marked as late; "
        "or object to the current words."
    )


class NotOpenForConcerns(Refused):
    """Concerns are shared while the latest draft is open."""

    sentence = _l("The current draft is not open, so nobody can share a concern now.")


class ClauseIsGone(Refused):
    """A concern about words that nothing in the latest draft came from."""

    sentence = _l(
        "What this comment is about is no longer in the current draft, so its concern cannot be shared."
    )


class CommentIsDeleted(Refused):
    """A tombstone takes no more acts."""

    sentence = _l("This comment was deleted by its author.")


class CommentIsHidden(Refused):
    """What is folded takes no replies and no co-signatures until it is shown again."""

    sentence = _l("This comment is hidden by the moderators, so nothing can be added to it now.")


class CommentIsStale(Stale):
    """Somebody, perhaps the author in another window, edited it meanwhile."""

    sentence = _l(
        "This comment was edited meanwhile, so nothing was stored over it. What you entered is still here."
    )


class AnsweredMeanwhile(Stale):
    """Somebody edited one of the comments, or answered it for the editors."""

    sentence = _l(
        "Meanwhile one of these comments was edited, deleted or answered, so nothing was stored. What you entered is "
        "still here: look at what stands there now, then send it again."
    )


class OwnComment(Refused):
    """Nobody shares their own concern, or answers their own objection for the editors."""

    sentence = _l("This is your own comment.")


class NotTheAuthor(Refused):
    """What only whoever wrote a comment can do."""

    sentence = _l("Only whoever wrote this comment can do that.")


class NoAnswerYet(Refused):
    """There is no disposition to reply to."""

    sentence = _l("The editors have not answered this comment yet.")


class NoObjection(Refused):
    """Only an objection can be withdrawn, or found addressed."""

    sentence = _l("This comment is no objection.")


class ObjectionIsOver(Refused):
    """It was withdrawn, answered or found addressed. Objecting anew is possible while the draft is open."""

    sentence = _l("This objection was let go already. While the draft is open you can object anew.")


class AuthorHasAnswered(Refused):
    """Silence can be found addressed, never a reply."""

    sentence = _l(
        "The author has replied to this answer and sustains the objection. It stands until the author lets go of it."
    )


class AuthorHasTime(Refused):
    """The author's stated time to reply is not over."""

    sentence = _l("The author still has time to reply to the answer.")


class NeedsASecondPerson(Refused):
    """Whoever wrote the answer does not find the objection addressed by it."""

    sentence = _l("You wrote this answer. Somebody else has to find that it addresses the objection.")


class TooSoon(Refused):
    """429: the first posts of new accounts are taken slowly. ``retry_after``: seconds."""

    status = 429
    sentence = _l("Your account is new, so a few comments at a time are taken. Please wait some minutes.")


class NoSuggestion(Missing):
    """404: a comment without one."""

    sentence = _l("This comment suggests no other words.")


class AlreadyAccepted(Refused):
    """A suggestion is taken into a draft once."""

    sentence = _l("This suggestion was taken into this draft already.")


class NotAccepted(Missing):
    """404: there is no link to undo."""

    sentence = _l("This suggestion was not taken into this draft.")


class SuggestionDoesNotFit(Refused):
    """The text changed meanwhile. Nothing is taken in by halves."""

    sentence = _l(
        "The text changed since this was suggested, and not all of it fits any more. Nothing was changed. "
        "Settle what is marked below, then accept it again."
    )


class SuggestionCannotBeWritten(Refused):
    """No way was found to write the files so that all other clauses stay as they are."""

    sentence = _l(
        "This cannot be written into the files without changing what other clauses hang from. Nothing was changed. "
        "Put it in by hand, then come back to link the two."
    )
