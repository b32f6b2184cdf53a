"""What is kept of a draft as a whole: who may take part, its figures, and its result at closing."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Account
from ...drafts.models import Draft
from ...kit.db import Json, Model, UtcDateTime


class Roll(Model):
    """How many may take part in a draft, by which rule of its policy, as published at its opening.

    ``standard``: the text of the standard policy, where that held then; so that it is locked with the draft like others.
    """

    __tablename__ = "rolls"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    who: Mapped[str]
    eligible: Mapped[int]
    standard: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    draft: Mapped[Draft] = relationship()


class RollMember(Model):
    """Somebody on the roll of a draft whose policy names who may take part."""

    __tablename__ = "roll_members"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)

    account: Mapped[Account] = relationship()


class Figures(Model):
    """What it takes reading all positions of a draft to know, as of an entry of the record: kept by the follower.

    ``activity``: ``{"eligible": n, "people": [[positions, people], …]}``; ``opinions``: the opinion map.
    """

    __tablename__ = "draft_figures"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    data: Mapped[Any] = mapped_column(Json)


class Result(Model):
    """The result of a draft at a closing: counted once from the positions that stood at an entry of the record.

    A draft that is reopened and closed again has another. ``data``: see ``kept.py``.
    """

    __tablename__ = "kept_results"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    digest: Mapped[str]
    data: Mapped[Any] = mapped_column(Json)

    draft: Mapped[Draft] = relationship()
