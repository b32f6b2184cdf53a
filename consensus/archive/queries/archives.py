"""Archives by name, what they hold, and the imports that filled them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from ...kit.db import db
from ..errors import IsWithdrawn, NoSuchArchive
from ..models import Archive, ArchiveKind, ArchiveRun, ArchiveSkip, Thread, Unnamed


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """An archive with what it holds; ``began`` and ``ended`` are None where nothing has a date."""

    archive: Archive
    messages: int
    threads: int
    began: datetime | None
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of an archive: ``2024-05``, or ``undated``."""

    month: str
    threads: int
    messages: int


def archive_called(name: str) -> Archive | None:
    """The archive of a name, withdrawn or not; None when there is none."""
    return db.session.scalar(select(Archive).where(Archive.name == name))


def archive_named(name: str) -> Archive:
    """The archive of a name, to be read. Raises NoSuchArchive, IsWithdrawn."""
    found = archive_called(name)
    if found is None:
        raise NoSuchArchive
    if found.withdrawn_at is not None:
        raise IsWithdrawn
    return found


def archive_lines() -> list[ArchiveLine]:
    """Every archive by title, withdrawn ones too; two statements."""
    dated = Thread.month != "undated"
    began, ended = func.min(Thread.began).filter(dated), func.max(Thread.ended).filter(dated)
    query = select(Thread.archive_id, func.sum(Thread.messages), func.count(Thread.id), began, ended)
    held = {id: rest for id, *rest in db.session.execute(query.group_by(Thread.archive_id))}
    archives = db.session.scalars(select(Archive))
    lines = [ArchiveLine(each, *held.get(each.id, (0, 0, None, None))) for each in archives]
    return sorted(lines, key=lambda line: (line.archive.title.casefold(), line.archive.name))


def months_of(archive: Archive) -> list[MonthLine]:
    """The months of an archive, the first first; what has no date comes last."""
    query = select(Thread.month, func.count(Thread.id), func.sum(Thread.messages))
    query = query.where(Thread.archive_id == archive.id).group_by(Thread.month).order_by(Thread.month)
    return [MonthLine(*row) for row in db.session.execute(query)]


def run_to_go_on_with(archive: Archive, *, kind: ArchiveKind, source: str) -> ArchiveRun | None:
    """The last import from a source, when it was broken off."""
    query = (
        select(ArchiveRun)
        .where(ArchiveRun.archive_id == archive.id, ArchiveRun.finished_at.is_(None))
        .where(ArchiveRun.kind == kind, ArchiveRun.source == source)
    )
    return db.session.scalar(query.order_by(ArchiveRun.id.desc()).limit(1))


def runs_left(run: ArchiveRun) -> Sequence[ArchiveRun]:
    """Other imports into the same archive that were broken off."""
    query = select(ArchiveRun).where(
        ArchiveRun.archive_id == run.archive_id, ArchiveRun.finished_at.is_(None)
    )
    return db.session.scalars(query.where(ArchiveRun.id != run.id).order_by(ArchiveRun.id)).all()


def last_runs() -> dict[int, ArchiveRun]:
    """Archive → its last import."""
    last = select(func.max(ArchiveRun.id)).group_by(ArchiveRun.archive_id)
    return {
        run.archive_id: run for run in db.session.scalars(select(ArchiveRun).where(ArchiveRun.id.in_(last)))
    }


def skipped_in(run: ArchiveRun) -> Sequence[ArchiveSkip]:
    """What an import left out, in order."""
    query = select(ArchiveSkip).where(ArchiveSkip.run_id == run.id).order_by(ArchiveSkip.id)
    return db.session.scalars(query).all()


def unnamed_in(archive: Archive) -> Sequence[Unnamed]:
    """The names that an archive may no longer show."""
    return db.session.scalars(select(Unnamed).where(Unnamed.archive_id == archive.id)).all()


def archives_not_under(digest: str) -> Sequence[Archive]:
    """Archives whose messages were last held against other drafts."""
    return db.session.scalars(
        select(Archive).where(Archive.placed_under != digest).order_by(Archive.id)
    ).all()
