"""Clauses that last, their wordings, where these stand, what became of them, what they mean, and how they are explained."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ...kit.db import Choice, Json, Model, UtcDateTime, one_of
from ...kit.refs import Ref
from ..changes import ChangeKind
from ..pieces import Kind


class Significance(StrEnum):
    """Whether a change is one of substance until declared otherwise."""

    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"


class Clause(Model):
    """The lasting identity of a clause, through all drafts. Its key is unique for ever."""

    __tablename__ = "clauses"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)

    @property
    def ref(self) -> Ref:
        """``clause:data-information``."""
        return Ref("clause", self.key)


class Alias(Model):
    """Another key that a draft's file gave to a clause which has a key already; it redirects."""

    __tablename__ = "clause_aliases"

    key: Mapped[str] = mapped_column(primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), index=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))


class Wording(Model):
    """The exact words of a clause, known by the digest of their normal form. Equal words in two clauses are two."""

    __tablename__ = "wordings"
    __table_args__ = (UniqueConstraint("clause_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"))
    digest: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]


class Meaning(Model):
    """What positions are taken on: a wording in its surroundings. Opened by a draft, shared by editorial changes."""

    __tablename__ = "meanings"

    id: Mapped[int] = mapped_column(primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), index=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))


class Placement(Model):
    """Where a wording stands in a draft, with the exact Markdown."""

    __tablename__ = "placements"
    __table_args__ = (
        UniqueConstraint("draft_id", "clause_id"),
        UniqueConstraint("draft_id", "order"),
        Index("ix_placements_clause_id_draft_id", "clause_id", "draft_id"),
        CheckConstraint(one_of("kind", Kind), name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"))
    wording_id: Mapped[int] = mapped_column(ForeignKey("wordings.id"), index=True)
    meaning_id: Mapped[int] = mapped_column(ForeignKey("meanings.id"), index=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("parts.id"))
    parent_order: Mapped[int | None]
    order: Mapped[int]
    number: Mapped[str]
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    depth: Mapped[int]
    level: Mapped[int]
    marker: Mapped[str]
    table: Mapped[int | None]
    lead: Mapped[str]
    markdown: Mapped[str]
    cells: Mapped[Any] = mapped_column(Json)
    normative: Mapped[bool]
    required: Mapped[bool | None]
    surroundings: Mapped[str]
    file: Mapped[str]
    line: Mapped[int]


class Change(Model):
    """What became of a clause from the draft before: one row per clause of the newer draft, then one per removed one."""

    __tablename__ = "changes"
    __table_args__ = (
        UniqueConstraint("draft_id", "clause_id"),
        CheckConstraint(one_of("kind", ChangeKind), name="kind"),
        CheckConstraint(
            f"significance IS NULL OR {one_of('significance', Significance)}", name="significance"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), index=True)
    order: Mapped[int]
    kind: Mapped[ChangeKind] = mapped_column(Choice(ChangeKind))
    moved: Mapped[bool]
    surroundings: Mapped[bool]
    significance: Mapped[Significance | None] = mapped_column(Choice(Significance))
    declared_by: Mapped[str | None]
    confidence: Mapped[int]
    reason: Mapped[str]
    reason_code: Mapped[str]
    reason_params: Mapped[Any] = mapped_column(Json)
    risks: Mapped[Any] = mapped_column(Json)


class ChangeSource(Model):
    """A clause of the older draft that a change comes from."""

    __tablename__ = "change_sources"
    __table_args__ = (UniqueConstraint("change_id", "clause_id"),)

    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id", ondelete="CASCADE"), primary_key=True)
    order: Mapped[int] = mapped_column(primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), index=True)


class Lineage(Model):
    """The closure of changes: ``ancestor`` is among what ``clause`` came from, itself included.

    Positions are those of publications. What was said of the ancestor on a draft at a position ``first`` ≤ p <
    ``until`` belongs to the clause in drafts at ``since`` and later. Of itself a clause has all of it. Stretches of
    one pair never overlap, so that nothing is counted twice.
    """

    __tablename__ = "lineage"

    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), primary_key=True)
    ancestor_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), primary_key=True, index=True)
    since: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first: Mapped[int]
    until: Mapped[int]


class Gloss(Model):
    """What a clause says in plain words, and an example; not part of the text. The newest of a placement is shown."""

    __tablename__ = "glosses"
    __table_args__ = (Index("ix_glosses_placement_id_id", "placement_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id"))
    plain: Mapped[str]
    example: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
