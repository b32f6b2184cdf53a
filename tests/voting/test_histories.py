"""Random histories: positions, drafts, corrections, challenges, merged guests, erasures. Everything agrees after each act."""

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.kit.db import db
from consensus.ledger.queries import first_broken_link
from consensus.voting.models import Result
from consensus.voting.queries.comparing import compared, counted_again, stored_counters

from .machine import Machine

STEPS = 40


@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(5))
def test_counters_are_a_recount_carrying_is_right_and_nothing_is_counted_twice(app: Flask, seed: int) -> None:
    machine = Machine(seed)
    kept: dict[tuple[int, int], str] = {}

    for _step in range(STEPS):
        machine.step()

        for version in machine.text.versions:
            if not version.withdrawn:
                assert machine.found(version) == machine.expected(version), machine.log
                assert machine.stale_found(version) == machine.stale_expected(version), machine.log
        assert stored_counters() == counted_again(), machine.log
        assert machine.held_twice() == 0
        kept |= {(each.draft_id, each.n): each.digest for each in db.session.scalars(select(Result))}

    assert compared() == []
    assert first_broken_link() is None
    assert {(each.draft_id, each.n): each.digest for each in db.session.scalars(select(Result))} == kept
