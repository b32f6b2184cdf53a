"""What accounts refuse, each with the sentence the person reads."""

from flask_babel import lazy_gettext as _l

from ..kit.errors import Invalid, Missing, Refused


class NoSuchPerson(Missing):
    """404: nobody stands behind this id, or no longer."""

    sentence = _l("There is nobody here by this name. The account may have been erased.")


class NoSuchOrganisation(Missing):
    """404."""

    sentence = _l("There is no organisation with this name.")


class NoSuchToken(Missing):
    """404: not among one's own."""

    sentence = _l("You have no such token. It may have been revoked already.")


class LinkIsSpent(Refused):
    """A link acts once, and not for ever."""

    sentence = _l("This link has been used, or its time has run out. Ask for a new one; it takes a moment.")


class NotTheseTwo(Invalid):
    """422: an address and a password that do not fit together, whichever of them is wrong."""

    def __init__(self) -> None:
        super().__init__(
            {"password": _l("This address and this password do not fit together.")},
            sentence=_l("You are not signed in yet. Try again, or have a link sent instead of a password."),
        )


class NotYourPassword(Invalid):
    """422: the present password is asked for before a new one is taken."""

    def __init__(self) -> None:
        super().__init__({"current": _l("This is not your present password.")})


class AddressTaken(Refused):
    """Only the operator hears this; a page never tells who has an account."""

    sentence = _l("There is an account with this address already; give it roles with `consensus user grant`.")


class NotConfirmed(Refused):
    """Only the operator hears this."""

    sentence = _l("The address of this account is not confirmed; `consensus user add` confirms it.")


class NothingToGrantTo(Refused):
    """A guest cannot hold a role."""

    sentence = _l("A role needs an account with a confirmed address.")


class EndsBeforeItBegins(Refused):
    """A role that would be over at once."""

    sentence = _l("This role would end before it begins. Choose a later day.")


class RoleNotHeld(Refused):
    """Nothing to revoke."""

    sentence = _l("This person does not hold this role now.")


class LastAdmin(Refused):
    """Somebody must be able to grant roles."""

    sentence = _l("This is the last admin. Make somebody else an admin first.")


class NameTaken(Refused):
    """Two organisations never share a name."""

    sentence = _l("An organisation with this name is recorded already.")


class NotForYourself(Refused):
    """Who may speak for an organisation is confirmed by somebody else."""

    sentence = _l("Somebody else has to confirm that you may speak for an organisation.")


class TooManyTokens(Refused):
    """A bound, so that a leak stays small and a list readable."""

    sentence = _l("You have as many tokens as one person may have. Revoke one that you no longer need.")


class OwnPersonOnly(Refused):
    """A merge joins a guest with an account, nothing else."""

    sentence = _l("Only what was done as a guest can be joined with an account.")
