"""What the paper for the board shows, with finished words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..discussion.shown import CommentView
from ..drafts.shown import ClauseView, DraftView
from ..ledger.vouched import Vouched
from .board_shown import MemberView, SealView
from .evaluated import Evaluated


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to this draft. ``kind``: published, candidate, candidate-withdrawn, closed, laid, ended or sealed.

    ``own_date``: the date that a draft bears, where it was published here on another day.
    """

    at: datetime
    kind: str
    version: str
    note: str = ""
    own_date: date | None = None


@dataclass(frozen=True, slots=True)
class Objected:
    """Objections to one clause, with their answers."""

    key: str
    number: str
    words: str
    comments: tuple[CommentView, ...]


@dataclass(frozen=True, slots=True)
class PaperView:
    """Everything that the board is handed for its decision."""

    draft: DraftView
    seal: SealView | None
    evaluated: Evaluated | None
    board: tuple[MemberView, ...]
    path: tuple[Step, ...]
    since: str | None
    since_candidate: bool
    changed: tuple[ClauseView, ...]
    removed: tuple[ClauseView, ...]
    unchanged: int
    open: tuple[Objected, ...]
    answered: tuple[Objected, ...]
    not_shown: int
    checkpoint: Vouched | None
    as_of: datetime | None
    head: int

    @property
    def dissent(self) -> list[Any]:
        """What members of the board said against it, or abstaining."""
        return [each for each in self.seal.said if each.stance != "sign"] if self.seal else []
