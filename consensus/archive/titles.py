"""What kinds of archives and months are called."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from .models import ArchiveKind
from .plain import ATTACHED, CUT


def kind_of_archive(kind: ArchiveKind) -> str:
    """Where an archive's messages were held."""
    return {
        ArchiveKind.DISCOURSE: _("forum"),
        ArchiveKind.MBOX: _("mailing list"),
        ArchiveKind.MARKDOWN: _("notes"),
    }[kind]


def note_of_archive(note: str) -> str:
    """What was left out of a message, as a sentence."""
    if note.startswith(ATTACHED):
        return _("Not brought in: %(name)s, which was attached", name=note.removeprefix(ATTACHED))
    if note == CUT:
        return _("The message goes on at its source")
    return _("What stood at its head could not be read, and stands in the text")


def month_of_archive(month: str) -> str:
    """``2024-05`` → ``May 2024``; what has no date is called so."""
    if month == "undated":
        return _("Without a date")
    year, _hyphen, number = month.partition("-")
    return str(format_date(date(int(year), int(number), 1), "LLLL y"))
