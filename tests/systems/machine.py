"""A random history of everything that can happen with systems, for the tests of what has to hold after each act."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from sqlalchemy import func, select

from consensus.accounts.actions import erase, merge_accounts
from consensus.accounts.models import Account
from consensus.drafts.actions import withdraw_draft
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.errors import Refusal
from consensus.ledger import SETUP
from consensus.systems.actions import (
    answer_dispute,
    cosign_surprise,
    hand_in,
    name_contact,
    raise_surprise,
    save_review,
    take_stance,
    unsign_surprise,
    withdraw_review,
    withdraw_stance,
    withdraw_surprise,
)
from consensus.systems.answers import Answer
from consensus.systems.due import evaluate_due, release_waiting
from consensus.systems.given import Declared, StanceGiven, SurpriseGiven
from consensus.systems.models import Review, Surprise, SurpriseCosignature, System, VerdictOpinion
from tests.factories import make_account, make_guest

from .acting import ASKS_FOR_MORE, CHECKLIST, EVIDENCE, OTHER_CODE, TEXT, act, draft_with, system, take_file
from .actions.test_importing import MOT, NATIVE

SAID = ("MIT", "CC-BY-NC-4.0", "no", "unknown", "")
PEOPLE = 4


class Machine:
    """Takes one random step at a time. ``log``: what was done, for whoever reads a failure."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.log: list[str] = []
        self.drafts: list[Draft] = [draft_with("0.1")]
        self.systems: list[System] = [system("Omega", "1", "2")]
        self.people: list[Account] = [make_account(f"P{n}") for n in range(PEOPLE)]
        self.steps: list[Callable[[], Any]] = [
            self.review, self.review, self.review, self.review, self.save, self.publish, self.publish, self.withdraw_draft,
            self.withdraw_review, self.take_file, self.name_contact, self.let_time_pass, self.say, self.say,
            self.take_back, self.answer, self.raise_surprise, self.share, self.unshare, self.take_surprise_back,
            self.erase, self.merge, self.follow,
        ]  # fmt: skip

    def step(self) -> None:
        """One act, or its refusal. The follower has looked by the end, as it does all the time."""
        chosen = self.dice.choice(self.steps)
        try:
            chosen()
            self.log.append(chosen.__name__)
        except Refusal as refusal:
            self.log.append(f"{chosen.__name__}: {type(refusal).__name__}")
        db.session.rollback()
        evaluate_due()

    def shared_wrongly(self) -> list[int]:
        """Surprises whose counter is not how many share them."""
        count = select(func.count()).where(SurpriseCosignature.surprise_id == Surprise.id).scalar_subquery()
        return list(db.session.scalars(select(Surprise.id).where(Surprise.cosigned != count)))

    def held_twice(self) -> int:
        """How many people hold two current opinions on one assessment."""
        keys = (VerdictOpinion.account_id, VerdictOpinion.system_id, VerdictOpinion.draft_id)
        twice = (
            select(*keys).where(VerdictOpinion.ended_at.is_(None)).group_by(*keys).having(func.count() > 1)
        )
        return len(db.session.execute(twice).all())

    def leading_wrongly(self) -> int:
        """How many systems have no leading version, or several."""
        return sum(
            sum(version.leading for version in each.versions) != 1
            for each in db.session.scalars(select(System))
        )

    def review(self) -> None:
        of = self.dice.choice(self._system().versions)
        said = self._answers()
        act(
            hand_in, of, draft=self._draft(), answers=said, declared=Declared(maker=self.dice.random() < 0.2),
            by=self._person(), recused=self.dice.random() < 0.1,
        )  # fmt: skip

    def save(self) -> None:
        act(
            save_review, self._system().leading, draft=self._draft(), answers=self._answers(), declared=Declared(),
            by=self._person(),
        )  # fmt: skip

    def publish(self) -> None:
        version = f"0.{len(self.drafts) + 1}"
        checklist = self.dice.choice([CHECKLIST, ASKS_FOR_MORE, CHECKLIST.replace("osd-terms", "osi"), None])
        self.drafts.append(draft_with(version, self.dice.choice([TEXT, OTHER_CODE]), checklist))

    def withdraw_draft(self) -> None:
        if len(self.drafts) > 1:
            act(withdraw_draft, self.drafts[-1], reason="Too early.", by=SETUP)

    def withdraw_review(self) -> None:
        found = db.session.scalars(select(Review).where(Review.account_id.is_not(None))).all()
        if found:
            made = self.dice.choice(found)
            act(withdraw_review, made, by=made.account)

    def take_file(self) -> None:
        name = self.dice.choice(["alpha.yaml", "Alpha.yml"])
        text = NATIVE if name == "alpha.yaml" else MOT
        take_file(name, text.replace("MIT", self.dice.choice(["MIT", "Apache-2.0", "CC-BY-NC-4.0"])))

    def name_contact(self) -> None:
        act(name_contact, self._system(), account=self._person(), by=SETUP)

    def let_time_pass(self) -> None:
        with time_machine.travel(now() + timedelta(days=8)):
            release_waiting()

    def say(self) -> None:
        stance = self.dice.choice(["endorse", "dispute"])
        given = StanceGiven(stance, "So.", self.dice.choice(["data", None]), self.dice.choice([EVIDENCE, ""]))
        act(take_stance, self._system(), draft=self._draft(), given=given, by=self._person())

    def take_back(self) -> None:
        act(withdraw_stance, self._system(), draft=self._draft(), by=self._person())

    def answer(self) -> None:
        found = db.session.scalars(select(VerdictOpinion)).all()
        if found:
            act(answer_dispute, self.dice.choice(found), reason="We looked.", by=SETUP)

    def raise_surprise(self) -> None:
        given = SurpriseGiven(self.dice.choice(["in", "out"]), "Why?", system=self._system())
        act(raise_surprise, self._draft(), given=given, by=self._person())

    def share(self) -> None:
        self._with_surprise(lambda each: act(cosign_surprise, each, by=self._person()))

    def unshare(self) -> None:
        self._with_surprise(lambda each: act(unsign_surprise, each, by=self._person()))

    def take_surprise_back(self) -> None:
        self._with_surprise(lambda each: act(withdraw_surprise, each, by=each.account))

    def erase(self) -> None:
        if self.dice.random() < 0.3:
            place = self.dice.randrange(PEOPLE)
            act(erase, self.people[place], by=SETUP)
            self.people[place] = make_account(f"P{place}")

    def merge(self) -> None:
        guest, known = make_guest(), self._person()
        given = StanceGiven("endorse")
        act(take_stance, self._system(), draft=self._draft(), given=given, by=guest)
        self._with_surprise(lambda each: act(cosign_surprise, each, by=guest))
        act(merge_accounts, guest, into=known, by=SETUP)

    def follow(self) -> None:
        release_waiting()

    def _with_surprise(self, work: Callable[[Surprise], Any]) -> None:
        found = db.session.scalars(select(Surprise)).all()
        if found:
            work(self.dice.choice(found))

    def _answers(self) -> list[Answer]:
        asked = self.dice.sample(["code", "data", "weights", "card"], self.dice.randint(1, 4))
        return [_answer(name, self.dice.choice(SAID)) for name in asked]

    def _draft(self) -> Draft:
        return self.dice.choice(self.drafts)

    def _system(self) -> System:
        return self.dice.choice(db.session.scalars(select(System).order_by(System.id)).all())

    def _person(self) -> Account:
        return self.dice.choice(self.people)


def _answer(name: str, said: str) -> Answer:
    return Answer(name, said) if said in ("no", "unknown") else Answer(name, "yes", licence=said)
