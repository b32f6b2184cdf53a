"""Reviewing a system: the sheet of answers, saved as one goes, submitted, revised, withdrawn; or standing aside."""

from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...drafts.reading import draft_view
from ...kit.permissions import needs
from ..actions.reviews import recuse, save_review, submit_review, withdraw_review
from ..forms import RecusalForm, ReviewForm, answers_in
from ..given import Declared
from ..models import Review, System, SystemVersion
from ..queries.registry import system_named, version_named
from ..queries.reviews import review_called, review_form
from ..rules import Can
from ..tables import sheet_of
from .doors import bp, by_participant, draft_needed

PART, SUBMIT = "part", "submit"
OFTEN = ("Apache-2.0", "MIT", "BSD-3-Clause", "GPL-3.0-only", "AGPL-3.0-only", "MPL-2.0", "CC-BY-4.0", "CC-BY-SA-4.0",
         "CC0-1.0", "ODC-By-1.0", "CDLA-Permissive-2.0", "CC-BY-NC-4.0", "Llama 2 Community License", "Llama 3.1 Community License",
         "Gemma Terms of Use", "BigScience RAIL License v1.0", "CreativeML OpenRAIL-M")  # fmt: skip


@bp.get("/systems/<slug>/review")
@needs(Can.REVIEW, on=lambda slug: system_named(slug))
def review_sheet(system: System) -> str:
    """What the draft asks, with what I answered before."""
    draft, version = draft_needed(), version_asked(system)
    form = review_form(version, draft=draft, viewer=g.viewer)
    return render_template(
        "systems/review_form.html",
        system=system,
        version=version,
        draft=draft_view(draft),
        form=form,
        sheet=sheet_of(form, draft),
        declared=declared_by(form.review),
        licences=OFTEN,
    )


@bp.post("/systems/<slug>/review")
@by_participant
@needs(Can.REVIEW, on=lambda slug: system_named(slug))
def review(system: System) -> Any:
    """Save the answers; with ``do=submit`` put them on record."""
    draft, version, form = draft_needed(), version_asked(system), ReviewForm.read()
    asked = [each.id for each in review_form(version, draft=draft, viewer=g.viewer).asked]
    saved = save_review(
        version,
        draft=draft,
        answers=answers_in(request.form, asked=asked),
        declared=ReviewForm.declared(form),
        by=g.viewer,
        revision=form.revision,
    )
    if form.answer == PART:
        return jsonify(revision=saved.revision)
    if form.do == SUBMIT:
        return _submitted(saved)
    flash(_("Saved. Nobody else sees it until you submit it."))
    at = f"a-{form.at}" if form.at else None
    return redirect(_sheet(system, draft.version, version, anchor=at), 303)


@bp.get("/systems/<slug>/recusal")
@needs(Can.REVIEW, on=lambda slug: system_named(slug))
def recusal_form(system: System) -> str:
    """Say that I do not review this system, and why."""
    return render_template("systems/recusal.html", system=system, draft=draft_view(draft_needed()))


@bp.post("/systems/<slug>/recusal")
@by_participant
@needs(Can.REVIEW, on=lambda slug: system_named(slug))
def stand_aside(system: System) -> Any:
    """Stand aside, on record."""
    form, draft = RecusalForm.read(), draft_needed()
    recuse(
        version_asked(system),
        draft=draft,
        declared=ReviewForm.declared(form),
        reason=form.reason,
        by=g.viewer,
    )
    flash(_("It is on record that you stand aside."))
    return redirect(
        url_for("systems.system", slug=system.slug, draft=draft.version, _anchor="reviewers"), 303
    )


@bp.get("/systems/reviews/<int:id>/withdrawal")
@needs(Can.WITHDRAW_REVIEW, on=lambda id: review_called(id))
def withdrawal_form(review: Review) -> str:
    """Ask once more."""
    return render_template("systems/withdrawal.html", review=review)


@bp.post("/systems/reviews/<int:id>/withdrawal")
@by_participant
@needs(Can.WITHDRAW_REVIEW, on=lambda id: review_called(id))
def withdraw(review: Review) -> Any:
    """Take my review back, on record."""
    slug = review.version.system.slug
    withdraw_review(review, by=g.viewer)
    flash(_("Your review is withdrawn, on record. It counts no longer."))
    return redirect(url_for("systems.system", slug=slug, _anchor="reviewers"), 303)


def declared_by(review: Review | None) -> Declared:
    """What somebody said of themselves last; before, what their profile says."""
    if review is not None:
        return Declared(review.affiliation, review.funding, review.maker)
    return Declared(g.viewer.affiliation or "")


def version_asked(system: System) -> SystemVersion:
    """The version of ``?version=``, else the leading one. Raises NoSuchVersion."""
    return version_named(system, request.args.get("version", "").strip() or None)


def _submitted(review: Review) -> Any:
    revision = submit_review(review, by=g.viewer)
    if revision.waits_until and not revision.released_at:
        flash(
            _(
                "Your review is submitted. It finds something missing, so its maker is told first and may reply."
            )
        )
    else:
        flash(_("Your review is on record, and counts."))
    return redirect(url_for("systems.show_review", id=review.id), 303)


def _sheet(system: System, draft: str, version: SystemVersion, *, anchor: str | None) -> str:
    return url_for(
        "systems.review_sheet", slug=system.slug, draft=draft, version=version.version, _anchor=anchor
    )
