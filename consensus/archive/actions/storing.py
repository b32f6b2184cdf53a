"""One batch of messages on their way into the tables: which are new, where they hang, what their threads come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, update

from ...kit.db import db
from ..models import ArchiveRun, How, Mention, Message, Thread
from ..plain import NO_DATE, is_reply, key_of, subject_key
from ..queries.messages import Known, known_messages, threads_by_id, threads_by_key, threads_like, totals_of
from ..ready import Ready

UNDATED = "undated"
APART = timedelta(days=180)  # so far from a thread's end a reply by subject alone is another thread


@dataclass(slots=True)
class Spot:
    """Where a message stands: its row's id, or the row itself while it has none; and its thread."""

    id: int | None
    row: Message | None
    thread: Thread


@dataclass(slots=True)
class Batch:
    """What is known while some messages are stored."""

    run: ArchiveRun
    known: dict[str, Known] = field(default_factory=dict)
    by_id: dict[int, Thread] = field(default_factory=dict)
    by_key: dict[str, Thread] = field(default_factory=dict)
    by_like: dict[str, Thread] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    hanging: list[tuple[Message, Spot]] = field(default_factory=list)
    mentions: list[tuple[Message, Ready]] = field(default_factory=list)

    def store(self, some: Sequence[Ready]) -> None:
        """Store what is new or changed."""
        self._look_around(some)
        redated: set[int] = set()
        with db.session.no_autoflush:
            for each in some:
                before = self.known.get(each.key)
                if before is None:
                    self._add(each)
                elif before.digest == each.digest:
                    self.run.unchanged += before.run_id != self.run.id
                else:
                    redated.add(self._change(before, each))
        db.session.flush()
        self._hang()
        self._note_mentions()
        _recount(redated)

    def _look_around(self, some: Sequence[Ready]) -> None:
        """Ask for everything at once that the batch may belong to."""
        archive = self.run.archive_id
        replies = {reply for each in some for reply in each.message.replies_to}
        self.known = known_messages(archive, {*(each.key for each in some), *replies})
        self.by_id = threads_by_id({each.thread_id for each in self.known.values()})
        self.by_key = threads_by_key(archive, {_thread_key(each) for each in some})
        alike = {like for each in some if (like := _like(each)) and is_reply(each.message.subject)}
        self.by_like = threads_like(archive, alike)

    def _add(self, each: Ready) -> None:
        parent = self._parent(each)
        thread = self._thread(each, parent)
        row = Message(
            archive_id=self.run.archive_id, run_id=self.run.id, thread=thread, key=each.key,
            waits_for=None if parent else next(iter(each.message.replies_to), None), **_values(each),
        )  # fmt: skip
        db.session.add(row)
        _grow(thread, row)
        self.spots[each.key] = Spot(None, row, thread)
        self.mentions.append((row, each))
        if parent:
            self.hanging.append((row, parent))
        self.run.added += 1

    def _parent(self, each: Ready) -> Spot | None:
        """What it replies to: the nearest that is known."""
        for key in each.message.replies_to:
            if key in self.spots:
                return self.spots[key]
            if key in self.known and key != each.key:
                found = self.known[key]
                return Spot(found.id, None, self.by_id[found.thread_id])
        return None

    def _thread(self, each: Ready, parent: Spot | None) -> Thread:
        key, like = _thread_key(each), _like(each)
        thread = (
            self.by_key.get(key) if each.message.thread else parent.thread if parent else self._alike(each)
        )
        if thread is None:
            thread = Thread(
                archive_id=self.run.archive_id, key=key, like=like, title=each.message.title or each.message.subject,
                title_sure=each.message.title_sure, month=UNDATED, began=NO_DATE, ended=NO_DATE, messages=0,
            )  # fmt: skip
            db.session.add(thread)
            self.by_key[key] = thread
            if not each.message.thread and like:
                self.by_like[like] = thread
        if each.message.title_sure and each.message.thread:
            thread.title, thread.title_sure = each.message.title, True
        return thread

    def _alike(self, each: Ready) -> Thread | None:
        """The latest thread with the same subject, for a reply that does not say to what."""
        like = _like(each)
        found = self.by_like.get(like) if like and is_reply(each.message.subject) else None
        at = each.message.at
        if found is None or at is None or found.month == UNDATED:
            return found
        return found if at - found.ended <= APART and found.began - at <= APART else None

    def _change(self, before: Known, each: Ready) -> int:
        """The same message says something else now. → its thread."""
        row = db.session.get_one(Message, before.id)
        for name, value in _values(each).items():
            setattr(row, name, value)
        row.run_id = self.run.id
        if each.message.title_sure and each.message.thread:
            thread = self.by_id[before.thread_id]
            thread.title, thread.title_sure = each.message.title, True
        db.session.execute(delete(Mention).where(Mention.message_id == row.id))
        self.mentions.append((row, each))
        self.run.changed += 1
        return before.thread_id

    def _hang(self) -> None:
        """Parents are told once the rows of the batch have their ids."""
        hung = [
            {"id": row.id, "parent_id": parent.row.id if parent.row else parent.id}
            for row, parent in self.hanging
        ]
        if hung:
            db.session.execute(update(Message), hung)

    def _note_mentions(self) -> None:
        rows = [
            {"message_id": row.id, "clause_id": clause, "how": How(how)}
            for row, each in self.mentions
            for clause, how in each.mentions.items()
        ]
        if rows:
            db.session.execute(insert(Mention), rows)


def _values(each: Ready) -> dict[str, Any]:
    said = each.message
    return {
        "author": each.author, "at": said.at, "dated": said.dated, "placed": said.at or NO_DATE,
        "subject": said.subject, "body": said.body, "markdown": said.markdown, "notes": "\n".join(said.notes),
        "url": said.url, "language": each.language, "draft_id": each.draft_id, "digest": each.digest,
    }  # fmt: skip


def _thread_key(each: Ready) -> str:
    return key_of(each.message.thread) if each.message.thread else f"m:{each.key}"


def _like(each: Ready) -> str:
    return subject_key(each.message.subject)


def _grow(thread: Thread, row: Message) -> None:
    thread.messages += 1
    if row.at is None:
        return
    if thread.month == UNDATED:
        thread.began = thread.ended = row.at
    thread.began, thread.ended = min(thread.began, row.at), max(thread.ended, row.at)
    thread.month = thread.began.strftime("%Y-%m")


def _recount(threads: Iterable[int]) -> None:
    """What threads come to whose messages have other dates now."""
    for id, (began, ended) in totals_of(threads).items():
        thread = db.session.get_one(Thread, id)
        thread.began, thread.ended = began or NO_DATE, ended or NO_DATE
        thread.month = began.strftime("%Y-%m") if began else UNDATED
    db.session.flush()
