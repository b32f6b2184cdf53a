"""What anybody with an account may do: report, appeal against a folding of one's own, see what became of both."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs
from ...kit.places import url_of
from .. import actions, queries
from ..forms import AppealForm, ReportForm
from ..models import HELD
from ..registry import author_of, excerpt_of
from ..rules import Can
from ..titles import rule_choices
from .doors import PLACES, bp, by_account, reports_by_account, thing_at


@bp.get("/moderation/<ref:thing>/report")
@needs(Can.REPORT, on=thing_at)
def report_form(thing: Any) -> str:
    """Which rule, and what is wrong; what was reported before can be rewritten."""
    hiding = queries.hiding_of(thing)
    return render_template(
        "moderation/report.html",
        ref=thing.ref,
        flag=queries.flag_of(g.viewer, thing=thing),
        own=author_of(thing) == g.viewer.actor_id,
        hiding=hiding,
        excerpt="" if hiding else excerpt_of(thing),
        rules=rule_choices(),
        **PLACES,
    )


@bp.post("/moderation/<ref:thing>/report")
@reports_by_account
@needs(Can.REPORT, on=thing_at)
def report(thing: Any) -> Any:
    """Tell moderators."""
    form = ReportForm.read()
    actions.report_thing(thing, rule=form.rule, reason=form.reason, by=g.viewer)
    flash(
        _(
            "Thank you. Moderators see your report; what becomes of it stands under “Reports and appeals” in your account."
        )
    )
    return redirect(url_of(thing) or url_for("moderation.mine"), 303)


@bp.get("/moderation/<ref:thing>/appeal")
@needs(Can.APPEAL, on=thing_at)
def appeal_form(thing: Any) -> str:
    """Why it was folded, and what one wants to say to that."""
    hiding, appeal = queries.hiding_of(thing), queries.appeal_of(g.viewer, thing=thing)
    return render_template(
        "moderation/appeal.html",
        ref=thing.ref,
        hiding=hiding,
        held=hiding is not None and hiding.rule == HELD,
        appeal=appeal,
        final=hiding is not None and appeal is not None and queries.was_ruled_on(hiding, appeal=appeal),
        excerpt=excerpt_of(thing),
        **PLACES,
    )


@bp.post("/moderation/<ref:thing>/appeal")
@by_account
@needs(Can.APPEAL, on=thing_at)
def appeal(thing: Any) -> Any:
    """Ask another moderator to look."""
    actions.appeal_hiding(thing, reason=AppealForm.read().reason, by=g.viewer)
    flash(_("Another moderator will look at it, and says publicly what comes of it."))
    return redirect(url_for("moderation.mine"), 303)


@bp.get("/moderation/mine/")
@needs(Can.READ_OWN)
def mine() -> str:
    """What one reported and appealed, and what became of it; and whether one's account is paused."""
    cursor = request.args.get("cursor")
    page, appeals = queries.flags_of(g.viewer, cursor=cursor), queries.appeals_of(g.viewer)
    return render_template(
        "moderation/mine.html",
        page=page,
        deeper=bool(cursor),
        appeals=appeals,
        pause=queries.pause_of(g.viewer),
        **PLACES,
    )
