"""Random histories of positions, beside a plain model of them: people, tokens of meaning, and what each said last."""

from collections import Counter as Tally
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import func, select

from consensus.accounts.actions import claim, erase, merge_accounts, request_claim
from consensus.accounts.models import Account
from consensus.discussion.texts import prepare_text
from consensus.drafts.queries import clause_in, rows_of
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.voting.actions import (
    Reaffirmed,
    Said,
    challenge_editorial,
    live_with_the_rest,
    put_aside,
    reaffirm,
    refuse_carrying,
    rule_challenge,
    take_back_in,
    take_position,
    withdraw_position,
)
from consensus.voting.counting import NONE, Counts
from consensus.voting.due import keep_results
from consensus.voting.errors import AlreadyChallenged, NoPositionOnOldWords, NothingToRefuse
from consensus.voting.models import Challenge, Position
from consensus.voting.places import takes_positions
from consensus.voting.queries import my_positions, rest_of, stale_in, tallies_of
from consensus.voting.queries.standings import left_behind
from tests.accounts.outbox import posted, secret_in
from tests.factories import make_account, make_guest

from .text import Text, Version

CHOICES = ("support", "accept", "abstain", "object")
GROUPS = (None, "licensee", "regulator", "system-creator")
COUNTRIES = (None, "SN", "FR", "BR")
ROOM = "stop:lagos"


@dataclass
class Belief:
    """What somebody said of words: in which version, of which clause, and whether they refuse to have it carried."""

    version: Version
    key: str
    choice: str
    order: int
    refused: bool = False
    channel: str = "online"
    en_bloc: bool = False
    aside: bool = False

    def is_already(self, version: Version, key: str, choice: str) -> bool:
        """Whether saying so changes nothing."""
        said = (self.version, self.key, self.choice) == (version, key, choice)
        return said and not self.en_bloc and not self.aside


