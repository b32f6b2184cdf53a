"""The path to stable of a demonstration: people and organisations who endorse the latest draft, and what the board judges."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from ..accounts.actions import add_account, confirm_spokesperson
from ..accounts.groups import GROUPS
from ..accounts.models import Account, Organisation
from ..drafts.models import Draft
from ..kit.clock import now
from ..kit.db import db
from ..kit.errors import Refused
from ..ledger import CLI
from ..release.actions import endorse, withdraw_endorsement
from ..release.actions.candidates import plan_release
from ..release.actions.judging import judge
from ..release.given import EndorsementGiven
from ..release.models import Endorsement
from ..voting.queries import policy_of

Again = Callable[[Callable[[], Any]], Any]
AT_ONCE = 25
BOARD = ("Ngozi Okafor", "Carlos Rossi", "Ines Silva", "Tariq Haddad", "Grace Evans")
JUDGED = ("usable-reference", "current-practice")
STATEMENTS = (
    "We will point to it when we buy systems.",
    "It says what we have tried to say for two years.",
    "I can explain it to my students in an hour.",
    "",
    "",
)
CONDITIONS = ("", "", "", "The table of licences is kept up to date.")
AUTHORITY = ("I lead its policy work.", "I chair its board.", "Its council decided so in May.")
FINDINGS = {
    "pass": "I held three systems against it and came to an answer each time.",
    "fail": "Two of us read the same clause and came to different answers.",
}
KNOWN, WITHDRAWN = 0.6, 0.04
PLANNED = timedelta(days=60)
WHY = "The board meets on that day."


class Endorsing:
    """Who endorses by chance, but always the same for the same seed."""

    def __init__(self, draft: Draft, people: Sequence[int], chance: random.Random, *, again: Again) -> None:
        self.draft, self.people, self.chance, self.again = draft, people, chance, again
        self.groups = policy_of(draft).slugs or tuple(group.slug for group in GROUPS)

    def endorse(self, n: int) -> int:
        """So many people for themselves, then a few for each organisation. → how many endorsed."""
        chosen, made = self.chance.sample(self.people, min(n, len(self.people))), 0
        for start in range(0, len(chosen), AT_ONCE):
            some = chosen[start : start + AT_ONCE]
            made += self.again(lambda some=some: self._people(some))  # type: ignore[misc]  # each lambda keeps its own
        for organisation in db.session.scalars(select(Organisation.id).order_by(Organisation.id)).all():
            speaker = self.chance.choice(self.people)
            made += self.again(
                lambda organisation=organisation, speaker=speaker: self._for(organisation, speaker)  # type: ignore[misc]  # each lambda keeps its own
            )
        return made

    def _people(self, some: Sequence[int]) -> int:
        for each in some:
            account = db.session.get_one(Account, each)
            group = account.stakeholder_group if account.stakeholder_group in self.groups else None
            given = EndorsementGiven("individual", group or self.chance.choice(self.groups), **self._words())
            made = self._made(given, account)
            if made is not None and self.chance.random() < WITHDRAWN:
                withdraw_endorsement(made, by=account)
        return len(some)

    def _for(self, organisation: int, speaker: int) -> int:
        """For an organisation, by somebody who is known to speak for it or only says so."""
        found, account = db.session.get_one(Organisation, organisation), db.session.get_one(Account, speaker)
        if self.chance.random() < KNOWN:
            confirm_spokesperson(found, account, by=CLI)
        given = EndorsementGiven(
            "organisation", self.chance.choice(self.groups), name=found.name,
            authority=self.chance.choice(AUTHORITY), **self._words(),
        )  # fmt: skip
        return int(self._made(given, account) is not None)

    def _words(self) -> dict[str, str]:
        return {
            "statement": self.chance.choice(STATEMENTS),
            "conditions": self.chance.choice(CONDITIONS),
        }

    def _made(self, given: EndorsementGiven, by: Account) -> Endorsement | None:
        try:
            return endorse(self.draft, given=given, by=by)
        except Refused:  # they endorse it already
            return None


def judge_by_the_board(draft: Draft, chance: random.Random, *, again: Again) -> int:
    """Members of the board judge what cannot be counted, and a day is planned. → how many members there are."""
    members = again(
        lambda: [
            add_account(f"board{n + 1}@demo.example", name=name, roles=["board"], by=CLI).id
            for n, name in enumerate(BOARD)
        ]
    )
    for criterion in JUDGED:
        for member in chance.sample(members, 3):
            again(lambda member=member, criterion=criterion: _judge(draft, member, criterion, chance))  # type: ignore[misc]  # each lambda keeps its own
    again(lambda: plan_release(date=(now() + PLANNED).date(), reason=WHY, by=CLI))
    return len(members)


def _judge(draft: Draft, member: int, criterion: str, chance: random.Random) -> None:
    finding = "pass" if chance.random() < 0.8 else "fail"
    by = db.session.get_one(Account, member)
    judge(draft, target="stable", criterion=criterion, finding=finding, reason=FINDINGS[finding], by=by)
