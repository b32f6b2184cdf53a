"""Counters are compared with the positions that are stored and with the public record; whatever differs is told."""

import pytest
from flask import Flask
from sqlalchemy import update

from consensus.kit.db import db, transaction
from consensus.ledger.steps import out_of_step
from consensus.voting.models import Counter, Position
from consensus.voting.queries.comparing import compared
from tests.drafts.making import published
from tests.factories import make_account
from tests.voting.acting import take


@pytest.fixture
def position(app: Flask) -> Position:
    draft = published()
    take(draft, "share", "object", make_account("Ben"))
    return take(draft, "use", "support", make_account("Ana", stakeholder_group="licensee")).position


def test_where_all_agrees_nothing_is_told(position: Position) -> None:
    assert compared() == out_of_step() == []


def test_a_counter_that_was_changed_is_told_twice(position: Position) -> None:
    with transaction():
        changed = update(Counter).where(Counter.slice == "", Counter.stakeholder_group == "licensee")
        db.session.execute(changed.values(support=7))

    assert compared() == [
        f"the counter of use of draft 0.1, everything, licensee says 7/0/0/0; {source} say 1/0/0/0"
        for source in ("the positions that are stored", "the public record")
    ]


def test_a_position_that_was_changed_differs_from_the_record(position: Position) -> None:
    with transaction():
        db.session.execute(update(Position).where(Position.id == position.id).values(choice="object"))

    assert len([each for each in compared() if "positions that are stored" in each]) == 2
