"""What happens in a sitting: its code, what the screen shows, and the notes."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import joinedload

from ...drafts.models import Clause, Placement
from ...kit.db import db
from ...kit.web.paging import Page, page_of
from ...ledger.queries import revision
from ..codes import normal
from ..errors import CodeIsOver, NoSuchCode, NoSuchNote, NoSuchSitting
from ..models import JoinCode, Note, NoteState, Room, Sitting, Stop

# Asked by every phone of a room, every second or so.
_STATE = (
    select(Sitting.id, Sitting.draft_id, Sitting.opened_at, Sitting.closed_at, Room.clause_key, Room.revealed, Room.version)
    .select_from(Stop)
    .join(Sitting, Sitting.stop_id == Stop.id)
    .outerjoin(Room, Room.sitting_id == Sitting.id)
    .where(Stop.slug == bindparam("slug"), Sitting.number == bindparam("number"))
)  # fmt: skip
_VERSION = (
    select(Room.version, Sitting.closed_at)
    .select_from(Stop)
    .join(Sitting, Sitting.stop_id == Stop.id)
    .join(Room, Room.sitting_id == Sitting.id)
    .where(Stop.slug == bindparam("slug"), Sitting.number == bindparam("number"))
)


@dataclass(frozen=True, slots=True)
class Now:
    """What everybody in a room may know at any moment; the same for all. ``number``: the clause's, as printed."""

    version: int
    open: bool
    clause: str | None
    number: str | None
    revealed: bool
    notes: int
    path: str

    def as_dict(self) -> dict[str, Any]:
        """As it is sent to phones."""
        return asdict(self)


def now_of(slug: str, number: int) -> Now:
    """Where a room stands. Raises NoSuchSitting."""
    found = db.session.execute(_STATE, {"slug": slug, "number": number}).one_or_none()
    if found is None:
        raise NoSuchSitting
    sitting_id, draft_id, opened, closed, key, revealed, version = found
    return Now(
        version=version or 0, open=opened is not None and closed is None, clause=key,
        number=_number(draft_id, key) if draft_id and key else None, revealed=bool(revealed), notes=_approved(sitting_id, key),
        path=f"/roadshow/{slug}/room/",
    )  # fmt: skip


def room_revision(slug: str, number: int) -> str | None:
    """What a finished page about a room is known by: it changes with what the room sees, and with nothing else."""
    found = db.session.execute(_VERSION, {"slug": slug, "number": number}).one_or_none()
    return f"room {found[0]}{' closed' if found[1] else ''}" if found else None


def figures_revision(slug: str, number: int) -> str | None:
    """What the figures of a room are known by: they change with what the room sees, and with every position."""
    room = room_revision(slug, number)
    return f"{room} {revision(['site'])}" if room else None


def _number(draft_id: int, key: str) -> str | None:
    placed = select(Placement.number).join(Clause, Clause.id == Placement.clause_id)
    return db.session.scalar(placed.where(Placement.draft_id == draft_id, Clause.key == key))


def _approved(sitting_id: int, key: str | None) -> int:
    """How many notes the room sees: those on the clause that is shown."""
    query = select(func.count(Note.id)).where(Note.sitting_id == sitting_id, Note.state == NoteState.APPROVED)
    return db.session.scalar(query.where(Note.clause_key == key) if key else query) or 0


def room_of(sitting: Sitting) -> Room | None:
    """What a sitting's screen shows; None before it was opened."""
    return db.session.get(Room, sitting.id)


def live_code(sitting: Sitting) -> JoinCode | None:
    """The code that lets people into a sitting now."""
    query = select(JoinCode).where(JoinCode.sitting_id == sitting.id, JoinCode.ended_at.is_(None))
    return db.session.scalars(query).one_or_none()


def codes_of(sitting: Sitting) -> Sequence[JoinCode]:
    """Every code a sitting had, the first first."""
    query = select(JoinCode).where(JoinCode.sitting_id == sitting.id).order_by(JoinCode.id)
    return db.session.scalars(query).all()


