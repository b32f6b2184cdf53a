"""Notes at the scribe's desk: written down for people, and several of them turned into one comment, which keeps them."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...discussion.texts import Prepared, prepare_text
from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ...kit.text.words import excerpt
from ...kit.web.errors import shown_by
from ..actions import set_note_aside, turn_notes, write_note
from ..errors import NoSuchNote, StopIsNotOpen
from ..given import NoteGiven
from ..models import Note, Sitting, Stop
from ..paper_forms import GatherForm, NoteForm, NotesAsideForm
from ..paper_shown import AskedClause, asked, paper_nav
from ..queries import last_sitting_of, notes_called, notes_left, open_sitting_of
from ..rules import Can
from .doors import bp, by_participant, stop_at
from .scribe import groups_offered

MOST = 100


@bp.get("/roadshow/<slug>/notes/")
@needs(Can.TURN, on=stop_at)
def notes(stop: Stop) -> str:
    """Notes of which something has still to become, to choose from; and a form to write one down."""
    nav = paper_nav(stop)
    page = notes_left(stop, cursor=request.args.get("cursor"))
    clauses = asked(stop, everything=True) if nav.open else ()
    return render_template(
        "roadshow/notes.html",
        nav=nav,
        notes=page.items,
        next=page.next,
        clauses=choices_of(clauses),
        numbers={clause.key: clause.number for clause in clauses},
        groups=groups_offered(),
        nonce=request.form.get("nonce") or uuid4().hex,
    )


@bp.post("/roadshow/<slug>/notes/")
@by_participant
@needs(Can.SCRIBE, on=stop_at)
@shown_by("roadshow.notes")
def write_down(stop: Stop) -> Any:
    """Write a note down."""
    form = NoteForm.read()
    given = NoteGiven(
        form.body, clause_key=form.key, label=form.label or "", stakeholder_group=form.group, count=form.count or 1,
        nonce=form.nonce,
    )  # fmt: skip
    write_note(_sitting(stop), given, by=g.viewer)
    flash(_("Written down."))
    return redirect(url_for("roadshow.notes", slug=stop.slug), 303)


def choices_of(clauses: Sequence[AskedClause]) -> list[tuple[str, str]]:
    """Clauses to choose from, with the draft as a whole first."""
    named = ((clause.key, f"{clause.number} {excerpt(clause.words, most=60)}") for clause in clauses)
    return [("", _("the draft as a whole")), *named]


def _sitting(stop: Stop) -> Sitting:
    """The sitting that notes belong to: open, else the last. Raises StopIsNotOpen."""
    sitting = open_sitting_of(stop) or last_sitting_of(stop)
    if sitting is None:
        raise StopIsNotOpen
    return sitting


def chosen(stop: Stop) -> list[Note]:
    """The notes that are named. Raises Invalid for none or too many, NoSuchNote for those of another stop."""
    named = request.values.getlist("note")
    ids = {int(id) for id in named if id.isdecimal() and len(id) < 18}
    if not ids or len(ids) > MOST:
        raise Invalid({"note": _("Choose between one note and %(n)s.", n=MOST)})
    found = notes_called(ids)
    if any(note.stop.id != stop.id for note in found):
        raise NoSuchNote
    return found


@bp.get("/roadshow/<slug>/notes/gather")
@needs(Can.TURN, on=stop_at)
def gather(stop: Stop) -> Any:
    """The notes that were chosen, and one comment in their words to begin with; without any, back to all of them."""
    if request.method == "GET" and not request.args.getlist("note"):
        return redirect(url_for("roadshow.notes", slug=stop.slug), 303)
    nav, some = paper_nav(stop), chosen(stop)
    keys = {note.clause_key for note in some}
    return render_template(
        "roadshow/gather.html",
        nav=nav,
        notes=some,
        people=sum(note.count for note in some),
        body=in_one(some),
        key=keys.pop() if len(keys) == 1 else "",
        clauses=choices_of(asked(stop, everything=True) if nav.open else ()),
        nonce=request.form.get("nonce") or uuid4().hex,
    )


def in_one(some: list[Note]) -> str:
    """Notes as one text: how many people, then what each says."""
    people = sum(note.count for note in some)
    if len(some) == 1 and people == 1:
        return some[0].body
    said = _("%(n)s people in the room said:", n=people)
    return said + "\n\n" + "\n".join(_item(note) for note in some)


def _item(note: Note) -> str:
    times = f" ({note.count})" if note.count > 1 else ""
    return "- " + "\n  ".join(note.body.splitlines()) + times


def words(slug: str) -> Prepared:
    """Before the lock: the words of the comment, rendered. Raises Invalid under ``body``."""
    return prepare_text(GatherForm.read().body, else_=stop_at(slug).language)


@bp.post("/roadshow/<slug>/notes/gather")
@by_participant
@before_lock(words)
@needs(Can.TURN, on=stop_at)
@shown_by("roadshow.gather")
def turn_into_one(stop: Stop) -> Any:
    """Let the notes become one comment; they stay with it."""
    form, some = GatherForm.read(), chosen(stop)
    turn_notes(some, key=form.key, text=g.prepared, nonce=form.nonce, by=g.viewer)
    flash(_("It is a comment now, and keeps its notes."))
    return redirect(url_for("roadshow.notes", slug=stop.slug), 303)


@bp.post("/roadshow/<slug>/notes/aside")
@by_participant
@needs(Can.TURN, on=stop_at)
@shown_by("roadshow.gather")
def set_notes_aside(stop: Stop) -> Any:
    """Set notes aside with a reason, which the report tells."""
    reason = NotesAsideForm.read().reason
    for note in chosen(stop):
        set_note_aside(note, reason=reason, by=g.viewer)
    flash(_("Set aside."))
    return redirect(url_for("roadshow.notes", slug=stop.slug), 303)
