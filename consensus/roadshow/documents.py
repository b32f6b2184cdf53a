"""How stops are found: by event, city, venue, and what is said of them; and the notes their rooms were shown."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from ..discussion.queries.comments import folded
from ..kit.db import db
from ..kit.refs import Ref
from ..kit.text.words import excerpt
from ..moderation.queries import hidings_of
from ..search.registry import Document, reaches, searchable
from .models import Note, Stop
from .queries.rooms import approved_notes, stops_decided, stops_with

BATCH, TITLE = 1_000, 80
LARGEST = 18  # digits of a number that any database takes


def all_stops() -> Iterable[Ref]:
    """Every stop, by its slug."""
    last = 0
    while rows := _after(last):
        yield from (Ref("stop", slug) for _id, slug in rows)
        last = rows[-1][0]


def stops_changed(since: datetime) -> Iterable[Ref]:
    """Stops of whose notes one was shown or set aside from a moment on, which is not on record."""
    return [Ref("stop", slug) for slug in stops_decided(since)]


@searchable("stop", subjects=all_stops, at_start=True, changed=stops_changed)
def stop_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """Some stops, and the notes that their rooms were shown: not those folded, or of a comment folded or deleted."""
    query = select(Stop).where(Stop.slug.in_([ref.name for ref in refs])).order_by(Stop.id)
    stops = db.session.scalars(query).all()
    return [*map(_document, stops), *map(_note, readable(approved_notes(stops)))]


@reaches("room-note")
def stop_of_note(ref: Ref, after: str | None) -> Iterable[Ref]:
    """The stop at which a note was taken."""
    return [] if after else [Ref("stop", slug) for slug in stops_with(Note.id == _number(ref))]


@reaches("comment")
def stops_of_comment(ref: Ref, after: str | None) -> Iterable[Ref]:
    """The stop whose notes became a comment: they are found as long as it may be read."""
    return [] if after else [Ref("stop", slug) for slug in stops_with(Note.comment_id == _number(ref))]


def readable(notes: Sequence[Note]) -> list[Note]:
    """Notes without those that are folded, or became a comment that is folded or deleted."""
    hidden = hidings_of(notes)
    comments = [note.comment for note in notes if note.comment is not None]
    gone = set(folded(comments)) | {each.id for each in comments if each.deleted_at is not None}
    return [note for note in notes if str(note.ref) not in hidden and note.comment_id not in gone]


def _document(stop: Stop) -> Document:
    words = [stop.event, stop.city, stop.venue, stop.note]
    return Document(
        id=str(stop.ref), kind="stop", subject=str(stop.ref), url=f"/roadshow/{stop.slug}/", title=stop.title,
        text="\n".join(word for word in words if word), language="en", at=stop.created_at, stop=stop.slug,
    )  # fmt: skip


def _note(note: Note) -> Document:
    """Notes are not signed, so nobody is named as its author."""
    stop, draft = note.stop, note.sitting.draft
    return Document(
        id=f"note:{note.id}", kind="note", subject=str(stop.ref), url=f"/roadshow/{stop.slug}/report/#note-{note.id}",
        title=excerpt(note.body, most=TITLE), text=note.body, language=note.language, at=note.at, stop=stop.slug,
        clause=note.clause_key, draft=draft.version if draft else None,
    )  # fmt: skip


def _number(ref: Ref) -> int:
    return int(ref.name) if ref.name.isascii() and ref.name.isdigit() and len(ref.name) <= LARGEST else 0


def _after(id: int) -> Sequence[tuple[int, str]]:
    query = select(Stop.id, Stop.slug).where(Stop.id > id).order_by(Stop.id).limit(BATCH)
    return [(id, slug) for id, slug in db.session.execute(query)]
