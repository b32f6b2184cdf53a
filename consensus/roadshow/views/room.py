"""The room on a phone: it follows the facilitator's clause; one takes a position, or says something."""

from typing import Any
from uuid import uuid4

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...accounts.rooms import why_not
from ...discussion.places import OnClause
from ...discussion.texts import prepare_text
from ...drafts.queries import clause_in
from ...kit.errors import NeedsSignIn
from ...kit.permissions import can, needs, open_to_all
from ...kit.slow import before_lock
from ...kit.web.cache import public
from ...kit.web.errors import shown_by
from ...voting.actions import Said, take_position
from ...voting.beside import facts_view
from ...voting.queries.policies import policy_of
from ...voting.rules import Can as Voting
from ...voting.titles import choice_title
from ...voting.views.doors import gives_reason, left_out
from ..actions import witness_heads, write_note
from ..errors import NotOnThisDraft
from ..forms import PART, PositionForm, SayForm
from ..given import NoteGiven
from ..models import Sitting
from ..queries import attendance_of, heads_of, last_sitting_of, open_sitting_of
from ..rooms_shown import now_view, own_words
from ..rules import Can
from ..stops_shown import stop_view
from .doors import bp, by_participant, open_sitting_at, sitting_at, stop_at


@bp.get("/roadshow/<slug>/room/")
@open_to_all
def room(slug: str) -> str:
    """What the room sees, and what the reader can do in it; after the sitting, how to keep what one said."""
    stop = stop_at(slug)
    sitting = open_sitting_of(stop)
    about = sitting or last_sitting_of(stop)
    part = attendance_of(g.viewer, about) if about else None
    here = sitting is not None and part is not None
    refusal = why_not(g.viewer, sitting.draft) if here and sitting else ""
    takes = here and not refusal and part is not None and not part.is_aside
    return render_template(
        "roadshow/room.html",
        stop=stop_view(stop),
        now=now_view(sitting, figures=True) if sitting else None,
        attendance=part,
        takes=takes,
        why_not=refusal,
        nonce=request.form.get("nonce") or uuid4().hex,
        claims=g.viewer is not None and g.viewer.is_guest,
        **(_of_reader(sitting) if takes and sitting else {"choices": (), "mine": {}, "facts": None}),
        **_of_heads(sitting),
    )  # fmt: skip


def _of_reader(sitting: Sitting) -> dict[str, Any]:
    assert sitting.draft is not None
    return {
        "choices": [str(choice) for choice in policy_of(sitting.draft).positions],
        "mine": own_words(sitting.draft, g.viewer),
        "facts": facts_view(sitting.draft, g.viewer, left_out=left_out()),
    }


def _of_heads(sitting: Sitting | None) -> dict[str, Any]:
    asked = sitting is not None and sitting.heads is not None and sitting.witnessed_at is None
    return {
        "heads": heads_of(sitting) if sitting else None,
        "witnesses": asked and g.viewer is not None and can(g.viewer, Can.WITNESS, sitting),
    }


@bp.get("/roadshow/<slug>/sittings/<int:number>/now.html")
@open_to_all
@public
def shown_now(slug: str, number: int) -> str:
    """What everybody in the room sees now, as a piece of a page that scripts put in."""
    return render_template("roadshow/now.html", now=now_view(sitting_at(slug, number)))


@bp.get("/roadshow/<slug>/sittings/<int:number>/figures.html")
@open_to_all
@public
def figures(slug: str, number: int) -> str:
    """Revealed figures of the clause that the room is at; nothing while they are hidden."""
    return render_template("roadshow/figures.html", now=now_view(sitting_at(slug, number), figures=True))


def clause_of(slug: str) -> OnClause:
    """The clause that a form of the room speaks of, in the draft of its open sitting. Raises NeedsSignIn, NoSuchClause and
    its like."""
    if g.viewer is None:
        raise NeedsSignIn
    sitting = open_sitting_at(slug)
    if sitting.draft is None:
        raise NotOnThisDraft
    return OnClause(sitting.draft, clause_in(sitting.draft, PositionForm.read().key))


def ready(slug: str) -> Said:
    """Before the lock: the reason, made ready. Raises Invalid under ``reason``."""
    reason, place = PositionForm.read().reason, clause_of(slug)
    return Said(reason=prepare_text(reason, else_=place.draft.language or "en", field="reason"))


@bp.post("/roadshow/<slug>/room/position")
@by_participant
@before_lock(ready, when=gives_reason)
@needs(Voting.TAKE, on=clause_of)
@shown_by("roadshow.room")
def position(place: OnClause) -> Any:
    """Take a position on the clause, marked as coming from this room. The same again changes nothing."""
    form = PositionForm.read()
    taken = take_position(
        place.draft,
        place.row,
        choice=form.position,
        by=g.viewer,
        said=g.prepared or Said(),
        leave_out=left_out(),
    )
    choice = str(taken.position.choice)
    words = _(
        "On record: %(number)s, %(choice)s.", number=place.row.number, choice=choice_title(choice).lower()
    )
    return answered(words, "stand", key=place.row.key, choice=choice)


@bp.post("/roadshow/<slug>/room/say")
@by_participant
@needs(Can.NOTE, on=open_sitting_at)
@shown_by("roadshow.room")
def say(sitting: Sitting) -> Any:
    """Say something to the room: whoever leads looks at it first. Sent twice it is once."""
    form = SayForm.read()
    write_note(sitting, NoteGiven(form.body, clause_key=form.key, nonce=form.nonce), by=g.viewer)
    return answered(_("Sent. Whoever leads looks at it before the room sees it."), "say", nonce=uuid4().hex)


@bp.post("/roadshow/<slug>/room/witness")
@by_participant
@needs(Can.WITNESS, on=open_sitting_at)
@shown_by("roadshow.room")
def witness(sitting: Sitting) -> Any:
    """Confirm how many heads were counted."""
    witness_heads(sitting, by=g.viewer)
    return answered(_("Thank you. It is on record that somebody else looked."))


def answered(said: str, beside: str = "", **facts: Any) -> Any:
    """For a script, what happened as facts; else back to the room, where it stands beside the form that did it."""
    if request.form.get("answer") == PART:
        return jsonify({"said": said, **facts})
    flash(said, beside or "message")
    slug = (request.view_args or {})["slug"]
    return redirect(url_for("roadshow.room", slug=slug, _anchor=f"spoken-{beside}" if beside else None), 303)
