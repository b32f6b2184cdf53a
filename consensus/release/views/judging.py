"""Judging a criterion that no number decides, and opening it anew: each with a reason that everybody reads."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...drafts.reading import draft_view
from ...kit.permissions import needs
from ..actions import judging as acts
from ..models import Target
from ..page_forms import JudgementForm, ReasonForm
from ..rules import Can, Judged
from ..showing import gate_view
from .doors import bp, by_participant, judged_at


@bp.get("/release/<version>/judgement/<target>/<criterion>")
@needs(Can.JUDGE, on=judged_at)
def judgement_form(judged: Judged) -> str:
    """What is asked, what others found, and a form."""
    return _page("release/judge.html", judged)


@bp.post("/release/<version>/judgement/<target>/<criterion>")
@by_participant
@needs(Can.JUDGE, on=judged_at)
def judge(judged: Judged) -> Any:
    """Say what one finds, on record."""
    form = JudgementForm.read()
    acts.judge(
        judged.draft, target=_target(), criterion=judged.criterion, finding=form.finding, reason=form.reason,
        by=g.viewer,
    )  # fmt: skip
    flash(_("What you find is on record, with your name and your reasons."))
    return _back(judged)


@bp.get("/release/<version>/reopening/<target>/<criterion>")
@needs(Can.REOPEN, on=judged_at)
def reopening_form(judged: Judged) -> str:
    """What was found, and that it would count no more."""
    return _page("release/reopen.html", judged)


@bp.post("/release/<version>/reopening/<target>/<criterion>")
@by_participant
@needs(Can.REOPEN, on=judged_at)
def reopen(judged: Judged) -> Any:
    """Open it anew, on record."""
    reason = ReasonForm.read().reason
    acts.reopen(judged.draft, target=_target(), criterion=judged.criterion, reason=reason, by=g.viewer)
    flash(_("Opened anew, on record. What was found before stays readable, and counts no more."))
    return _back(judged)


def _target() -> Target:
    return Target((request.view_args or {})["target"])


def _page(template: str, judged: Judged) -> str:
    gate = gate_view(judged.draft, _target())
    found = gate.called(judged.criterion) if gate else None
    own = (
        next((each for each in found.judgements if not each.ended and each.is_by(g.viewer)), None)
        if found
        else None
    )
    return render_template(
        template, draft=draft_view(judged.draft), target=str(_target()), criterion=found, own=own
    )


def _back(judged: Judged) -> Any:
    target, anchor = str(_target()), f"c-{judged.criterion}"
    return redirect(url_for("release.show", version=judged.draft.version, target=target, _anchor=anchor), 303)
