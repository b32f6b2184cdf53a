"""Random histories of everything that the path to stable counts: beside positions and drafts also talk, calls, last calls,
endorsements and judgements; and, in a machine of their own, systems."""

from datetime import timedelta
from typing import Any

import time_machine
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.discussion.actions import (
    answer_disposition,
    confirm_addressed,
    delete_comment,
    dispose,
    withdraw_objection,
)
from consensus.discussion.models import Comment
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_in
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.kit.errors import Refusal
from consensus.ledger.models import Entry
from consensus.release import verify
from consensus.release.actions import judge, reopen
from consensus.release.evaluating import evaluate
from consensus.release.gate_due import count_gates
from consensus.release.models import Endorsement
from consensus.systems.actions import answer_surprise
from consensus.systems.models import Surprise
from consensus.voting.actions import announce_last_call, appeal_call, make_call, rule_appeal
from consensus.voting.due import end_calls, publish_rolls
from consensus.voting.models import Appeal, Call
from tests.factories import make_account, make_comment
from tests.systems.machine import Machine as SystemsMachine
from tests.voting.machine import Machine as VotingMachine

from . import endorsing
from .gates import set_by_hand

TEXTUAL = ("clauses", "objections", "comments", "endorsements", "participation", "judged", "stops", "seal")
OF_SYSTEMS = ("systems", "disagreements", "examples", "surprises")


class Reader:
    """The record as a stranger reads it, entry by entry, as it grows."""

    def __init__(self) -> None:
        self.record = verify.Record()

    def follow(self) -> verify.Record:
        """Take what was recorded since. Raises Wrong for what does not hold."""
        query = select(Entry).where(Entry.n > self.record.n).order_by(Entry.n)
        for entry in db.session.scalars(query).all():
            fields = entry.as_dict()
            self.record.checked_by(fields)
            try:
                self.record.take(fields)
            except verify.Wrong as wrong:
                raise AssertionError(f"entry {entry.n} {wrong}: {fields}") from wrong
        return self.record

    def numbers(self, draft: Draft, target: str = "stable") -> list[list[Any]]:
        """What the record comes to for a draft."""
        gate = self.follow().gate
        return gate.states(draft.version, gate.holding(target, draft.version))


def site_numbers(draft: Draft, target: str = "stable") -> list[list[Any]]:
    """What the site's own evaluator gives for it."""
    found = evaluate(db.session.get_one(Draft, draft.id), target)
    return [[each.id, each.state, each.value, each.threshold] for each in found.criteria]


