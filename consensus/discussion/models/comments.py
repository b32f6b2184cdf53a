"""Comments, what they were before they were edited, who shares them, and how many stand where."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account
from ...drafts.models import Clause, Draft, Wording
from ...kit.db import Choice, Json, Model, UtcDateTime, one_of
from ...kit.refs import Ref
from ...ledger.names import participant_called


class CommentKind(StrEnum):
    """What a comment is, as its author says."""

    COMMENT = "comment"
    QUESTION = "question"
    OBJECTION = "objection"
    EDITORIAL = "editorial"
    PROCESS = "process"


class State(StrEnum):
    """Where an objection stands, as its author and those who answered left it. New words never change it."""

    STANDING = "standing"
    SUSTAINED = "sustained"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"


OPEN_STATES = (State.STANDING, State.SUSTAINED)
# An index on some rows is used by a query that says the very same: `.where(Comment.stands)`, never `.is_(True)`.
_stands, _stands_here = text("stands"), text("stands = 1")
_unanswered, _unanswered_here = text("unanswered"), text("unanswered = 1")
_waits, _waits_here = text("stands AND NOT unanswered"), text("stands = 1 AND unanswered = 0")
_suggests, _suggests_here = text("suggests"), text("suggests = 1")
_sustained, _elsewhere = text("state = 'sustained'"), text("home_clause_id IS NULL")
# What begins threads is never looked for by this parent: with statistics SQLite takes "no parent" for a rare one.
_root, _reply = text("parent_id IS NULL"), text("parent_id IS NOT NULL")
_in_a_room = text("channel != 'online'")


class Comment(Model):
    """One thing said: of a clause's wording, of a part, of a draft as a whole, or of what is missing after a clause.

    ``draft``, ``clause`` and ``wording`` are those its author saw. ``home_…`` is where its thread began and is
    counted: for a root its own draft and clause (or the clause after which something is missing). ``replies`` of a
    root: how many stand in its thread, at any depth, deleted ones too. ``voice``: the second id (``v:…``) under which
    it was said, where its author is not named. ``aside``: its author was set aside from the sitting that it comes from;
    an objection keeps its state then, and does not stand.
    """

    __tablename__ = "comments"
    __table_args__ = (
        UniqueConstraint("author_id", "nonce"),
        CheckConstraint(one_of("kind", CommentKind), name="kind"),
        CheckConstraint(f"state IS NULL OR {one_of('state', State)}", name="state"),
        CheckConstraint("(clause_id IS NULL) = (wording_id IS NULL)", name="words_of_a_clause"),
        CheckConstraint("clause_id IS NULL OR (part IS NULL AND after_id IS NULL)", name="one_place"),
        CheckConstraint("part IS NULL OR after_id IS NULL", name="part_or_after"),
        CheckConstraint("quote_exact IS NULL OR wording_id IS NOT NULL", name="quotes_words"),
        CheckConstraint("(parent_id IS NULL) = (thread_id IS NULL)", name="replies_have_a_thread"),
        CheckConstraint("depth BETWEEN 0 AND 12", name="depth"),
        Index("ix_comments_home", "home_clause_id", "home_draft_id", "id"),
        Index("ix_comments_home_draft_id_id", "home_draft_id", "id"),
        Index("ix_comments_elsewhere", "home_draft_id", "part", "id", sqlite_where=_elsewhere, postgresql_where=_elsewhere),
        Index("ix_comments_roots", "home_clause_id", "home_draft_id", "id", sqlite_where=_root, postgresql_where=_root),
        Index(
            "ix_comments_roots_shared", "home_clause_id", "home_draft_id", "cosigned", "id",
            sqlite_where=_root, postgresql_where=_root,
        ),
        Index(
            "ix_comments_roots_group", "home_clause_id", "home_draft_id", "stakeholder_group", "id",
            sqlite_where=_root, postgresql_where=_root,
        ),
        Index("ix_comments_rooms", "channel", "id", sqlite_where=_in_a_room, postgresql_where=_in_a_room),
        Index("ix_comments_parent_id", "parent_id", sqlite_where=_reply, postgresql_where=_reply),
        Index("ix_comments_thread_id_id", "thread_id", "id"),
        Index("ix_comments_author_id_id", "author_id", "id"),
        Index("ix_comments_wording_id", "wording_id"),
        Index("ix_comments_campaign_id", "campaign_id", "id"),
        Index(
            "ix_comments_objections", "home_clause_id", "home_draft_id", "cosigned", "id",
            sqlite_where=_stands_here, postgresql_where=_stands,
        ),
        Index(
            "ix_comments_objections_of_drafts", "home_draft_id", "cosigned", "id",
            sqlite_where=_stands_here, postgresql_where=_stands,
        ),
        Index("ix_comments_sustained", "home_draft_id", "id", sqlite_where=_sustained, postgresql_where=_sustained),
        Index(
            "ix_comments_unanswered", "home_clause_id", "home_draft_id", "id",
            sqlite_where=_unanswered_here, postgresql_where=_unanswered,
        ),
        Index(
            "ix_comments_queue", "home_draft_id", "stands", "id",
            sqlite_where=_unanswered_here, postgresql_where=_unanswered,
        ),
        Index("ix_comments_waiting", "home_draft_id", "id", sqlite_where=_waits_here, postgresql_where=_waits),
        Index(
            "ix_comments_suggestions", "home_clause_id", "home_draft_id", "id",
            sqlite_where=_suggests_here, postgresql_where=_suggests,
        ),
        Index(
            "ix_comments_roots_group_shared", "home_clause_id", "home_draft_id", "stakeholder_group", "cosigned", "id",
            sqlite_where=_root, postgresql_where=_root,
        ),
        Index(
            "ix_comments_roots_of_drafts", "home_draft_id", "id",
            sqlite_where=_root, postgresql_where=_root,
        ),
        Index(
            "ix_comments_roots_of_drafts_group", "home_draft_id", "stakeholder_group", "id",
            sqlite_where=_root, postgresql_where=_root,
        ),
        Index(
            "ix_comments_objections_newest", "home_clause_id", "home_draft_id", "id",
            sqlite_where=_stands_here, postgresql_where=_stands,
        ),
        Index(
            "ix_comments_unanswered_shared", "home_clause_id", "home_draft_id", "cosigned", "id",
            sqlite_where=_unanswered_here, postgresql_where=_unanswered,
        ),
        Index(
            "ix_comments_unanswered_of_drafts", "home_draft_id", "id",
            sqlite_where=_unanswered_here, postgresql_where=_unanswered,
        ),
        Index(
            "ix_comments_suggestions_shared", "home_clause_id", "home_draft_id", "cosigned", "id",
            sqlite_where=_suggests_here, postgresql_where=_suggests,
        ),
        Index(
            "ix_comments_suggestions_of_drafts", "home_draft_id", "id",
            sqlite_where=_suggests_here, postgresql_where=_suggests,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[CommentKind] = mapped_column(Choice(CommentKind))
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clauses.id"))
    wording_id: Mapped[int | None] = mapped_column(ForeignKey("wordings.id"))
    part: Mapped[str | None]
    after_id: Mapped[int | None] = mapped_column(ForeignKey("clauses.id"))
    home_draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    home_clause_id: Mapped[int | None] = mapped_column(ForeignKey("clauses.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))
    depth: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    voice: Mapped[str | None]
    affiliation: Mapped[str | None]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    stakeholder_group: Mapped[str | None]
    channel: Mapped[str] = mapped_column(default="online")
    language: Mapped[str]
    body: Mapped[str]
    salt: Mapped[str]
    nonce: Mapped[str | None]
    quote_exact: Mapped[str | None]
    quote_prefix: Mapped[str] = mapped_column(default="")
    quote_suffix: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    late: Mapped[bool] = mapped_column(default=False)
    state: Mapped[State | None] = mapped_column(Choice(State))
    stands: Mapped[bool] = mapped_column(default=False)
    aside: Mapped[bool] = mapped_column(default=False)
    unanswered: Mapped[bool] = mapped_column(default=False)
    suggests: Mapped[bool] = mapped_column(default=False)
    replies: Mapped[int] = mapped_column(default=0)
    cosigned: Mapped[int] = mapped_column(default=0)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))

    author: Mapped[Account] = relationship()
    draft: Mapped[Draft] = relationship(foreign_keys=draft_id)
    clause: Mapped[Clause | None] = relationship(foreign_keys=clause_id)
    wording: Mapped[Wording | None] = relationship()
    after: Mapped[Clause | None] = relationship(foreign_keys=after_id)

    @property
    def ref(self) -> Ref:
        """``comment:12``."""
        return Ref("comment", str(self.id))

    @property
    def is_open(self) -> bool:
        """Whether it is an objection whose author has not let go of it, and that was not found addressed."""
        return self.kind is CommentKind.OBJECTION and self.state in OPEN_STATES and self.deleted_at is None

    @property
    def root_id(self) -> int:
        """The comment that began the thread; its own id for a root."""
        return self.thread_id or self.id

    @property
    def said_by(self) -> str | None:
        """The id by which the public knows who said it: the second one where it was said under that."""
        return self.voice or self.author.actor_id

    @property
    def said_by_name(self) -> str:
        """What whoever said it is called: by name, or as a participant among others."""
        return participant_called(self.voice) if self.voice else self.author.name


class Revision(Model):
    """What a comment said before it was edited, number ``n`` from 1."""

    __tablename__ = "comment_revisions"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str]
    salt: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Cosignature(Model):
    """That a person shares a concern, and for which stakeholder group they spoke then. Neither vote nor duplicate.

    ``channel``: from where; ``aside``: whoever shared it there is set aside, so that it counts nothing for now.
    """

    __tablename__ = "cosignatures"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)
    stakeholder_group: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    channel: Mapped[str] = mapped_column(default="online")
    aside: Mapped[bool] = mapped_column(default=False)


class Talk(Model):
    """How much is said at one place of one draft, kept in step with each act, so that no page ever counts.

    ``place``: ``clause:<key>`` (then ``clause_id`` too), ``part:<slug>``, or ``draft`` for the draft as a whole.
    ``strongest_id`` is the open objection that most people share there.
    """

    __tablename__ = "talk"
    __table_args__ = (
        UniqueConstraint("draft_id", "place"),
        CheckConstraint(
            "comments >= 0 AND objections >= 0 AND suggestions >= 0 AND unanswered >= 0", name="counts"
        ),
        Index("ix_talk_clause_id_draft_id", "clause_id", "draft_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    place: Mapped[str]
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clauses.id"))
    comments: Mapped[int] = mapped_column(default=0)
    objections: Mapped[int] = mapped_column(default=0)
    suggestions: Mapped[int] = mapped_column(default=0)
    unanswered: Mapped[int] = mapped_column(default=0)
    strongest_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"), index=True)


class Band(Model):
    """One band of the fingerprint of a comment's words: texts that share one are perhaps nearly the same."""

    __tablename__ = "comment_bands"
    __table_args__ = (Index("ix_comment_bands_value", "value", "comment_id"),)

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    band: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str]


class PendingPost(Model):
    """What somebody typed before they signed in, kept until they do. Only the digest of its secret is stored."""

    __tablename__ = "pending_posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    path: Mapped[str]
    fields: Mapped[Any] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
