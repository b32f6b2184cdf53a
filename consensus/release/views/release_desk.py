"""The desk of the release: setting criteria, announcing and withdrawing candidates, the planned day."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...drafts.models import Draft
from ...drafts.queries import draft_named, latest_draft
from ...drafts.reading import draft_view
from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.slow import before_lock, slow
from ...kit.web.errors import shown_by
from ...kit.web.forms import tidy_text
from ...kit.web.transactions import reads_only
from ..actions import candidates as acts
from ..actions.criteria import checked_criteria
from ..actions.criteria import set_criteria as set_them
from ..criteria import Criteria
from ..criteria_shown import compared, version_views
from ..errors import NotACandidate
from ..evaluating import target_called
from ..models import Target
from ..page_forms import LONGEST_CRITERIA, CriteriaForm, PlanForm, ReasonForm
from ..queries.path import is_candidate, newest_versions
from ..rules import Can
from ..showing import candidate_views, gate_view, path_view, plan_views
from .doors import bp, by_participant


@bp.get("/desk/release/")
@needs(Can.DESK)
def desk() -> str:
    """Criteria, candidates and the planned day, each with what can be done about it."""
    draft = latest_draft()
    return render_template(
        "release/desk.html",
        draft=draft_view(draft) if draft else None,
        path=path_view(draft),
        versions={str(each): version_views(each) for each in Target},
        announced=draft is not None and is_candidate(draft),
        candidates=candidate_views(),
        plans=plan_views(),
    )


@slow
def read_given(target: str) -> tuple[Criteria, str]:
    """The criteria of the form, and their text: of a file, else as it was typed. Raises NoSuchTarget, Invalid."""
    wanted, text = target_called(target), _text_given()
    try:
        criteria = checked_criteria(text)
    except Invalid as error:
        raise _filled(error.errors, text) from error
    if criteria.name != wanted:
        raise _filled(
            {"text": [_("These are the criteria of another target: %(name)s.", name=criteria.name)]}, text
        )
    return criteria, text


def _text_given() -> str:
    file = request.files.get("file")
    raw = file.stream.read(LONGEST_CRITERIA + 1) if file and file.filename else b""
    return tidy_text(raw.decode("utf-8", "replace")) if raw else CriteriaForm.read().text


def _filled(errors: Any, text: str) -> Invalid:
    return Invalid(errors, values={**request.form, "text": text})


@bp.get("/desk/release/criteria/<target>")
@needs(Can.SET_CRITERIA)
def criteria_form(target: str) -> str:
    """The criteria of a target, to be changed; at first as they are set."""
    return _criteria_page(target_called(target), None)


@bp.post("/desk/release/criteria/<target>/preview")
@by_participant
@reads_only
@shown_by("release.criteria_form")
@needs(Can.SET_CRITERIA)
def preview_criteria(target: str) -> str:
    """What they would come to for the latest draft, beside those that are set. Stores nothing."""
    return _criteria_page(target_called(target), *read_given(target))


@bp.post("/desk/release/criteria/<target>")
@by_participant
@before_lock(read_given)
@needs(Can.SET_CRITERIA)
def set_criteria(target: str) -> Any:
    """Set them, on record; they hold from the next draft."""
    form = CriteriaForm.read()
    _criteria, text = g.prepared
    if not form.reason:
        raise _filled({"reason": [_("Please say why. The reason is public.")]}, text)
    try:
        set_them(text, reason=form.reason, by=g.viewer)
    except Invalid as error:
        raise _filled(error.errors, text) from error
    flash(_("Set, on record. They hold from the next draft; those before stay counted beside them."))
    return redirect(url_for("release.desk"), 303)


def _criteria_page(target: Target, given: Criteria | None, text: str = "") -> str:
    draft, rows = latest_draft(), newest_versions(target, most=1)
    gate = gate_view(draft, target, whole=False) if draft else None
    return render_template(
        "release/criteria.html",
        draft=draft_view(draft) if draft else None,
        target=str(target),
        version=rows[0].version if rows else 0,
        text=text or (rows[0].source if rows else ""),
        reason=request.form.get("reason", ""),
        given=given,
        beside=compared(given, draft=draft, gate=gate) if given else (),
    )


def current(**arguments: Any) -> Draft:
    """The latest draft. Raises NoDraftYet."""
    return draft_named("latest")


@bp.get("/desk/release/candidate")
@needs(Can.CANDIDATE)
def candidate_form() -> str:
    """How the latest draft stands against what a candidate asks, and a form to announce it."""
    draft = current()
    return render_template(
        "release/candidate.html", draft=draft_view(draft), gate=gate_view(draft, Target.CANDIDATE, whole=False),
        announced=is_candidate(draft),
    )  # fmt: skip


@bp.post("/desk/release/candidate")
@by_participant
@needs(Can.CANDIDATE)
def announce() -> Any:
    """Announce it as a release candidate, on record."""
    acts.announce_candidate(current(), reason=ReasonForm.read().reason, by=g.viewer)
    flash(_("Announced, on record. Whoever follows the draft is told."))
    return redirect(url_for("release.desk"), 303)


@bp.get("/desk/release/withdrawal")
@needs(Can.CANDIDATE)
def withdrawal_form() -> str:
    """A form to withdraw the latest draft as a candidate. Raises NotACandidate."""
    draft = current()
    if not is_candidate(draft):
        raise NotACandidate
    return render_template("release/withdrawal.html", draft=draft_view(draft))


@bp.post("/desk/release/withdrawal")
@by_participant
@needs(Can.CANDIDATE)
def withdraw() -> Any:
    """Withdraw it as a candidate, on record; the draft itself stays."""
    acts.withdraw_candidate(current(), reason=ReasonForm.read().reason, by=g.viewer)
    flash(_("Withdrawn as a candidate, on record. The draft itself stays as it is."))
    return redirect(url_for("release.desk"), 303)


@bp.get("/desk/release/plan")
@needs(Can.PLAN)
def plan_form() -> str:
    """The planned day, to be changed."""
    return render_template("release/plan.html", plans=plan_views())


@bp.post("/desk/release/plan")
@by_participant
@needs(Can.PLAN)
def plan() -> Any:
    """Plan another day, or none, on record."""
    form = PlanForm.read()
    acts.plan_release(date=form.date, reason=form.reason, by=g.viewer)
    flash(_("Said, on record. What was planned before stays readable."))
    return redirect(url_for("release.desk"), 303)
