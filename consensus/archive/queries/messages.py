"""Messages and threads as an import needs them: what is there already, by the ids of the source."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from ...kit.db import db
from ..models import Mention, Message, Thread

AT_ONCE = 5_000  # values in one statement


@dataclass(frozen=True, slots=True)
class Known:
    """A message that is stored: as much of it as tells whether it changed."""

    id: int
    digest: str
    run_id: int
    thread_id: int


def known_messages(archive_id: int, keys: Collection[str]) -> dict[str, Known]:
    """Those of some ids of the source that are stored already."""
    columns = (Message.key, Message.id, Message.digest, Message.run_id, Message.thread_id)
    found: dict[str, Known] = {}
    wanted = sorted(keys)
    for at in range(0, len(wanted), AT_ONCE):
        some = Message.key.in_(wanted[at : at + AT_ONCE])
        query = select(*columns).where(Message.archive_id == archive_id, some)
        found |= {row[0]: Known(*row[1:]) for row in db.session.execute(query)}
    return found


def threads_by_id(ids: Collection[int]) -> dict[int, Thread]:
    """Threads by their ids."""
    found: dict[int, Thread] = {}
    wanted = sorted(ids)
    for at in range(0, len(wanted), AT_ONCE):
        query = select(Thread).where(Thread.id.in_(wanted[at : at + AT_ONCE]))
        found |= {thread.id: thread for thread in db.session.scalars(query)}
    return found


def threads_by_key(archive_id: int, keys: Collection[str]) -> dict[str, Thread]:
    """Threads by what they are known by in their source."""
    query = select(Thread).where(Thread.archive_id == archive_id, Thread.key.in_(sorted(keys)))
    return {thread.key: thread for thread in db.session.scalars(query)}


def threads_like(archive_id: int, alike: Collection[str]) -> dict[str, Thread]:
    """Subject without "Re:" → the latest thread that began with it."""
    if not alike:
        return {}
    latest = (
        select(func.max(Thread.id))
        .where(Thread.archive_id == archive_id, Thread.like.in_(sorted(alike)))
        .group_by(Thread.like)
    )
    return {thread.like: thread for thread in db.session.scalars(select(Thread).where(Thread.id.in_(latest)))}


def waiting_after(archive_id: int, *, after: int, limit: int) -> Sequence[Message]:
    """Messages whose parent has not been found, by id."""
    query = select(Message).where(
        Message.archive_id == archive_id, Message.waits_for.is_not(None), Message.id > after
    )
    return db.session.scalars(query.order_by(Message.id).limit(limit)).all()


def totals_of(threads: Iterable[int]) -> dict[int, tuple[datetime | None, datetime | None]]:
    """Thread → when its first and last dated message was written."""
    query = (
        select(Message.thread_id, func.min(Message.at), func.max(Message.at))
        .where(Message.thread_id.in_(sorted(threads)))
        .group_by(Message.thread_id)
    )
    return {thread: (first, last) for thread, first, last in db.session.execute(query)}


def placed_now(ids: Collection[int]) -> dict[int, tuple[int | None, set[int]]]:
    """Message → the draft it stands beside and the clauses it mentions, as stored."""
    drafts = select(Message.id, Message.draft_id).where(Message.id.in_(sorted(ids)))
    mentions = select(Mention.message_id, Mention.clause_id).where(Mention.message_id.in_(sorted(ids)))
    found: dict[int, tuple[int | None, set[int]]] = {
        id: (draft, set()) for id, draft in db.session.execute(drafts)
    }
    for id, clause in db.session.execute(mentions):
        found[id][1].add(clause)
    return found


def to_place(archive_id: int, *, after: int, limit: int) -> list[tuple[int, datetime | None, str, str]]:
    """Messages by id, as much of them as says which draft was in force and what they mention."""
    query = select(Message.id, Message.at, Message.subject, Message.body)
    query = query.where(Message.archive_id == archive_id, Message.id > after)
    rows = db.session.execute(query.order_by(Message.id).limit(limit))
    return [(id, at, subject, body) for id, at, subject, body in rows]
