"""Where the people of a demonstration stand: some on everything, most on a little, and not all alike."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select

from ..accounts.models import Account
from ..discussion.errors import TooSoon
from ..discussion.texts import Prepared, prepare_text
from ..drafts.models import Draft
from ..drafts.queries import ClauseRow, rows_of
from ..kit.db import db
from ..voting.actions import Said, take_position
from ..voting.counting import Choice
from ..voting.places import takes_positions
from .talking import FIXES, REASONS

CAMPS = ((0.92, 0.9), (0.85, 0.5), (0.8, 0.15))
"""Three kinds of people: how likely each is for a clause that most are for, and for one that divides."""
DIVIDES = 4  # one clause in so many divides
ACTIVE = (0.0, 0.1, 0.2, 0.2, 0.4, 0.6, 1.0)  # of how many clauses somebody says something
CHOICES = (Choice.SUPPORT, Choice.SUPPORT, Choice.ACCEPT)
OBJECTS = 0.3  # of those who are not for it; the others abstain


@dataclass(frozen=True, slots=True)
class Stance:
    """What somebody says of a clause, and why."""

    by: int
    row: ClauseRow
    choice: Choice
    reason: Prepared | None


class Stances:
    """Positions on one draft, by chance but always the same for the same seed."""

    def __init__(self, draft: Draft, people: Sequence[int], chance: random.Random) -> None:
        self.draft, self.people, self.chance = draft, people, chance
        self.rows = [row for row in rows_of(draft) if takes_positions(row)]
        self.dividing = {row.key for row in chance.sample(self.rows, len(self.rows) // DIVIDES)}

    def stances(self) -> Iterator[Stance]:
        """Person by person, what each says; made ready before the lock."""
        for by in self.people:
            camp, share = self.chance.choice(CAMPS), self.chance.choice(ACTIVE)
            for row in self.chance.sample(self.rows, round(share * len(self.rows))):
                yield self._stance(by, row, camp[row.key in self.dividing])

    def take(self, stances: Sequence[Stance]) -> int:
        """Take some positions: one transaction's worth. → how many."""
        speaking = {stance.by for stance in stances}
        by = {each.id: each for each in db.session.scalars(select(Account).where(Account.id.in_(speaking)))}
        for stance in stances:
            self._take(stance, by[stance.by])
        return len(stances)

    def _stance(self, by: int, row: ClauseRow, likely: float) -> Stance:
        chance = self.chance
        if chance.random() < likely:
            return Stance(by, row, chance.choice(CHOICES), None)
        if chance.random() > OBJECTS:
            return Stance(by, row, Choice.ABSTAIN, None)
        return Stance(
            by, row, Choice.OBJECT, prepare_text(f"{chance.choice(REASONS)} {chance.choice(FIXES)}")
        )

    def _take(self, stance: Stance, by: Account) -> None:
        """Take one; whoever spoke too often for a new account abstains instead of giving another reason."""
        try:
            said = Said(reason=stance.reason)
            take_position(self.draft, stance.row, choice=stance.choice, by=by, said=said)
        except TooSoon:
            take_position(self.draft, stance.row, choice=Choice.ABSTAIN, by=by)


def first_of(stances: Iterator[Stance], n: int) -> list[Stance]:
    """The next of them, at most so many."""
    return list(islice(stances, n))