class History(VotingMachine):
    """A voting machine in which people also talk, call, endorse and judge."""

    def __init__(self, seed: int) -> None:
        set_by_hand(*TEXTUAL)
        super().__init__(seed)
        self.editor, self.second = (make_account(name, role="maintainer").id for name in ("Eda", "Edi"))
        self.members = [make_account(f"Member{n}", role="board").id for n in range(3)]

    def step(self) -> None:
        """Do one thing; half of the time it is what this machine adds."""
        mine = (
            self.comment, self.comment, self.comment, self.answer, self.answer, self.reply_to_answer, self.let_go,
            self.delete, self.address, self.call, self.call, self.appeal, self.rule, self.last_call, self.endorse,
            self.endorse, self.withdraw_endorsement, self.rule_on_endorsement, self.judge, self.judge, self.reopen,
        )  # fmt: skip
        act = self.random.choice(mine)
        if self.random.random() < 0.5:
            super().step()
        else:
            self.log.append(act.__name__)
            try:
                act()
            except Refusal as refusal:
                self.log.append(type(refusal).__name__)
        db.session.rollback()
        publish_rolls()
        endorsing.settled()
        while count_gates():
            pass

    def comment(self) -> None:
        """Somebody says something, of a clause, of the draft, or in reply."""
        known = db.session.scalars(select(Comment).where(Comment.deleted_at.is_(None))).all()
        by = self._account(self.random.choice(self.people))
        if known and self.random.random() < 0.4:
            make_comment(parent=self.random.choice(known), by=by, body=f"But {self.acts}, why?")
        else:
            version = self.text.latest
            key = self.random.choice([None, *sorted(version.means)])
            make_comment(version.draft, key, by=by, body=f"What of {len(known)}?")

    def answer(self) -> None:
        """The editors answer something."""
        comment = self._comment()
        if comment is not None:
            self._do(dispose, [comment], outcome="declined", reason="No.", by=self._account(self.editor))

    def reply_to_answer(self) -> None:
        """An author says whether an answer satisfies."""
        comment = self._comment()
        if comment is not None:
            answer = self.random.choice(["agree", "sustain"])
            self._do(answer_disposition, comment, answer=answer, reason="Because.", by=comment.author)

    def let_go(self) -> None:
        """An author lets go of an objection."""
        comment = self._comment(kind="objection")
        if comment is not None:
            self._do(withdraw_objection, comment, by=comment.author)

    def delete(self) -> None:
        """An author takes back what they said."""
        comment = self._comment()
        if comment is not None:
            self._do(delete_comment, comment, by=comment.author)

    def address(self) -> None:
        """A second person finds an objection addressed, after its author was silent."""
        comment = self._comment(kind="objection")
        if comment is not None:
            with time_machine.travel(now() + timedelta(days=15), tick=True):
                by = self._account(self.second)
                self._do(confirm_addressed, comment, reason="It was answered.", by=by)

    def call(self) -> None:
        """A chair calls a clause."""
        draft, finding = (
            self.text.latest.draft,
            self.random.choice(["consensus", "rough-consensus", "contested"]),
        )
        key = self.random.choice(sorted(self.text.latest.means))
        self._do(
            make_call, draft, clause_in(draft, key), finding=finding, reason="I heard it.", by=self._again(self.chair)
        )  # fmt: skip

    def appeal(self) -> None:
        """Somebody appeals against a call; it is lodged where their objection stands."""
        call = self._any(Call)
        if call is not None:
            self._do(appeal_call, call, reason="No.", by=self._account(self.random.choice(self.people)))

    def rule(self) -> None:
        """Somebody rules on an appeal."""
        appeal = self._any(Appeal)
        if appeal is not None:
            upheld = self.random.random() < 0.5
            self._do(rule_appeal, appeal, upheld=upheld, reason="So.", by=self._account(self.second))

    def last_call(self) -> None:
        """Objections are asked for a last time, and the time passes."""
        version = self.text.latest
        key = self.random.choice([None, *sorted(version.means)])
        row = clause_in(version.draft, key) if key else None
        ends = now() + timedelta(days=15)
        self._do(
            announce_last_call, version.draft, row, ends_at=ends, reason="Now.", by=self._again(self.chair)
        )
        with time_machine.travel(ends + timedelta(minutes=1), tick=True):
            end_calls()

    def endorse(self) -> None:
        """Somebody endorses the draft, for themselves or for an organisation."""
        draft, by = self.text.latest.draft, self._account(self.random.choice(self.people))
        group = self.random.choice(["licensee", "regulator", "subject"])
        if self.random.random() < 0.5:
            endorsing.say(draft, by, group=group)
        else:
            name = self.random.choice(["Open Lab", "Free Works"])
            endorsing.confirmed(draft, by, name=name, group=group)

    def withdraw_endorsement(self) -> None:
        """Somebody withdraws an endorsement."""
        made = self._any(Endorsement)
        if made is not None:
            endorsing.withdrawn(made, by=made.account)

    def rule_on_endorsement(self) -> None:
        """An endorsement is challenged, and the challenge is ruled on."""
        made = self._any(Endorsement)
        if made is not None:
            endorsing.challenged(made, by=self._account(self.members[0]))
            upheld = self.random.random() < 0.5
            endorsing.ruled(made, upheld=upheld, by=self._account(self.second))

    def judge(self) -> None:
        """A member of the board judges."""
        by, criterion = (
            self._account(self.random.choice(self.members)),
            self.random.choice(["judged", "participation"]),
        )
        finding = self.random.choice(["pass", "pass", "fail"])
        self._do(
            judge, self.text.latest.draft, target="stable", criterion=criterion, finding=finding, reason="So.", by=by
        )  # fmt: skip

    def reopen(self) -> None:
        """A criterion is judged anew."""
        by = self._account(self.editor)
        self._do(
            reopen, self.text.latest.draft, target="stable", criterion="judged", reason="It changed.", by=by
        )

    def _comment(self, **where: Any) -> Comment | None:
        query = select(Comment).filter_by(**where).where(Comment.deleted_at.is_(None))
        known = [each for each in db.session.scalars(query) if each.author.erased_at is None]
        return self.random.choice(known) if known else None

    def _any(self, model: Any) -> Any:
        known = db.session.scalars(select(model)).all()
        return self.random.choice(known) if known else None

    def _do(self, action: Any, *things: Any, **given: Any) -> None:
        with transaction():
            action(*things, **given)


class SystemsHistory(SystemsMachine):
    """A machine of systems in which surprises are answered too."""

    def __init__(self, seed: int) -> None:
        set_by_hand(*OF_SYSTEMS, systems="at_least = 1\nreviewers = 1", examples="at_least = 1\nagreeing = 1")
        super().__init__(seed)
        self.editor: Account = make_account("Eda", role="maintainer")
        self.steps = [*self.steps, self.answer_surprise]

    def step(self) -> None:
        """Do one thing; then the criteria are counted."""
        super().step()
        while count_gates():
            pass

    def answer_surprise(self) -> None:
        """Somebody answers a surprise."""
        known = db.session.scalars(select(Surprise)).all()
        if known:
            with transaction():
                answer_surprise(self.dice.choice(known), reason="It is so.", by=self.editor)
