"""What the archives' package refuses, each with the sentence the person reads."""

from flask_babel import lazy_gettext as _l

from ..kit.errors import Missing, Refused


class NoSuchArchive(Missing):
    """404."""

    sentence = _l("There is no archive of this name.")


class NoSuchMonth(Missing):
    """404."""

    sentence = _l("This archive has nothing from that month.")


class NoSuchThread(Missing):
    """404."""

    sentence = _l("There is no such thread in the archives.")


class NoSuchMessage(Missing):
    """404."""

    sentence = _l("There is no such message in the archives.")


class IsWithdrawn(Missing):
    """410: it was here, and was taken away again."""

    status = 410
    sentence = _l("This archive was withdrawn. What it held is no longer shown here.")


class AlreadyWithdrawn(Refused):
    """It was withdrawn before."""

    sentence = _l("This archive has been withdrawn already.")


class NobodyOfThatName(Refused):
    """No message of an archive is by that name."""

    sentence = _l(
        "No message of this archive is by anybody of that name. Please write it exactly as it is shown."
    )


class BadName(Refused):
    """A name that cannot stand in an address."""

    sentence = _l(
        "A name of an archive has small letters, digits and hyphens, begins with a letter or digit, has 60 signs at most,"
        " and is none of: clauses, messages, threads."
    )
