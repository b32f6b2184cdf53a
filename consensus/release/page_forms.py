"""What may be typed on the path to stable: findings, reasons, days, criteria."""

from datetime import date as Date

import marshmallow as ma
from flask_babel import gettext as _

from ..kit.clock import now
from ..kit.web.forms import Form, paragraph
from .models import Finding

LONGEST_REASON = 10_000
LONGEST_CRITERIA = 100_000


class ReasonForm(Form):
    """Why; it is public."""

    reason = paragraph(most=LONGEST_REASON, required=True)


class JudgementForm(ReasonForm):
    """What somebody finds."""

    finding = ma.fields.String(required=True, validate=ma.validate.OneOf(tuple(map(str, Finding))))


class PlanForm(ReasonForm):
    """A planned day, or none."""

    date = ma.fields.Date()

    @ma.validates("date")
    def not_over(self, date: Date, **_context: object) -> None:
        """A day is planned before it comes. Raises ValidationError."""
        if date < now().date():
            raise ma.ValidationError(_("This day is over. Name one that is to come, or none."))


class CriteriaForm(Form):
    """A file of criteria, typed or brought; a reason where they are set."""

    text = ma.fields.String(load_default="")
    reason = paragraph(most=LONGEST_REASON)
