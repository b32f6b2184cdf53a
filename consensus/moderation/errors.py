"""What moderation refuses, each with the sentence the person reads."""

from flask_babel import lazy_gettext as _l

from ..kit.errors import Missing, Refused


class NoSuchThing(Missing):
    """404: nothing that could be folded."""

    sentence = _l("There is nothing by this name that could be reported or folded.")


class OwnThing(Refused):
    """Nobody reports themselves."""

    sentence = _l("This is yours. You can edit or delete it yourself; nobody needs to report it.")


class AlreadyHidden(Refused):
    """Folded once."""

    sentence = _l("This is folded already.")


class NotHidden(Refused):
    """Nothing to restore, or to appeal against."""

    sentence = _l("This is not folded; there is nothing to take back.")


class NothingReported(Refused):
    """No report is open: perhaps another moderator was faster."""

    sentence = _l("No report on this is open any more. Another moderator may have been faster.")


class StillHeld(Refused):
    """What waits for a moderator needs no appeal."""

    sentence = _l("A moderator will look at this anyway; there is no decision yet to appeal against.")


class AlreadyRuled(Refused):
    """One appeal against one folding."""

    sentence = _l("This was looked at again already, and the ruling stands in the moderation log.")


class NoAppeal(Refused):
    """Nothing to rule on: perhaps another moderator was faster."""

    sentence = _l("No appeal waits here any more. Another moderator may have been faster.")


class NotPaused(Refused):
    """No pause to end."""

    sentence = _l("This account is not paused.")
