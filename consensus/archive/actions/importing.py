"""An import, batch by batch: begun, stored, its threads joined, put on record. Broken off anywhere, it is gone on with."""

from collections.abc import Sequence

from sqlalchemy import delete, update

from ...kit.clock import now
from ...kit.db import db
from ...ledger import Actor, record
from ..errors import BadName
from ..models import Archive, ArchiveKind, ArchiveRun, ArchiveSkip, Message, Thread
from ..names import is_name
from ..plain import Left
from ..queries.archives import archive_called, run_to_go_on_with, runs_left
from ..queries.messages import known_messages, waiting_after
from ..ready import Ready
from ..verbs import Verb
from .storing import Batch

MOST_SKIPS = 5_000  # of which an import says where and why; the rest is counted
AT_ONCE = 500


def begin_import(
    name: str,
    *,
    kind: ArchiveKind,
    source: str,
    digest: str,
    under: str,
    by: Actor,
    title: str = "",
    url: str = "",
) -> ArchiveRun:
    """A run into the archive of a name, which is made when there is none; one that was broken off is gone on with.

    ``under``: the digest of the drafts that its messages will be held against. Raises BadName.
    """
    if not is_name(name):
        raise BadName
    archive = archive_called(name)
    if archive is None:
        archive = Archive(
            name=name,
            title=title or _titled(name),
            kind=kind,
            url=url,
            at=now(),
            by=str(by.actor_id),
            placed_under=under,
        )
        db.session.add(archive)
        db.session.flush()
    archive.title, archive.url = title or archive.title, url or archive.url
    run = run_to_go_on_with(archive, kind=kind, source=source)
    if run is None:
        run = ArchiveRun(archive=archive, kind=kind, source=source, at=now(), added=0, changed=0)
        db.session.add(run)
    else:
        db.session.execute(delete(ArchiveSkip).where(ArchiveSkip.run_id == run.id))
    run.digest, run.by, run.unchanged, run.skipped = digest, str(by.actor_id), 0, 0
    db.session.flush()
    return run


def _titled(name: str) -> str:
    return name.replace("-", " ").capitalize()


def store_some(run_id: int, ready: Sequence[Ready], *, left: Sequence[Left] = ()) -> ArchiveRun:
    """One batch: messages that are new or changed are stored, others left alone; and what was left out is noted."""
    run = db.session.get_one(ArchiveRun, run_id)
    Batch(run).store(ready)
    kept = left[: max(0, MOST_SKIPS - run.skipped)]
    db.session.add_all(ArchiveSkip(run_id=run.id, place=each.place, why=each.why) for each in kept)
    run.skipped += len(left)
    db.session.flush()
    return run


def settle_some(run_id: int, *, after: int) -> int | None:
    """Join replies that came before what they reply to with its thread. → the last message looked at; None: no more.

    A thread that its source names itself is never joined with another.
    """
    run = db.session.get_one(ArchiveRun, run_id)
    waiting = waiting_after(run.archive_id, after=after, limit=AT_ONCE)
    if not waiting:
        return None
    found = known_messages(run.archive_id, [each.waits_for or "" for each in waiting])
    joined: dict[int, int] = {}
    for each in waiting:
        parent = found.get(each.waits_for or "")
        if parent is not None and parent.id != each.id:
            each.parent_id, each.waits_for = parent.id, None
            own, other = _now(each.thread_id, joined), _now(parent.thread_id, joined)
            if own != other and _join(own, other):
                joined[own] = other
    db.session.flush()
    return waiting[-1].id


def _now(thread: int, joined: dict[int, int]) -> int:
    while thread in joined:
        thread = joined[thread]
    return thread


def _join(own: int, other: int) -> bool:
    """Put the messages of one thread into another. → False for threads that their source names itself."""
    source, target = db.session.get_one(Thread, own), db.session.get_one(Thread, other)
    if not source.key.startswith("m:"):
        return False
    db.session.flush()
    moved = update(Message).where(Message.thread_id == own).values(thread_id=other)
    db.session.execute(moved.execution_options(synchronize_session=False))
    target.messages += source.messages
    began = min(target, source, key=lambda each: (each.month, each.began))
    target.began, target.month = began.began, began.month
    target.ended = max(target.ended, source.ended)
    db.session.delete(source)
    db.session.flush()
    return True


def _take_over(run: ArchiveRun) -> None:
    """What imports brought that were broken off and never gone on with is told with this one."""
    left = runs_left(run)
    if left:
        theirs = update(Message).where(Message.run_id.in_([each.id for each in left])).values(run_id=run.id)
        done = db.session.execute(theirs.execution_options(synchronize_session=False))
        run.added += int(done.rowcount)  # type: ignore[attr-defined]  # answers to writes have it
        for each in left:
            each.finished_at = run.finished_at


def finish_import(run_id: int, *, by: Actor, whole: bool = True) -> ArchiveRun:
    """End a run and put it on record, unless it brought nothing. ``whole``: False when it was broken off.

    An archive that was withdrawn is shown again by that.
    """
    run = db.session.get_one(ArchiveRun, run_id)
    archive, again = run.archive, run.archive.withdrawn_at is not None
    archive.withdrawn_at = archive.withdrawn_by = None
    archive.withdrawn_reason = ""
    if whole:
        run.finished_at = now()
        _take_over(run)
    if run.added or run.changed or again:
        record(
            Verb.IMPORTED, by, run, archive=archive.name, kind=str(run.kind), digest=run.digest,
            added=run.added, changed=run.changed, skipped=run.skipped, whole=whole, again=again,
        )  # fmt: skip
    if again:
        record(Verb.SHOWN, by, archive)
    db.session.flush()
    return run
