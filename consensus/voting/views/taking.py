"""Taking a position on one clause, changing it, taking it back, refusing to have it carried: one click each."""

from typing import Any
from uuid import uuid4

from flask import flash, g, render_template, request
from flask_babel import gettext as _

from ...accounts.rooms import why_not
from ...discussion.anchors import Quote
from ...discussion.placed import place_view
from ...discussion.places import OnClause
from ...discussion.texts import prepare_text
from ...kit.permissions import can, needs, open_to_all
from ...kit.slow import before_lock
from ...kit.web.cache import public
from ...kit.web.errors import shown_by
from ...moderation.queries import pause_of
from ..actions import Said, refuse_carrying, take_position, withdraw_position
from ..beside import facts_view, stand_on
from ..forms import PART, LeavingForm, PositionForm
from ..models import Position
from ..own import behind, steps_on
from ..queries.waiting import may_be_challenged
from ..rules import Can
from ..titles import choice_title
from .doors import at_clause, back, bp, by_participant, clause_at, gives_reason, left_out


def ready(version: str, key: str) -> Said:
    """Before the lock: the reason, made ready. Raises Invalid under ``reason``."""
    form = PositionForm.read()
    language = clause_at(version, key).draft.language or "en"
    quote = Quote(form.quote, form.prefix or "", form.suffix or "") if form.quote else None
    return Said(
        reason=prepare_text(form.reason, else_=language, field="reason"), quote=quote, nonce=form.nonce
    )


@bp.get("/drafts/<version>/clauses/<key>/position")
@open_to_all
@public
def position(version: str, key: str) -> str:
    """The words, where one stands, and a form to say so; for a stranger the way to one."""
    place = clause_at(version, key)
    given = request.form if request.method == "POST" else request.args
    quote = Quote(given.get("quote", ""), given.get("prefix", ""), given.get("suffix", ""))
    stand, view = stand_on(place, viewer=g.viewer), place_view(place, quote=quote)
    room = why_not(g.viewer, place.draft)
    writes = g.viewer is None or (can(g.viewer, Can.TAKE, place) and not room)
    return render_template(
        "voting/position.html",
        place=view,
        stand=stand,
        asked=given.get("position", ""),
        preview=None,
        typed=given,
        nonce=request.form.get("nonce") or uuid4().hex,
        facts=facts_view(place.draft, g.viewer, left_out=left_out()) if g.viewer else None,
        hidden=stand.hidden,
        late=not view.open,
        writes=writes,
        pause=None if writes else pause_of(g.viewer),
        room=room,
        behind=behind(place, stand.mine),
        steps=steps_on(place, g.viewer),
        challenge=g.viewer is not None and may_be_challenged(place.draft, place.row),
    )


@bp.post("/drafts/<version>/clauses/<key>/position")
@by_participant
@before_lock(ready, when=gives_reason)
@needs(Can.TAKE, on=clause_at)
def take(place: OnClause) -> Any:
    """Take a position, or another one."""
    form = PositionForm.read()
    taken = take_position(
        place.draft,
        place.row,
        choice=form.position,
        by=g.viewer,
        said=g.prepared or Said(),
        leave_out=left_out(form),
    )
    return _answered(place, _told(place, taken.position))


@bp.post("/drafts/<version>/clauses/<key>/position/withdraw")
@by_participant
@needs(Can.WITHDRAW, on=clause_at)
@shown_by("voting.position")
def withdraw(place: OnClause) -> Any:
    """Take it back."""
    ended = withdraw_position(place.draft, place.row, by=g.viewer)
    said = _("Taken back, on record: you say nothing of %(number)s.", number=place.row.number)
    return _answered(place, said if ended else _("You said nothing of %(number)s.", number=place.row.number))


@bp.post("/drafts/<version>/clauses/<key>/position/refuse")
@by_participant
@needs(Can.REFUSE, on=clause_at)
@shown_by("voting.position")
def refuse(place: OnClause) -> Any:
    """Have it count on the words alone on which it was taken."""
    refuse_carrying(place.draft, place.row, by=g.viewer)
    return _answered(
        place,
        _(
            "On record: your position does not count on the edited words of %(number)s.",
            number=place.row.number,
        ),
    )


def _told(place: OnClause, position: Position) -> str:
    number, choice = place.row.number, choice_title(position.choice)
    return _("On record: %(number)s, %(choice)s.", number=number, choice=choice.lower())


def _answered(place: OnClause, said: str) -> Any:
    """Back to where one came from; for a script, what stands beside the clause now."""
    if request.form.get("answer") == PART:
        stand = stand_on(place, viewer=g.viewer)
        return render_template("voting/stand.html", s=stand, said=said)
    flash(said)
    return back(LeavingForm.read().next, anchor=place.row.key, otherwise=at_clause(place))