class Machine:
    """A site and a model of it, doing the same."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.text = Text(self.random)
        self.chair = make_account("Chair", role="chair")
        self.people: list[int] = [self._person(each).id for each in range(5)]
        self.guests: list[int] = [make_guest(f"Guest {each}").id for each in range(3)]
        self.said: dict[int, list[Belief]] = {}
        self.acts, self.log = 0, []  # type: ignore[var-annotated]
        self.kept: dict[tuple[str, int], object] = {}

    def step(self) -> None:
        """Do one thing."""
        acts = [self.take] * 12 + [
            self.withdraw,
            self.change_by_objector,
            self.rest,
            self.reaffirm,
            self.refuse,
        ] * 2
        acts += [
            self.next_draft,
            self.challenge,
            self.merge,
            self.claim,
            self.set_aside,
            self.restore,
        ] * 2 + [
            self.erase,
            self.withdraw_draft,
            self.correct,
        ]
        act = self.random.choice(acts)
        self.log.append(act.__name__)
        act()

    def take(self) -> None:
        """Somebody says something of a clause of the current draft."""
        person, version = self._somebody(), self.text.latest
        key, choice = self.random.choice(sorted(version.means)), self.random.choice(CHOICES)
        reason = (
            prepare_text(f"Because of {self.acts}.")
            if choice == "object" or self.random.random() < 0.2
            else None
        )
        channel = self.random.choice(["online", ROOM])
        with transaction():
            row = clause_in(version.draft, key)
            take_position(
                version.draft,
                row,
                choice=choice,
                by=self._account(person),
                said=Said(reason=reason),
                channel=channel,
            )
        held = self._held(person, version, key)
        if held is None or not held.is_already(version, key, choice):
            self._believe(person, version, key, choice, channel=channel)

    def withdraw(self) -> None:
        """Somebody takes back what stands on a clause of the current draft, or what was left behind of it."""
        person, version = self._somebody(), self.text.latest
        key = self.random.choice(sorted(version.means))
        with transaction():
            ended = withdraw_position(version.draft, clause_in(version.draft, key), by=self._account(person))
            ref = None if ended is None else (ended.placement_id, ended.choice)
        if ref is not None:
            self._forget(person, self._counted(person, version, key) or self._belief_at(person, ref[0]))

    def change_by_objector(self) -> None:
        """Somebody who objected to a draft that is over moves to accept there."""
        found = [
            (person, version, key)
            for person in (*self.people, *self.guests)
            for version in self.text.versions
            if version is not self.text.latest and not version.withdrawn
            for key in version.means
            if (held := self._held(person, version, key)) and held.choice == "object"
        ]
        if not found:
            return
        person, version, key = self.random.choice(found)
        with transaction():
            row = clause_in(version.draft, key)
            take_position(version.draft, row, choice="accept", by=self._account(person))
        self._believe(person, version, key, "accept")

    def set_aside(self) -> None:
        """Somebody should not have been in a room: what they said there counts nothing for now."""
        person = self._somebody()
        with transaction():
            many = put_aside([self._account(person)], channel=ROOM, by=SETUP)
        said = [each for each in self.said.get(person, []) if each.channel == ROOM and not each.aside]
        assert many == len(said)
        for belief in said:
            belief.aside = True

    def restore(self) -> None:
        """They should have been, after all."""
        person = self._somebody()
        with transaction():
            many = take_back_in([self._account(person)], channel=ROOM, by=SETUP)
        said = [each for each in self.said.get(person, []) if each.aside]
        assert many == len(said)
        for belief in said:
            belief.aside = False

    def rest(self) -> None:
        """Somebody can live with the rest of a part."""
        person, version = self._somebody(), self.text.latest
        with transaction():
            keys = [row.key for row in rest_of(version.draft, "one", self._account(person))]
            live_with_the_rest(version.draft, "one", by=self._account(person))
        assert [key for key in keys if self._held(person, version, key)] == []
        for key in keys:
            self._believe(person, version, key, "accept", en_bloc=True)

    def reaffirm(self) -> None:
        """Somebody goes through what is stale, keeps some of it and takes back the rest."""
        person, version = self._somebody(), self.text.latest
        said, after = [], []
        for mine in my_positions(self._account(person), version.draft):
            if not mine.standing.needs_me:
                continue
            belief, answer = (
                self._belief_at(person, mine.position.placement_id),
                self.random.choice(["keep", "withdraw"]),
            )
            key = self.random.choice(mine.keys)
            if answer == "keep" and mine.position.choice == "object":
                said.append(Reaffirmed(mine.position.id, answer, key, prepare_text("Still so.")))
            else:
                said.append(Reaffirmed(mine.position.id, answer, key))
            after.append((belief, answer, key, str(mine.position.choice)))
        with transaction():
            reaffirm(version.draft, said, by=self._account(person))
        for belief, answer, key, choice in after:
            if answer == "keep":
                self._believe(person, version, key, choice)
            else:
                self._forget(person, belief)

    def refuse(self) -> None:
        """Somebody refuses to have a position carried over an editorial change."""
        person, version = self._somebody(), self.text.latest
        key = self.random.choice(sorted(version.means))
        try:
            with transaction():
                refuse_carrying(version.draft, clause_in(version.draft, key), by=self._account(person))
        except NothingToRefuse:
            held = self._held(person, version, key)
            assert held is None or held.version.words[held.key] == version.words[key]
            return
        self._held(person, version, key).refused = True  # type: ignore[union-attr]

    def next_draft(self) -> None:
        """Another draft is published; what closes by it is counted."""
        self.text.next()
        while keep_results():
            pass

    def withdraw_draft(self) -> None:
        """The latest draft is withdrawn."""
        self.text.withdraw()

    def correct(self) -> None:
        """The latest map is corrected."""
        self.text.correct()

    def challenge(self) -> None:
        """Somebody challenges an editorial change; a chair rules on it."""
        version = self.text.latest
        if not version.editorial:
            return
        key, person, upheld = (
            self.random.choice(sorted(version.editorial)),
            self._somebody(),
            self.random.random() < 0.5,
        )
        try:
            with transaction():
                row = clause_in(version.draft, key)
                made = challenge_editorial(
                    version.draft, row, reason="It is not.", by=self._account(person)
                ).id
        except (NoPositionOnOldWords, AlreadyChallenged):
            return
        with transaction():
            rule_challenge(
                db.session.get_one(Challenge, made),
                upheld=upheld,
                reason="So it is.",
                by=self._again(self.chair),
            )
        if upheld:
            self.text.split(version, key)

    def merge(self) -> None:
        """A guest turns out to be somebody: it is said for them, or they leave that one's address."""
        if not self.guests or not self.people:
            return
        guest, into = self.guests.pop(), self.random.choice(self.people)
        if self.random.random() < 0.5:
            assert self._follow_claim(guest, str(self._account(into).email)) == into
        else:
            with transaction():
                merge_accounts(self._account(guest), into=self._account(into), by=SETUP)
        self._become_one(guest, into)

    def claim(self) -> None:
        """A guest leaves an address of their own, and is one of the people from then on; now and then another guest comes."""
        if self.guests:
            guest = self.guests.pop(0)
            assert self._follow_claim(guest, f"own{guest}@example.org") == guest
            self.people.append(guest)
        else:
            self.guests.append(make_guest(f"Guest after {self.acts}").id)

    def _follow_claim(self, guest: int, email: str) -> int:
        with transaction():
            request_claim(self._account(guest), email=email)
        secret = secret_in(posted(email)[-1])
        with transaction():
            return claim(secret).account.id

    def _become_one(self, guest: int, into: int) -> None:
        theirs = [*self.said.pop(guest, []), *self.said.get(into, [])]
        latest: dict[int, Belief] = {}
        for belief in sorted(theirs, key=lambda each: (not each.aside, each.order)):
            latest[belief.version.means[belief.key]] = belief
        self.said[into] = list(latest.values())

    def erase(self) -> None:
        """Somebody is erased; what they said stays counted."""
        if len(self.people) < 3:
            return
        person = self.people.pop(self.random.randrange(len(self.people)))
        with transaction():
            erase(self._account(person), by=SETUP)
        self.people.append(self._person(self.acts).id)

    def expected(self, version: Version) -> dict[str, Tally[str]]:
        """Key → how many say what, by the model."""
        found: dict[str, Tally[str]] = {key: Tally() for key in version.means}
        for person in self.said:
            for key in version.means:
                counted = self._counted(person, version, key)
                if counted is not None:
                    found[key][counted.choice] += 1
        return found

    def found(self, version: Version) -> dict[str, Tally[str]]:
        """Key → how many say what, by the site."""
        tallies = tallies_of(version.draft)
        return {
            row.key: Tally({c: n for c in CHOICES if (n := getattr(tallies[row.clause_id].totals, c))})
            if row.clause_id in tallies
            else Tally()
            for row in rows_of(version.draft)
            if takes_positions(row)
        }

    def told(self, version: Version) -> dict[str, list[int]]:
        """Key → how many say each choice, by the model, where anybody says anything."""
        found = {
            key: [counts[choice] for choice in CHOICES] for key, counts in self.expected(version).items()
        }
        return {key: counts for key, counts in found.items() if any(counts)}

    def stale_found(self, version: Version) -> dict[int, Counts]:
        """Clause → what is stale on it, by the counters."""
        return {clause: counts for clause, counts in stale_in(version.draft).items() if counts != NONE}

    def stale_expected(self, version: Version) -> dict[int, Counts]:
        """The same, from each person's positions."""
        found: dict[int, Counts] = {}
        for voter in set(db.session.scalars(select(Position.voter))):
            for clause, position in left_behind(voter, version.draft):
                if not position.settled and not position.aside:
                    found[clause] = found.get(clause, NONE) + Counts(**{str(position.choice): 1})
        return found

    def held_twice(self) -> int:
        """How many people hold two positions on one meaning."""
        several = (
            select(Position.voter)
            .where(Position.ended_at.is_(None))
            .group_by(Position.voter, Position.meaning_id)
            .having(func.count() > 1)
        )
        return len(db.session.execute(several).all())

    def _held(self, person: int, version: Version, key: str) -> Belief | None:
        """What somebody said on the meaning of a clause."""
        meaning = version.means[key]
        return next(
            (each for each in self.said.get(person, []) if each.version.means[each.key] == meaning), None
        )

    def _counted(self, person: int, version: Version, key: str) -> Belief | None:
        held = self._held(person, version, key)
        refused = held is not None and held.refused and held.version.words[held.key] != version.words[key]
        return None if refused or (held is not None and held.aside) else held

    def _believe(self, person: int, version: Version, key: str, choice: str, **more: Any) -> None:
        self._forget(person, self._held(person, version, key))
        self.acts += 1
        self.said.setdefault(person, []).append(Belief(version, key, choice, self.acts, **more))

    def _forget(self, person: int, belief: Belief | None) -> None:
        self.said[person] = [each for each in self.said.get(person, []) if each is not belief]

    def _belief_at(self, person: int, placement: int) -> Belief:
        for each in self.said[person]:
            if clause_in(each.version.draft, each.key).placement_id == placement:
                return each
        raise AssertionError("the site knows a position that the model does not")

    def _person(self, n: int) -> Account:
        group, country = self.random.choice(GROUPS), self.random.choice(COUNTRIES)
        return make_account(f"Person{n}", stakeholder_group=group, country=country)

    def _somebody(self) -> int:
        return self.random.choice([*self.people, *self.guests])

    def _account(self, id: int) -> Account:
        return db.session.get_one(Account, id)

    def _again(self, account: Account) -> Account:
        return db.session.get_one(Account, account.id)
