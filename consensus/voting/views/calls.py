"""Calls, challenges and last calls, each with a page that everybody can read; and appealing against a call."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...discussion.placed import place_view
from ...kit.errors import Missing
from ...kit.permissions import needs, open_to_all
from ...kit.web.cache import public
from ..actions.calls import appeal_call
from ..calling import call_views, challenge_views
from ..errors import NoSuchPosition
from ..forms import ReasonForm
from ..models import Call
from ..queries.decided import call_called, challenge_called
from ..queries.history import position_numbered
from ..queries.policies import policy_of
from ..queries.waiting import last_call_called
from ..rules import Can
from .doors import bp, by_participant, clause_at


@bp.get("/calls/<int:id>/")
@open_to_all
@public
def call(id: int) -> str:
    """A consensus call: the finding, its reasons, the figures and the objection it was made on, the appeal against it."""
    found = call_called(id)
    place = place_view(clause_at(found.draft.version, found.clause.key))
    return render_template(
        "voting/call.html", call=call_views([found])[0], place=place, policy=policy_of(found.draft)
    )


@bp.get("/calls/<int:id>/appeal")
@needs(Can.APPEAL, on=lambda id: call_called(id))
def appeal_form(call: Call) -> str:
    """What an appeal is, and a form."""
    place = place_view(clause_at(call.draft.version, call.clause.key))
    return render_template(
        "voting/appeal.html", call=call_views([call])[0], place=place, policy=policy_of(call.draft)
    )


@bp.post("/calls/<int:id>/appeal")
@by_participant
@needs(Can.APPEAL, on=lambda id: call_called(id))
def appeal(call: Call) -> Any:
    """Appeal."""
    made = appeal_call(call, reason=ReasonForm.read().reason, by=g.viewer)
    flash(
        _("Your appeal is on record, and waits for its ruling.")
        if made.lodged_at
        else _("Your appeal is on record. It is ruled on once enough participants made it.")
    )
    return redirect(url_for("voting.call", id=call.id), 303)


@bp.get("/challenges/<int:id>/")
@open_to_all
@public
def challenge(id: int) -> str:
    """A challenge of a change that was called editorial, and its ruling."""
    found = challenge_called(id)
    place = place_view(clause_at(found.draft.version, found.clause.key))
    return render_template("voting/challenge.html", challenge=challenge_views([found])[0], place=place)


@bp.get("/last-calls/<int:id>")
@open_to_all
def last_call(id: int) -> Any:
    """A last call stands beside what it is about."""
    found = last_call_called(id)
    if found.clause is None:
        return redirect(url_for("voting.results", version=found.draft.version), 302)
    return redirect(
        url_for("voting.rows", version=found.draft.version, key=found.clause.key, _anchor="last-call"), 302
    )


@bp.get("/positions/<int:id>")
@open_to_all
def numbered(id: int) -> Any:
    """A position by its number leads to its receipt."""
    found = position_numbered(id)
    if found is None:
        raise NoSuchPosition
    if found.taken_n is None:
        raise Missing
    return redirect(url_for("voting.receipt", n=found.taken_n), 302)
