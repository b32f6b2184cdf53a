"""Systems that people expected in and that are out, or the reverse: listed for a draft, shared by others."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...drafts.models import Draft
from ...drafts.queries import drafts_published
from ...drafts.reading import draft_view, draft_views
from ...kit.permissions import needs, open_to_all
from ...kit.web.cache import public
from ...moderation.queries import hidings_of
from ..actions.answering import answer_surprise
from ..actions.surprises import cosign_surprise, raise_surprise, unsign_surprise, withdraw_surprise
from ..forms import ReasonForm, SurpriseForm
from ..given import SurpriseGiven
from ..models import Surprise
from ..queries.lines import line_of, lines
from ..queries.registry import system_named
from ..queries.surprises import cosigned_by, groups_sharing, surprise_called, surprises_of
from ..rules import Can
from .doors import bp, by_participant, draft_needed


@bp.get("/systems/surprises/")
@open_to_all
@public
def surprises() -> str:
    """Those of the latest draft, or of ``?draft=``; what most people share first."""
    draft = draft_needed()
    found, known = surprises_of(draft), lines(draft)
    return render_template(
        "systems/surprises.html",
        draft=draft_view(draft),
        drafts=draft_views([each for each in reversed(drafts_published()) if each.withdrawal is None]),
        surprises=found,
        groups=groups_sharing(found),
        hidden=set(hidings_of(found)) if found else set(),
        verdicts={line.slug: line for line in known},
        systems=[("", _("choose one")), *((line.slug, line.name) for line in known)],
        mine=cosigned_by(g.viewer, draft),
        wanted=request.args.get("system", ""),
    )


@bp.post("/systems/surprises/")
@by_participant
@needs(Can.SURPRISE)
def surprise() -> Any:
    """Say that one surprised me, on record."""
    form, draft = SurpriseForm.read(), draft_needed()
    given = SurpriseGiven(
        expected=str(form.expected),
        reason=form.reason,
        system=system_named(form.system) if form.system else None,
        name=form.name or "",
    )
    made, _first = raise_surprise(draft, given=given, by=g.viewer)
    flash(_("It is on record. Others can say that they were surprised too."))
    return redirect(_at(made, draft), 303)


@bp.post("/systems/surprises/<int:id>/cosignature")
@by_participant
@needs(Can.COSIGN, on=lambda id: surprise_called(id))
def cosign(surprise: Surprise) -> Any:
    """It surprised me too."""
    cosign_surprise(surprise, by=g.viewer)
    return redirect(_at(surprise, surprise.draft), 303)


@bp.post("/systems/surprises/<int:id>/cosignature/withdrawal")
@by_participant
@needs(Can.UNSIGN, on=lambda id: surprise_called(id))
def unsign(surprise: Surprise) -> Any:
    """It does not any more."""
    unsign_surprise(surprise, by=g.viewer)
    return redirect(_at(surprise, surprise.draft), 303)


@bp.post("/systems/surprises/<int:id>/withdrawal")
@by_participant
@needs(Can.WITHDRAW_SURPRISE, on=lambda id: surprise_called(id))
def take_back_surprise(surprise: Surprise) -> Any:
    """Take mine back, on record."""
    withdraw_surprise(surprise, by=g.viewer)
    flash(_("You took it back, on record."))
    return redirect(url_for("systems.surprises", draft=surprise.draft.version), 303)


@bp.get("/desk/systems/surprises/<int:id>")
@needs(Can.ANSWER_SURPRISE, on=lambda id: surprise_called(id))
def surprise_form(surprise: Surprise) -> str:
    """A surprise, how its system is assessed now, and a form to answer."""
    line = line_of(surprise.system, draft=surprise.draft) if surprise.system else None
    hidden = bool(hidings_of([surprise]))
    return render_template("systems/surprise_answer.html", surprise=surprise, line=line, hidden=hidden)


@bp.post("/desk/systems/surprises/<int:id>")
@by_participant
@needs(Can.ANSWER_SURPRISE, on=lambda id: surprise_called(id))
def respond(surprise: Surprise) -> Any:
    """Answer it, in public."""
    answer_surprise(surprise, reason=ReasonForm.read().reason, by=g.viewer)
    flash(_("Your answer stands beside it, and it holds nothing up any more."))
    return redirect(_at(surprise, surprise.draft), 303)


@bp.get("/systems/surprises/<int:id>")
@open_to_all
def one_surprise(id: int) -> Any:
    """Where a surprise stands: in the list of its draft."""
    found = surprise_called(id)
    return redirect(_at(found, found.draft), 302)


def _at(surprise: Surprise, draft: Draft) -> str:
    return url_for("systems.surprises", draft=draft.version, _anchor=f"s{surprise.id}")
