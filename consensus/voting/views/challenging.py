"""Challenging that a change was editorial: for holders of positions on the old words."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...discussion.placed import place_view
from ...discussion.places import OnClause
from ...kit.permissions import needs
from ..actions.challenges import challenge_editorial
from ..beside import stand_on
from ..forms import ReasonForm
from ..own import behind
from ..queries.policies import policy_of
from ..queries.waiting import may_be_challenged
from ..rules import Can
from .doors import bp, by_participant, clause_at


@bp.get("/drafts/<version>/clauses/<key>/challenge")
@needs(Can.CHALLENGE, on=clause_at)
def challenge_form(place: OnClause) -> str:
    """What changed, what a challenge does, and a form."""
    mine = stand_on(place, viewer=g.viewer).mine
    return render_template(
        "voting/challenging.html",
        place=place_view(place),
        behind=behind(place, mine),
        mine=mine,
        possible=may_be_challenged(place.draft, place.row),
        policy=policy_of(place.draft),
    )


@bp.post("/drafts/<version>/clauses/<key>/challenge")
@by_participant
@needs(Can.CHALLENGE, on=clause_at)
def make_challenge(place: OnClause) -> Any:
    """Challenge it."""
    made = challenge_editorial(place.draft, place.row, reason=ReasonForm.read().reason, by=g.viewer)
    flash(_("Your challenge is on record. A chair rules on it; you are told."))
    return redirect(url_for("voting.challenge", id=made.id), 303)
