"""Threads and messages as pages show them, paged by key."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import joinedload

from ...drafts.models import Clause, Lineage, Placement, Wording
from ...kit.db import db
from ...kit.refs import Ref
from ...kit.text.words import excerpt
from ...kit.web.paging import Page, page_of
from ...moderation.queries import hidings_of
from ..errors import IsWithdrawn, NoSuchMessage, NoSuchMonth, NoSuchThread
from ..models import Archive, Mention, Message, Thread
from .found import messages_called

THREADS, MESSAGES, MENTIONS = 50, 30, 30
TITLE = 40
BEFORE = 3  # messages that stand before the one that was asked for
_ORDER = (Message.placed, Message.id)
_FIRST = select(Message.id).where(Message.thread_id == Thread.id).order_by(*_ORDER).limit(1).scalar_subquery()


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A thread in a list. ``by``: who began it; empty where no name is known or shown. ``folded``: so is what begins it, and
    with it the title."""

    thread: Thread
    by: str
    folded: bool


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A clause that a message mentions, as it stands in the draft of its time."""

    key: str
    number: str
    lead: str
    text: str
    how: str

    @property
    def title(self) -> str:
        """Its lead words, or its first ones."""
        return self.lead or excerpt(self.text, most=TITLE)


def threads_in(archive: Archive, month: str, *, cursor: str | None = None) -> Page[ThreadLine]:
    """A page of the threads that began in a month, the first first. Raises NoSuchMonth."""
    query = select(Thread, _FIRST.label("first"), Thread.began, Thread.id)
    query = query.where(Thread.archive_id == archive.id, Thread.month == month)
    page = page_of(query, [Thread.began, Thread.id], cursor=cursor, limit=THREADS, whole_rows=True)
    if not page.items and not cursor:
        raise NoSuchMonth
    firsts = messages_called([row.first for row in page.items])
    hidden = hidings_of(firsts)
    by = {each.id: each.author for each in firsts if str(each.ref) not in hidden}
    return Page(
        [ThreadLine(row[0], by.get(row.first, ""), row.first not in by) for row in page.items], page.next
    )


def folded_among(threads: Collection[int]) -> frozenset[int]:
    """Those of some threads whose first message is folded: their title is not shown, for it was its subject."""
    query = select(Thread.id, _FIRST.label("first")).where(Thread.id.in_(sorted(set(threads))))
    firsts = {first: id for id, first in db.session.execute(query) if first is not None}
    hidden = hidings_of(Ref("message", str(first)) for first in firsts)
    return frozenset(id for first, id in firsts.items() if f"message:{first}" in hidden)


def thread_named(id: int) -> Thread:
    """A thread by its number, with its archive. Raises NoSuchThread, IsWithdrawn."""
    found = db.session.scalar(select(Thread).where(Thread.id == id).options(joinedload(Thread.archive)))
    if found is None:
        raise NoSuchThread
    if found.archive.withdrawn_at is not None:
        raise IsWithdrawn
    return found


def message_at(id: int) -> Message:
    """A message by its number, with its archive, thread and draft. Raises NoSuchMessage, IsWithdrawn."""
    found = next(iter(messages_called([id])), None)
    if found is None:
        raise IsWithdrawn if db.session.get(Message, id) else NoSuchMessage
    return found


def messages_in(thread: Thread, *, cursor: str | None = None, around: int | None = None) -> Page[Message]:
    """A page of a thread in the order in which things were said; ``around``: from a little before one message on."""
    query = _with_drafts().where(Message.thread_id == thread.id)
    if around is not None and not cursor:
        start = _a_little_before(thread, around)
        query = query.where(tuple_(*_ORDER) >= tuple_(*start)) if start else query
    return page_of(query, _ORDER, cursor=cursor, limit=MESSAGES)


def _a_little_before(thread: Thread, id: int) -> tuple[datetime, int] | None:
    here = select(Message.placed, Message.id).where(Message.thread_id == thread.id)
    found = db.session.execute(here.where(Message.id == id)).one_or_none()
    if found is None:
        return None
    earlier = here.where(tuple_(*_ORDER) <= tuple_(*found)).order_by(*(key.desc() for key in _ORDER))
    placed, first = db.session.execute(earlier.limit(BEFORE + 1)).all()[-1]
    return placed, first


def parents_of(messages: Sequence[Message]) -> dict[int, Message]:
    """What some messages reply to, by its own number."""
    wanted = {each.parent_id for each in messages if each.parent_id is not None}
    return {each.id: each for each in messages_called(wanted)}


def clauses_in(messages: Sequence[Message]) -> dict[int, list[MentionLine]]:
    """Message → the clauses it mentions, in the order of the draft of its time; one query."""
    query = (
        select(Mention.message_id, Clause.key, Placement.number, Placement.lead, Wording.text, Mention.how)
        .join(Message, Message.id == Mention.message_id)
        .join(Clause, Clause.id == Mention.clause_id)
        .join(Placement, (Placement.clause_id == Clause.id) & (Placement.draft_id == Message.draft_id))
        .join(Wording, Wording.id == Placement.wording_id)
        .where(Mention.message_id.in_([each.id for each in messages]))
        .order_by(Mention.message_id, Placement.order)
    )
    found: dict[int, list[MentionLine]] = {}
    for message, key, number, lead, text, how in db.session.execute(query):
        found.setdefault(message, []).append(MentionLine(key, number, lead, text, str(how)))
    return found


def messages_about(clause: Clause, *, cursor: str | None = None) -> Page[Message]:
    """A page of what was said elsewhere of a clause, or of what it came from; the newest first."""
    query = _with_drafts().where(Message.id.in_(_about(clause.id)), Message.archive_id.not_in(_withdrawn()))
    query = query.options(joinedload(Message.archive), joinedload(Message.thread))
    return page_of(query, _ORDER, cursor=cursor, limit=MENTIONS, newest_first=True)


def how_many_about(clause_id: int) -> int:
    """How many messages mention a clause, or what it came from."""
    query = select(func.count(Message.id)).where(
        Message.id.in_(_about(clause_id)), Message.archive_id.not_in(_withdrawn())
    )
    return db.session.scalar(query) or 0


def _about(clause_id: int) -> Select[Any]:
    ancestors = select(Lineage.ancestor_id).where(Lineage.clause_id == clause_id)
    return select(Mention.message_id).where(
        (Mention.clause_id == clause_id) | Mention.clause_id.in_(ancestors)
    )


def _withdrawn() -> Select[Any]:
    return select(Archive.id).where(Archive.withdrawn_at.is_not(None))


def _with_drafts() -> Select[Any]:
    return select(Message).options(joinedload(Message.draft))
