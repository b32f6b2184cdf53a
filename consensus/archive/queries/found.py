"""Messages as search and moderation ask for them: by their numbers, in portions."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ...kit.db import db
from ..models import Archive, Message


def messages_called(ids: Collection[int]) -> Sequence[Message]:
    """Messages by their numbers, with archive, thread and draft, while their archive is not withdrawn."""
    query = (
        select(Message)
        .join(Archive, Archive.id == Message.archive_id)
        .where(Message.id.in_(sorted(ids)), Archive.withdrawn_at.is_(None))
        .options(joinedload(Message.archive), joinedload(Message.thread), joinedload(Message.draft))
    )
    return db.session.scalars(query.order_by(Message.id)).unique().all()


def shown_ids(*, after: int, limit: int) -> Sequence[int]:
    """Numbers of messages whose archives are not withdrawn."""
    withdrawn = select(Archive.id).where(Archive.withdrawn_at.is_not(None))
    query = select(Message.id).where(Message.id > after, Message.archive_id.not_in(withdrawn))
    return db.session.scalars(query.order_by(Message.id).limit(limit)).all()


def run_ids(run: int, *, after: int, limit: int) -> Sequence[int]:
    """Numbers of the messages that an import stored, new or changed."""
    query = select(Message.id).where(Message.run_id == run, Message.id > after)
    return db.session.scalars(query.order_by(Message.id).limit(limit)).all()


def archive_ids(name: str, *, after: int, limit: int) -> Sequence[int]:
    """Numbers of the messages of an archive, withdrawn or not."""
    archive = select(Archive.id).where(Archive.name == name).scalar_subquery()
    query = select(Message.id).where(Message.archive_id == archive, Message.id > after)
    return db.session.scalars(query.order_by(Message.id).limit(limit)).all()


def thread_of(message: int) -> int | None:
    """The number of the thread that a message is in; None when there is no such message."""
    return db.session.scalar(select(Message.thread_id).where(Message.id == message))


def thread_ids(thread: int, *, after: int, limit: int) -> Sequence[int]:
    """Numbers of the messages of a thread."""
    query = select(Message.id).where(Message.thread_id == thread, Message.id > after)
    return db.session.scalars(query.order_by(Message.id).limit(limit)).all()
