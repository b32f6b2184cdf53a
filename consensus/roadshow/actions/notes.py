"""Notes of what is said in a room: written, shown to the room after approval, and turned into comments, which keep them."""

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.groups import group_called
from ...accounts.models import Account
from ...discussion.actions import add_comment
from ...discussion.languages import language_of
from ...discussion.models import Comment, CommentKind
from ...discussion.places import OnClause, OnDraft, Place
from ...discussion.texts import Prepared, cleaned
from ...drafts.models import Draft
from ...drafts.queries import clause_in
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.web.forms import tidy_text
from ...ledger import Actor, record
from ..errors import AlreadyTurned, SetAside, SittingIsNotOpen, StopIsOver
from ..given import LONGEST_NAME, LONGEST_NONCE, MOST_VOICES, NoteGiven, one_line
from ..models import Attendance, Note, NoteState, Sitting, Task
from ..queries.people import attendance_of, on_duty
from ..verbs import Verb
from .checking import checked_reason, is_language
from .planning import locked
from .rooms import moved, open_room

TURNS_INTO = (CommentKind.COMMENT, CommentKind.QUESTION, CommentKind.EDITORIAL, CommentKind.PROCESS)


def write_note(sitting: Sitting, given: NoteGiven, *, by: Account) -> Note:
    """Write down what was said. The same ``nonce`` again gives the note that was made with it first.

    Who takes part writes for themselves, while the sitting is open; who is on duty, or has not joined, writes for
    others, also afterwards, until the stop closes. Raises SittingIsNotOpen, StopIsOver, SetAside, NoSuchClause, Invalid.
    """
    first = _made_with(given.nonce, by)
    if first is not None:
        return first
    part = attendance_of(by, sitting)
    for_others = part is None or on_duty(by, sitting.stop, *Task)
    _check_time(sitting, part, for_others)
    given = _checked(sitting, given if for_others else replace(given, label="", count=1))
    group = given.stakeholder_group if for_others else part.stakeholder_group if part else None
    note = Note(
        sitting=sitting, clause_key=given.clause_key, body=given.body, language=given.language or sitting.stop.language,
        label=given.label, stakeholder_group=group, count=given.count, account=by, scribed=for_others, nonce=given.nonce,
        state=NoteState.WAITING, at=now(),
    )  # fmt: skip
    db.session.add(note)
    db.session.flush()
    return note


def approve_note(note: Note, *, by: Actor) -> Note:
    """Let the room see a note. Twice is once. Raises StopIsOver: then nothing waits any more."""
    note = _locked([note])[0]
    if note.stop.is_over:
        raise StopIsOver
    if note.state is not NoteState.APPROVED:
        _decide(note, NoteState.APPROVED, by=by)
        _refresh_room(note.sitting, by=by)
    return note


def set_note_aside(note: Note, *, reason: str, by: Actor) -> Note:
    """Keep a note from the room, and from becoming a comment, with a reason that the report tells.

    Raises AlreadyTurned, Invalid without a reason.
    """
    note, words = _locked([note])[0], checked_reason(reason)
    if note.comment_id is not None:
        raise AlreadyTurned
    seen = note.state is NoteState.APPROVED
    _decide(note, NoteState.SET_ASIDE, reason=words, by=by)
    if seen:
        _refresh_room(note.sitting, by=by)
    return note


def restore_note(note: Note, *, by: Actor) -> Note:
    """Let a note that was set aside wait again. Of one that was not, nothing changes. Raises StopIsOver."""
    note = _locked([note])[0]
    if note.stop.is_over:
        raise StopIsOver
    if note.state is NoteState.SET_ASIDE:
        _decide(note, NoteState.WAITING, by=by)
    return note


