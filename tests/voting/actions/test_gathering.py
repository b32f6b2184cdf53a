"""Positions of many people at once are the same acts as one by one: the same positions, counters, words and record."""

from collections.abc import Sequence
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.discussion.texts import prepare_text
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.ledger.models import Entry
from consensus.voting.actions import Said
from consensus.voting.actions.gathering import Gathered, gather_positions
from consensus.voting.counting import Choice
from consensus.voting.errors import DraftClosed
from consensus.voting.models import Counter, Position
from tests.drafts.making import published
from tests.factories import make_account, make_guest
from tests.voting.acting import close, row_of, take

STOP = "stop:dakar"


def gather(draft: Draft, given: Sequence[tuple[Account, str, str, str | None]], **more: Any) -> Any:
    """Take what several people say: (who, clause, choice, why)."""
    said = [(by, key, choice, Said(prepare_text(why)) if why else Said()) for by, key, choice, why in given]
    with transaction():
        gathered = [
            Gathered(by, row_of(draft, key), Choice(choice), words, "Maria")
            for by, key, choice, words in said
        ]
        return gather_positions(draft, gathered, channel=STOP, **more)


def counters() -> dict[tuple[int, str, str], tuple[int, ...]]:
    """Placement, slice and stakeholder group → how many of each choice."""
    return {
        (each.placement_id, each.slice, each.stakeholder_group): tuple(
            getattr(each, str(choice)) for choice in Choice
        )
        for each in db.session.scalars(select(Counter).execution_options(populate_existing=True))
        if any(getattr(each, str(choice)) for choice in Choice)
    }


def kept() -> list[tuple[Any, ...]]:
    """What is stored of each position, but for when and of whom."""
    query = select(Position).order_by(Position.id).execution_options(populate_existing=True)
    return [
        (each.choice, each.stakeholder_group, each.channel, each.scribe, each.established, each.late, each.maker)
        for each in db.session.scalars(query)
    ]  # fmt: skip


def people(names: str, group: str = "licensee") -> list[Account]:
    with transaction():
        return [_of(make_guest(name), group) for name in names]


def _of(guest: Account, group: str) -> Account:
    guest.stakeholder_group = group
    return guest


@pytest.mark.both_databases
def test_together_is_the_same_as_one_by_one(app: Flask) -> None:
    draft = published()
    said = [("use", "support", None), ("study", "object", "Too vague."), ("use", "accept", "Well.")]
    gather(draft, [(by, *each) for by, each in zip(people("abc"), said, strict=True)])
    together, counted = kept(), counters()

    for by, (key, choice, why) in zip(people("def"), said, strict=True):
        take(draft, key, choice, by, reason=why, channel=STOP, scribe="Maria")

    assert kept()[3:] == together
    assert counters() == {place: tuple(2 * n for n in numbers) for place, numbers in counted.items()}


def test_each_is_on_record_with_its_number(app: Flask) -> None:
    taken = gather(published(), [(by, "use", "support", None) for by in people("ab")])

    entries = db.session.scalars(select(Entry).where(Entry.verb == "position.taken").order_by(Entry.n)).all()
    assert [each.position.taken_n for each in taken] == [entry.n for entry in entries]
    assert {entry.details["scribe"] for entry in entries} == {"Maria"}


@pytest.mark.both_databases
def test_who_said_something_before_has_it_replaced(app: Flask) -> None:
    draft, [ana] = published(), people("a")
    take(draft, "use", "support", ana)

    gather(draft, [(ana, "use", "accept", None), (ana, "study", "support", None)])

    current = db.session.scalars(select(Position).where(Position.ended_at.is_(None)).order_by(Position.id))
    assert [str(each.choice) for each in current] == ["accept", "support"]


def test_the_same_person_on_the_same_clause_says_the_last(app: Flask) -> None:
    [ana] = people("a")

    taken = gather(published(), [(ana, "use", "support", None), (ana, "use", "object", "No.")])

    assert [each.position.ended_at is None for each in taken] == [False, True]


def test_progress_is_told_and_nothing_is_nothing(app: Flask) -> None:
    told: list[int] = []
    draft = published()

    assert gather(draft, [], progress=told.append) == []
    gather(draft, [(by, "use", "support", None) for by in people("abc")], progress=told.append)

    assert told == [3]


def test_within_the_days_of_grace_it_is_late_and_then_refused(app: Flask) -> None:
    draft, both = published(), people("ab")
    close(draft)

    [taken] = gather(draft, [(both[0], "use", "support", None)])

    assert taken.position.late is True

    with time_machine.travel("2099-01-01T00:00:00Z"), pytest.raises(DraftClosed):
        gather(draft, [(both[1], "use", "support", None)])


def test_people_with_accounts_are_gathered_too(app: Flask) -> None:
    taken = gather(published(), [(make_account("Ana", stakeholder_group="subject"), "use", "support", None)])

    assert taken[0].position.stakeholder_group == "subject"
