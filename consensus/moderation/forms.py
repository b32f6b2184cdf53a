"""What may be typed about what should be folded, unfolded, looked at again, or paused."""

from datetime import datetime
from enum import StrEnum

import marshmallow as ma
from flask_babel import gettext as _

from ..accounts.fields import Reading, read_day
from ..kit.web.forms import Form, paragraph
from .models import Rule

LONGEST_REASON = 1000


def read_until(text: str) -> datetime:
    """``"2024-10-28"`` → the last second of that day, UTC. Raises ValueError."""
    try:
        return read_day(text)
    except ValueError as error:
        raise ValueError(_("Write the day like 2024-10-28.")) from error


class Ruling(StrEnum):
    """What an appeal can come to."""

    UPHOLD = "uphold"
    RESTORE = "restore"


class ReportForm(Form):
    """A rule, and what is wrong."""

    rule = ma.fields.Enum(Rule, by_value=True, required=True)
    reason = paragraph(most=LONGEST_REASON, required=True)


class HideForm(ReportForm):
    """A rule, and the public reason."""


class DismissForm(Form):
    """What those who reported are told."""

    answer = paragraph(most=LONGEST_REASON, required=True)


class RestoreForm(Form):
    """The public reason."""

    why = paragraph(most=LONGEST_REASON, required=True)


class AppealForm(Form):
    """What the author says to the moderator who will rule."""

    reason = paragraph(most=2 * LONGEST_REASON, required=True)


class RulingForm(Form):
    """Whether it stays folded, and the public reason."""

    ruling = ma.fields.Enum(Ruling, by_value=True, required=True)
    because = paragraph(most=LONGEST_REASON, required=True)


class PauseForm(ReportForm):
    """The last day of a pause, the rule, and the public reason."""

    until = Reading(read_until, required=True)


class EndPauseForm(RestoreForm):
    """The public reason."""
