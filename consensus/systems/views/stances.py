"""Agreeing and disagreeing with an assessment."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...drafts.models import Draft
from ...drafts.reading import draft_view
from ...kit.permissions import needs, open_to_all
from ..actions.opinions import take_stance, withdraw_stance
from ..forms import StanceForm
from ..given import StanceGiven
from ..laid_out import becauses
from ..models import System, VerdictOpinion
from ..queries.editions import checklist_of, editions
from ..queries.lines import line_of
from ..queries.matrix import asked_in
from ..queries.opinions import opinion_called, own_opinion
from ..queries.registry import system_named
from ..rules import Can
from .doors import bp, by_participant, draft_needed


@bp.get("/systems/<slug>/stance")
@needs(Can.STANCE, on=lambda slug: system_named(slug))
def stance_form(system: System) -> str:
    """What the assessment is, and whether I agree."""
    draft = draft_needed()
    line = line_of(system, draft=draft)
    return render_template(
        "systems/stance.html",
        system=system,
        draft=draft_view(draft),
        line=line,
        because=becauses(line.deciding, editions().titles(draft.version), verdict=line.verdict),
        choices=[("", _("none in particular"))]
        + [(each.id, each.title) for each in asked_in(checklist_of(draft))],
        mine=own_opinion(g.viewer, system, draft=draft),
        wanted=request.args.get("stance", ""),
    )


@bp.post("/systems/<slug>/stance")
@by_participant
@needs(Can.STANCE, on=lambda slug: system_named(slug))
def take(system: System) -> Any:
    """Say it, on record; it takes the place of what I said before."""
    draft, form = draft_needed(), StanceForm.read()
    given = StanceGiven(
        stance=str(form.stance),
        reason=form.reason or "",
        requirement=form.requirement,
        evidence=form.evidence or "",
        affiliation=form.affiliation or "",
        maker=bool(form.maker),
    )
    opinion, _first = take_stance(system, draft=draft, given=given, by=g.viewer)
    flash(_("What you say is on record."))
    return redirect(_at(opinion, draft), 303)


@bp.post("/systems/<slug>/stance/withdrawal")
@by_participant
@needs(Can.WITHDRAW_STANCE, on=lambda slug: system_named(slug))
def withdraw_opinion(system: System) -> Any:
    """Take it back, on record."""
    draft = draft_needed()
    withdraw_stance(system, draft=draft, by=g.viewer)
    flash(_("You took it back, on record."))
    return redirect(url_for("systems.system", slug=system.slug, draft=draft.version, _anchor="agree"), 303)


@bp.get("/systems/opinions/<int:id>")
@open_to_all
def opinion(id: int) -> Any:
    """Where an opinion stands: on the page of its system."""
    found = opinion_called(id)
    return redirect(_at(found, found.draft), 302)


def _at(opinion: VerdictOpinion, draft: Draft) -> str:
    return url_for("systems.system", slug=opinion.system.slug, draft=draft.version, _anchor=f"o{opinion.id}")
