"""Suggestions: what a comment would have the text say, and that it was accepted."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...drafts.models import Clause, Draft, Wording
from ...kit.db import Choice, Model, UtcDateTime, one_of


class Operation(StrEnum):
    """What a suggested edit does."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    MOVE = "move"


class SuggestedEdit(Model):
    """One edit of a comment's suggestion, number ``n`` from 1.

    ``replace``, ``delete`` and ``move`` name a clause and the wording they were made on; ``insert`` and ``move`` say
    after which clause (none: at the beginning). ``text`` is the new Markdown of ``replace`` and ``insert``.
    """

    __tablename__ = "suggested_edits"
    __table_args__ = (
        CheckConstraint(one_of("op", Operation), name="op"),
        CheckConstraint("(op = 'insert') = (clause_id IS NULL)", name="of_a_clause"),
        CheckConstraint("(clause_id IS NULL) = (wording_id IS NULL)", name="on_its_words"),
        CheckConstraint("(op IN ('replace', 'insert')) = (text IS NOT NULL)", name="has_words"),
        Index("ix_suggested_edits_clause_id", "clause_id", "comment_id"),
        Index("ix_suggested_edits_after_id", "after_id"),
    )

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    op: Mapped[Operation] = mapped_column(Choice(Operation))
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clauses.id"))
    wording_id: Mapped[int | None] = mapped_column(ForeignKey("wordings.id"), index=True)
    after_id: Mapped[int | None] = mapped_column(ForeignKey("clauses.id"))
    text: Mapped[str | None]

    clause: Mapped[Clause | None] = relationship(foreign_keys=clause_id)
    wording: Mapped[Wording | None] = relationship()
    after: Mapped[Clause | None] = relationship(foreign_keys=after_id)


class Acceptance(Model):
    """That a suggestion was taken into a draft: by whom, when, and whether its words had to be fitted to newer ones."""

    __tablename__ = "acceptances"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    draft_id: Mapped[int] = mapped_column(
        ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    fitted: Mapped[bool] = mapped_column(default=False)

    draft: Mapped[Draft] = relationship()
