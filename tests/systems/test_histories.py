"""Random histories: reviews, drafts, imports, opinions, people who leave. Everything agrees after each act."""

import pytest
from flask import Flask

from consensus.ledger.queries import first_broken_link
from consensus.systems.queries.comparing import compared

from .machine import Machine

STEPS = 40


@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(4))
def test_assessments_are_what_reviews_come_to_and_the_record_says_so(app: Flask, seed: int) -> None:
    machine = Machine(seed)
    for _step in range(STEPS):
        machine.step()

        assert compared() == [], machine.log
        assert machine.shared_wrongly() == [], machine.log
        assert machine.held_twice() == 0, machine.log
        assert machine.leading_wrongly() == 0, machine.log

    assert first_broken_link() is None