def code_called(typed: str) -> JoinCode:
    """The code that somebody typed, with its sitting and stop. Raises NoSuchCode, CodeIsOver."""
    code = normal(typed)
    if code is None:
        raise NoSuchCode
    query = (
        select(JoinCode)
        .where(JoinCode.code == code)
        .options(joinedload(JoinCode.sitting).joinedload(Sitting.stop))
        .order_by(JoinCode.ended_at.is_(None).desc(), JoinCode.id.desc())
    )
    found = db.session.scalars(query.limit(1)).one_or_none()
    if found is None:
        raise NoSuchCode
    if not found.is_live:
        raise CodeIsOver
    return found


def is_given(code: str) -> bool:
    """Whether a code was ever given: it is not given again, so that an old sheet leads into no other room."""
    return db.session.scalar(select(JoinCode.id).where(JoinCode.code == code).limit(1)) is not None


def note_called(id: int, *, slug: str | None = None) -> Note:
    """A note by its number, with its sitting and stop. Raises NoSuchNote, also where it is another stop's than ``slug``."""
    query = select(Note).where(Note.id == id).options(joinedload(Note.sitting).joinedload(Sitting.stop))
    note = db.session.scalars(query).one_or_none()
    if note is None or slug not in (None, note.stop.slug):
        raise NoSuchNote
    return note


def notes_called(ids: Collection[int]) -> list[Note]:
    """Notes by their numbers, in order, with sitting and stop. Raises NoSuchNote for one that is not there."""
    query = select(Note).where(Note.id.in_(list(ids))).order_by(Note.id)
    found = list(db.session.scalars(query.options(joinedload(Note.sitting).joinedload(Sitting.stop))))
    if len(found) != len(set(ids)):
        raise NoSuchNote
    return found


def public_notes(ids: Collection[int]) -> Sequence[Note]:
    """Those of some notes that a room was shown, or that became part of a comment, with sitting, stop and account."""
    query = select(Note).where(Note.id.in_(list(ids)))
    query = query.where((Note.state == NoteState.APPROVED) | Note.comment_id.is_not(None)).order_by(Note.id)
    loaded = query.options(joinedload(Note.sitting).joinedload(Sitting.stop), joinedload(Note.account))
    return db.session.scalars(loaded).unique().all()


def approved_notes(stops: Collection[Stop]) -> Sequence[Note]:
    """Every note that the rooms of some stops were shown, with sitting, stop, draft, and the comment it became."""
    query = select(Note).join(Note.sitting).where(Sitting.stop_id.in_([stop.id for stop in stops]))
    sitting = joinedload(Note.sitting)
    loaded = query.options(
        sitting.joinedload(Sitting.stop), sitting.joinedload(Sitting.draft), joinedload(Note.comment)
    )
    return db.session.scalars(loaded.where(Note.state == NoteState.APPROVED).order_by(Note.id)).unique().all()


def stops_with(these: ColumnElement[bool]) -> Sequence[str]:
    """The slugs of stops that have certain notes."""
    query = (
        select(Stop.slug).join(Sitting, Sitting.stop_id == Stop.id).join(Note, Note.sitting_id == Sitting.id)
    )
    return db.session.scalars(query.where(these).distinct().order_by(Stop.slug)).all()


def stops_decided(since: datetime) -> Sequence[str]:
    """The slugs of stops of whose notes one was approved, set aside or restored from a moment on."""
    return stops_with(Note.decided_at >= since)


def notes_of(
    sitting: Sitting, *, states: Collection[NoteState] = (), left: bool = False, key: str | None = None,
    cursor: str | None = None, limit: int = 50, newest_first: bool = True,
) -> Page[Note]:  # fmt: skip
    """A page of a sitting's notes: in some states, or of which something has still to become, or on one clause."""
    query = select(Note).where(Note.sitting_id == sitting.id)
    query = query.where(Note.state.in_(list(states))) if states else query
    query = query.where(Note.clause_key == key) if key is not None else query
    query = query.where(*LEFT) if left else query
    return page_of(query, [Note.id], cursor=cursor, limit=limit, newest_first=newest_first)


LEFT = (Note.state != NoteState.SET_ASIDE, Note.comment_id.is_(None))


def notes_left(stop: Stop, *, cursor: str | None = None, limit: int = 50) -> Page[Note]:
    """A page of a stop's notes of which something has still to become, of all its sittings, the first first."""
    query = select(Note).join(Note.sitting).where(Sitting.stop_id == stop.id, *LEFT)
    return page_of(query, [Note.id], cursor=cursor, limit=limit)
