"""The page of whoever leads: opening and closing, heads, clause by clause, revealing, notes to approve, codes, guests."""

from collections.abc import Callable
from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...drafts.queries import latest_draft, rows_of, status_of
from ...kit.permissions import can, needs
from ...kit.web.errors import shown_by
from .. import actions
from ..codes import spaced
from ..forms import PART, CodeForm, HeadsForm, OpenForm, PeopleForm, ReasonForm, RevealForm, ShowForm
from ..models import Note, NoteState, Sitting, Stop
from ..queries import (
    attendances_called,
    attendances_of,
    heads_of,
    live_code,
    notes_of,
    open_sitting_of,
    room_of,
    sitting_of,
    what_is_missing,
)
from ..queries.batches import paper_counts
from ..rooms_shown import guest_views, note_views, now_view, said_by
from ..rules import Can
from ..stops_shown import agenda_of, sitting_views, stop_view
from .doors import bp, by_participant, note_at, open_sitting_at, stop_at
from .screen import invitation

MOST = 40


@bp.get("/roadshow/<slug>/facilitator/")
@needs(Can.RUN, on=stop_at)
def facilitator(stop: Stop) -> str:
    """Everything that one needs to lead a sitting; before and between sittings, what can be opened and what is left."""
    sitting = open_sitting_of(stop)
    draft = latest_draft()
    return render_template(
        "roadshow/facilitator.html",
        stop=stop_view(stop),
        sittings=sitting_views(stop),
        draft=draft.version if draft and status_of(draft) == "open" else None,
        left=what_is_missing(stop),
        paper=paper_counts(stop),
        closes=can(g.viewer, Can.CLOSE, stop),
        **(_led(sitting) if sitting else {"sitting": None, "now": None}),
    )


def _led(sitting: Sitting) -> dict[str, Any]:
    assert sitting.draft is not None
    code, rows = live_code(sitting), rows_of(sitting.draft)
    waiting = notes_of(sitting, states=(NoteState.WAITING,), newest_first=False, limit=MOST)
    guests = attendances_of(sitting, cursor=request.args.get("cursor"), limit=MOST)
    return {
        "sitting": sitting,
        "now": now_view(sitting, figures=True),
        "room": room_of(sitting),
        "agenda": agenda_of(sitting, sitting.draft),
        "heads": heads_of(sitting),
        "names": said_by([sitting.heads_by, sitting.witnessed_by]),
        "witnesses": sitting.heads is not None and sitting.witnessed_at is None and can(g.viewer, Can.WITNESS, sitting),
        "code": spaced(code.code) if code else "",
        "code_id": code.id if code else "",
        "qr": invitation(code.code) if code else None,
        "waiting": note_views(waiting.items, rows),
        "more": waiting.next is not None,
        "guests": guest_views(guests.items),
        "older": guests.next,
    }  # fmt: skip


def an_act(path: str, permission: Can, on: Callable[..., Any]) -> Callable[[Any], Any]:
    """A door for one act of whoever leads: limited, allowed, shown again on this page when it is refused."""

    def door(act: Callable[[Any], Any]) -> Callable[[Any], Any]:
        guarded = by_participant(needs(permission, on=on)(act))
        offered: Callable[[Any], Any] = shown_by("roadshow.facilitator")(guarded)
        bp.add_url_rule("/roadshow/<slug>/facilitator/" + path, view_func=offered, methods=["POST"])
        return offered

    return door


@an_act("open", Can.OPEN, stop_at)
def open_up(stop: Stop) -> Any:
    """Open a sitting: the one that is named, else the next, else one made for it."""
    form = OpenForm.read()
    if form.number:
        actions.open_sitting(sitting_of(stop.slug, form.number), heads=form.heads, by=g.viewer)
    else:
        actions.open_stop(stop, heads=form.heads, by=g.viewer)
    return answered(_("The sitting is open. People can join with the code."))


@an_act("show", Can.RUN, open_sitting_at)
def show(sitting: Sitting) -> Any:
    """Have screen and phones go to a clause, or back to the code."""
    form = ShowForm.read()
    actions.show_clause(sitting, form.key or None, seen=form.seen, by=g.viewer)
    return answered(_("The room sees it now.") if form.key else _("The room sees the code."))


