"""Pausing an account, and ending a pause: a page that says what it means, and a button on it."""

from datetime import timedelta
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.permissions import needs
from ...kit.web.errors import shown_by
from ...ledger.names import names_of
from .. import actions, queries
from ..forms import EndPauseForm, PauseForm
from ..rules import Can
from ..titles import rule_choices
from .doors import PLACES, account_at, bp, by_account

PROPOSED = timedelta(days=7)


@bp.get("/desk/people/<actor_id>/pause")
@needs(Can.PAUSE, on=account_at)
def pause_form(account: Account) -> str:
    """What a pause means, until when, under which rule and why; and ending one that holds."""
    pause, decisions = queries.pause_of(account), queries.decisions_about([account])
    return render_template(
        "moderation/pause.html",
        person=account,
        pause=pause,
        decisions=decisions,
        names=names_of({each.by for each in decisions} | ({pause.by} if pause else set())),
        rules=rule_choices(),
        days=actions.LONGEST.days,
        proposed=(now() + PROPOSED).date().isoformat(),
        **PLACES,
    )


@bp.post("/desk/people/<actor_id>/pause")
@by_account
@needs(Can.PAUSE, on=account_at)
def pause(account: Account) -> Any:
    """Pause it."""
    form = PauseForm.read()
    actions.pause_account(account, until=form.until, rule=form.rule, reason=form.reason, by=g.viewer)
    flash(_("%(name)s is paused now, on record.", name=account.name))
    return redirect(url_for("moderation.pause_form", actor_id=account.actor_id), 303)


@bp.post("/desk/people/<actor_id>/pause/end")
@by_account
@needs(Can.END_PAUSE, on=account_at)
@shown_by("moderation.pause_form")
def end_pause(account: Account) -> Any:
    """End its pause."""
    actions.end_pause(account, reason=EndPauseForm.read().why, by=g.viewer)
    flash(_("%(name)s may write again, on record.", name=account.name))
    return redirect(url_for("moderation.pause_form", actor_id=account.actor_id), 303)
