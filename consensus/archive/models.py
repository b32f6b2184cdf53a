"""Archives: what was said elsewhere, as it was brought in. Each message keeps its author's name, date and link there.

Nothing here was said on this site: nobody is told of it, nobody can answer it, and no account stands behind it.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..drafts.models import Clause, Draft
from ..kit.db import Choice, Model, UtcDateTime, one_of
from ..kit.refs import Ref
from .plain import Dated

_waits = text("waits_for IS NOT NULL")


class ArchiveKind(StrEnum):
    """Where messages were held: a Discourse forum, a mailing list, notes as Markdown."""

    DISCOURSE = "discourse"
    MBOX = "mbox"
    MARKDOWN = "markdown"


class How(StrEnum):
    """How a message mentions a clause: by its lasting key, by its number, or by quoting its words."""

    KEY = "key"
    NUMBER = "number"
    QUOTE = "quote"


class Archive(Model):
    """One discussion held elsewhere, by a name of its own. Withdrawn as a whole, with a reason; importing again ends that.

    ``placed_under``: the digest of the drafts under whose dates its messages stand. While these change, ``placing`` is
    the digest of the new ones, ``placed_to`` the last message that was looked at, and ``moved`` how many stand elsewhere.
    """

    __tablename__ = "archives"
    __table_args__ = (
        CheckConstraint(one_of("kind", ArchiveKind), name="kind"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    kind: Mapped[ArchiveKind] = mapped_column(Choice(ArchiveKind))
    url: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    placed_under: Mapped[str] = mapped_column(default="")
    placing: Mapped[str] = mapped_column(default="")
    placed_to: Mapped[int] = mapped_column(default=0)
    moved: Mapped[int] = mapped_column(default=0)

    @property
    def ref(self) -> Ref:
        """``archive:forum``."""
        return Ref("archive", self.name)


class ArchiveRun(Model):
    """One import into an archive: from what, by whom, and what became of it. Unfinished: interrupted, to be gone on with.

    ``source``: the name of the file or folder; ``digest``: of its content.
    """

    __tablename__ = "archive_runs"
    __table_args__ = (
        CheckConstraint(one_of("kind", ArchiveKind), name="kind"),
        Index("ix_archive_runs_archive_id_id", "archive_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    archive_id: Mapped[int] = mapped_column(ForeignKey("archives.id"))
    kind: Mapped[ArchiveKind] = mapped_column(Choice(ArchiveKind))
    source: Mapped[str]
    digest: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)

    archive: Mapped[Archive] = relationship()

    @property
    def ref(self) -> Ref:
        """``import:12``."""
        return Ref("import", str(self.id))


class ArchiveSkip(Model):
    """What an import left out, where it stood, and why."""

    __tablename__ = "archive_skipped"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("archive_runs.id"), index=True)
    place: Mapped[str]
    why: Mapped[str]


class Unnamed(Model):
    """That somebody's name is no longer shown in an archive, nor taken when it is imported again.

    Only a salted digest of the name is kept.
    """

    __tablename__ = "archive_unnamed"
    __table_args__ = (UniqueConstraint("archive_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    archive_id: Mapped[int] = mapped_column(ForeignKey("archives.id"))
    salt: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    reason: Mapped[str]


class Thread(Model):
    """Messages that belong together. ``key``: what it is known by in its source; ``like``: its subject without "Re:".

    ``month``: of its first message, as YYYY-MM; ``undated`` when no message has a date. ``began``: for ordering only.
    """

    __tablename__ = "archive_threads"
    __table_args__ = (
        UniqueConstraint("archive_id", "key"),
        Index("ix_archive_threads_archive_id_like", "archive_id", "like"),
        Index("ix_archive_threads_archive_id_month_began_id", "archive_id", "month", "began", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    archive_id: Mapped[int] = mapped_column(ForeignKey("archives.id"))
    key: Mapped[str]
    like: Mapped[str]
    title: Mapped[str]
    title_sure: Mapped[bool] = mapped_column(default=False)
    month: Mapped[str]
    began: Mapped[datetime] = mapped_column(UtcDateTime)
    ended: Mapped[datetime] = mapped_column(UtcDateTime)
    messages: Mapped[int] = mapped_column(default=0)

    archive: Mapped[Archive] = relationship()


class Message(Model):
    """One message as it stands in its source. ``key``: its id there.

    ``at`` is None where no date could be found; ``placed`` orders its thread and is never shown. ``waits_for``: the id of
    what it replies to, as long as that has not been found. ``digest``: of the message as it was read.
    """

    __tablename__ = "archive_messages"
    __table_args__ = (
        UniqueConstraint("archive_id", "key"),
        CheckConstraint(one_of("dated", Dated), name="dated"),
        Index("ix_archive_messages_thread_id_placed_id", "thread_id", "placed", "id"),
        Index("ix_archive_messages_archive_id_id", "archive_id", "id"),
        Index("ix_archive_messages_run_id_id", "run_id", "id"),
        Index("ix_archive_messages_archive_id_author", "archive_id", "author"),
        Index(
            "ix_archive_messages_waiting", "archive_id", "id", sqlite_where=_waits, postgresql_where=_waits
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    archive_id: Mapped[int] = mapped_column(ForeignKey("archives.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("archive_runs.id"))
    thread_id: Mapped[int] = mapped_column(ForeignKey("archive_threads.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("archive_messages.id"), index=True)
    key: Mapped[str]
    waits_for: Mapped[str | None]
    author: Mapped[str]
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dated: Mapped[Dated] = mapped_column(Choice(Dated))
    placed: Mapped[datetime] = mapped_column(UtcDateTime)
    subject: Mapped[str]
    body: Mapped[str]
    markdown: Mapped[bool]
    notes: Mapped[str]
    url: Mapped[str]
    language: Mapped[str]
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"), index=True)
    digest: Mapped[str]

    archive: Mapped[Archive] = relationship()
    thread: Mapped[Thread] = relationship()
    draft: Mapped[Draft | None] = relationship()

    @property
    def ref(self) -> Ref:
        """``message:12``."""
        return Ref("message", str(self.id))


class Mention(Model):
    """That a message mentions a clause of the draft that was in force then, and how."""

    __tablename__ = "archive_mentions"
    __table_args__ = (
        CheckConstraint(one_of("how", How), name="how"),
        Index("ix_archive_mentions_clause_id_message_id", "clause_id", "message_id"),
    )

    message_id: Mapped[int] = mapped_column(ForeignKey("archive_messages.id"), primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), primary_key=True)
    how: Mapped[How] = mapped_column(Choice(How))

    clause: Mapped[Clause] = relationship()