@an_act("reveal", Can.RUN, open_sitting_at)
def reveal(sitting: Sitting) -> Any:
    """Show the room the positions on the clause that it is at."""
    actions.reveal(sitting, key=RevealForm.read().key, by=g.viewer)
    return answered(_("The room sees the positions."))


@an_act("conceal", Can.RUN, open_sitting_at)
def conceal(sitting: Sitting) -> Any:
    """Hide them again."""
    actions.conceal(sitting, key=RevealForm.read().key, by=g.viewer)
    return answered(_("The positions are hidden again."))


@an_act("heads", Can.RUN, open_sitting_at)
def heads(sitting: Sitting) -> Any:
    """Say how many people are in the room."""
    actions.declare_heads(sitting, HeadsForm.read().heads, by=g.viewer)
    return answered(_("On record. Now somebody else confirms it."))


@an_act("witness", Can.WITNESS, open_sitting_at)
def confirm_heads(sitting: Sitting) -> Any:
    """Confirm it, as somebody else."""
    actions.witness_heads(sitting, by=g.viewer)
    return answered(_("On record: you confirm how many there are."))


@an_act("code", Can.REPLACE_CODE, open_sitting_at)
def replace_code(sitting: Sitting) -> Any:
    """Replace the code at once."""
    actions.replace_code(sitting, seen=CodeForm.read().seen, by=g.viewer)
    return answered(_("There is a new code. The old one lets nobody in any more; those who are in stay."))


@an_act("aside", Can.SET_ASIDE, open_sitting_at)
def set_aside(sitting: Sitting) -> Any:
    """Set guests aside: what they said counts nothing until that is undone."""
    form = PeopleForm.read()
    people = attendances_called(sitting, form.people)
    some = actions.set_aside(sitting, people, reason=form.reason, by=g.viewer)
    return answered(_("Set aside, on record: %(n)s. It can be undone.", n=len(some)))


@an_act("restore", Can.SET_ASIDE, open_sitting_at)
def restore(sitting: Sitting) -> Any:
    """Let them count again."""
    some = actions.restore(sitting, attendances_called(sitting, PeopleForm.read().people), by=g.viewer)
    return answered(_("They count again, on record: %(n)s.", n=len(some)))


@an_act("notes/<int:id>/approve", Can.APPROVE, note_at)
def approve(note: Note) -> Any:
    """Let the room see a note."""
    actions.approve_note(note, by=g.viewer)
    return answered(_("The room sees the note."))


@an_act("notes/<int:id>/aside", Can.APPROVE, note_at)
def set_note_aside(note: Note) -> Any:
    """Keep a note from the room, with a reason that the report tells."""
    actions.set_note_aside(note, reason=ReasonForm.read().reason, by=g.viewer)
    return answered(_("Set aside, with your reason."))


@an_act("notes/<int:id>/restore", Can.APPROVE, note_at)
def restore_note(note: Note) -> Any:
    """Have it wait again."""
    actions.restore_note(note, by=g.viewer)
    return answered(_("It waits again."))


@an_act("close-sitting", Can.RUN, open_sitting_at)
def close_sitting(sitting: Sitting) -> Any:
    """Close the sitting."""
    actions.close_sitting(sitting, by=g.viewer)
    return answered(_("The sitting is closed. What was said in it counts."))


@an_act("close", Can.CLOSE, stop_at)
def close(stop: Stop) -> Any:
    """Close the stop, once everything has found its place."""
    actions.close_stop(stop, by=g.viewer)
    flash(_("The stop is closed. This is its report."))
    return redirect(url_for("roadshow.report", slug=stop.slug), 303)


def answered(said: str) -> Any:
    """For a script, what happened; else back to the page."""
    if request.form.get("answer") == PART:
        return jsonify({"said": said})
    flash(said)
    slug = (request.view_args or {})["slug"]
    return redirect(url_for("roadshow.facilitator", slug=slug), 303)
