"""What became of comments: dispositions, what authors said to them, and how objections moved."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account
from ...drafts.models import Clause, Draft
from ...kit.db import Choice, Model, UtcDateTime, one_of
from ...kit.refs import Ref
from .comments import State


class Outcome(StrEnum):
    """What was decided about a comment."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted-in-part"
    DECLINED = "declined"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out-of-scope"
    NOTED = "noted"


class Answer(StrEnum):
    """What the author of a comment says to its disposition."""

    AGREE = "agree"
    SUSTAIN = "sustain"


class Disposition(Model):
    """The reasoned answer to one comment. A later one replaces it; it stays, with ``replaced_at``.

    ``batch`` is shared by those that were given in one act.
    """

    __tablename__ = "dispositions"
    __table_args__ = (
        UniqueConstraint("comment_id", "n"),
        CheckConstraint(one_of("outcome", Outcome), name="outcome"),
        CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),
        CheckConstraint("(outcome = 'duplicate') = (duplicate_of_id IS NOT NULL)", name="duplicate_of_one"),
        Index("ix_dispositions_resolved_in_id", "resolved_in_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"))
    n: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(Choice(Outcome))
    reason: Mapped[str]
    resolved_in_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"))
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"), index=True)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer_by: Mapped[datetime] = mapped_column(UtcDateTime)
    batch: Mapped[str | None] = mapped_column(index=True)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    resolved_in: Mapped[Draft | None] = relationship()
    clauses: Mapped[list[Clause]] = relationship(
        secondary="disposition_clauses", order_by="Clause.id", viewonly=True
    )
    answers: Mapped[list["AuthorsAnswer"]] = relationship(
        order_by="AuthorsAnswer.id", back_populates="disposition"
    )

    @property
    def ref(self) -> Ref:
        """``disposition:7``."""
        return Ref("disposition", str(self.id))


class OutcomeCount(Model):
    """How many comments that were made on a draft have an outcome now, kept in step, so that no report counts."""

    __tablename__ = "outcome_counts"
    __table_args__ = (
        CheckConstraint(one_of("outcome", Outcome), name="outcome"),
        CheckConstraint("n >= 0", name="counts"),
    )

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    outcome: Mapped[Outcome] = mapped_column(Choice(Outcome), primary_key=True)
    n: Mapped[int] = mapped_column(default=0)


class DispositionClause(Model):
    """A clause whose change answers a comment."""

    __tablename__ = "disposition_clauses"

    disposition_id: Mapped[int] = mapped_column(ForeignKey("dispositions.id"), primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), primary_key=True, index=True)


class AuthorsAnswer(Model):
    """What the author said to a disposition; the newest holds."""

    __tablename__ = "authors_answers"
    __table_args__ = (
        CheckConstraint(one_of("answer", Answer), name="answer"),
        CheckConstraint("answer = 'agree' OR length(trim(reason)) > 0", name="sustained_with_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    disposition_id: Mapped[int] = mapped_column(ForeignKey("dispositions.id"), index=True)
    answer: Mapped[Answer] = mapped_column(Choice(Answer))
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    disposition: Mapped[Disposition] = relationship(back_populates="answers")


class Addressing(Model):
    """That a second person, who did not write the change, finds an objection addressed after its author's time to reply."""

    __tablename__ = "addressings"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="has_a_reason"),)

    disposition_id: Mapped[int] = mapped_column(ForeignKey("dispositions.id"), primary_key=True)
    by: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class StandingMove(Model):
    """One move of an objection: made, sustained, withdrawn, answered; on which draft, by whom, why."""

    __tablename__ = "standing_moves"
    __table_args__ = (
        CheckConstraint(one_of("state", State), name="state"),
        Index("ix_standing_moves_comment_id_id", "comment_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"))
    state: Mapped[State] = mapped_column(Choice(State))
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    by: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Reminder(Model):
    """That the author of an objection was asked, for the ``n``-th time, about the new words of a draft.

    ``again_at``: when they are to be asked once more, if they have not replied until then.
    """

    __tablename__ = "objection_reminders"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    again_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class Assignment(Model):
    """Who on the desk takes care of a comment. Letting go deletes the row."""

    __tablename__ = "assignments"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()