def turn_notes(
    notes: Sequence[Note], *, key: str | None, text: Prepared, kind: CommentKind | str = CommentKind.COMMENT,
    nonce: str | None = None, by: Account,
) -> Comment:  # fmt: skip
    """Let some notes of one sitting become one comment, on a clause or on the draft as a whole; the notes stay with it.

    Whoever turns them is its author; it is marked with the stop. Raises StopIsOver, AlreadyTurned, NoSuchClause, what
    ``add_comment`` raises, and Invalid for notes of several sittings, for none, and for an objection.
    """
    if not notes or len({note.sitting_id for note in notes}) > 1:
        raise Invalid({"notes": _("Choose notes of one sitting.")})
    if CommentKind(kind) not in TURNS_INTO:
        raise Invalid({"kind": _("An objection is somebody's own, so it is taken with a position.")})
    sitting = locked(notes[0].sitting.stop) and notes[0].sitting
    if sitting.stop.is_over:
        raise StopIsOver
    some = _locked(notes)
    if any(not note.is_left for note in some):
        raise AlreadyTurned
    assert sitting.draft is not None
    comment = add_comment(
        _place(sitting.draft, key), text=text, kind=kind, by=by, nonce=nonce, channel=sitting.stop.channel
    )
    for note in some:
        note.comment_id = comment.id
    db.session.flush()
    people = sum(note.count for note in some)
    record(Verb.NOTES_TURNED, by, sitting, touches=[sitting.stop, comment], notes=len(some), people=people)
    return comment


def _place(draft: Draft, key: str | None) -> Place:
    return OnClause(draft, clause_in(draft, key)) if key else OnDraft(draft)


def _made_with(nonce: str | None, by: Account) -> Note | None:
    if nonce is None:
        return None
    if not 0 < len(nonce) <= LONGEST_NONCE:
        raise Invalid({"nonce": _("Please open the form again.")})
    return db.session.scalars(select(Note).where(Note.account_id == by.id, Note.nonce == nonce)).one_or_none()


def _check_time(sitting: Sitting, part: Attendance | None, for_others: bool) -> None:
    if sitting.stop.is_over:
        raise StopIsOver
    if sitting.opened_at is None or (not for_others and not sitting.is_open):
        raise SittingIsNotOpen
    if part is not None and part.is_aside and not for_others:
        raise SetAside


def _checked(sitting: Sitting, given: NoteGiven) -> NoteGiven:
    """A note that can be stored. Raises NoSuchClause, Invalid."""
    assert sitting.draft is not None
    body, label = cleaned(given.body, field="body"), one_line(tidy_text(given.label))
    wrong: dict[str, str] = {}
    if len(label) > LONGEST_NAME:
        wrong["label"] = _("Use at most %(n)s characters.", n=LONGEST_NAME)
    if not 0 < given.count <= MOST_VOICES:
        wrong["count"] = _("How many people said it: a number from 1.")
    group = group_called(given.stakeholder_group)
    if given.stakeholder_group and group is None:
        wrong["stakeholder_group"] = _("Choose one of the stakeholder groups, or none.")
    if given.language and not is_language(given.language):
        wrong["language"] = _("Choose a language.")
    if wrong:
        raise Invalid(wrong)
    key = clause_in(sitting.draft, given.clause_key).key if given.clause_key else None
    language = given.language or language_of(body, else_=sitting.stop.language)
    slug = group.slug if group else None
    return replace(given, body=body, label=label, clause_key=key, language=language, stakeholder_group=slug)


def _locked(notes: Sequence[Note]) -> list[Note]:
    """Notes as they are stored now, kept from others until the end of the transaction."""
    query = select(Note).where(Note.id.in_([note.id for note in notes])).order_by(Note.id)
    locking = query.with_for_update(of=Note).execution_options(populate_existing=True)
    return list(db.session.scalars(locking))


def _decide(note: Note, state: NoteState, *, reason: str = "", by: Actor) -> None:
    note.state, note.reason, note.decided_at, note.decided_by = state, reason, now(), by.actor_id
    db.session.flush()


def _refresh_room(sitting: Sitting, *, by: Actor) -> None:
    """Have the room see it, if it is there still."""
    if sitting.is_open:
        moved(open_room(sitting), by=by)
