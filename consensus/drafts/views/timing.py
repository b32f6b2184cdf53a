"""Until when a published draft is open: extended, shortened, reopened, with a reason."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs
from ...kit.web.zones import UTC_ZONE, reading_in, zones
from ...ledger.names import names_of
from ..actions import extend_period
from ..forms import PeriodForm
from ..models import Draft
from ..queries import draft_named, period_of, periods_of, status_of
from ..rules import Can
from . import bp


@bp.get("/desk/drafts/<version>/period")
@needs(Can.EXTEND, on=draft_named)
def period_form(draft: Draft) -> str:
    """The period that holds, those before it, and a form for another end."""
    period, periods = period_of(draft), periods_of(draft)
    assert period is not None
    return render_template(
        "drafts/period.html",
        draft=draft,
        status=status_of(draft),
        period=period,
        periods=periods,
        names=names_of(each.by for each in periods),
        closes_at=reading_in(period.closes_at),
        zones=zones(),
        zone=UTC_ZONE,
    )


@bp.post("/desk/drafts/<version>/period")
@needs(Can.EXTEND, on=draft_named)
def set_period(draft: Draft) -> Any:
    """Set another end."""
    form = PeriodForm.read()
    extend_period(draft, closes_at=form.closes_at, reason=form.reason, seen=form.seen, by=g.viewer)
    flash(_("The period is set, on record."))
    return redirect(url_for("drafts.period_form", version=draft.version), 303)
