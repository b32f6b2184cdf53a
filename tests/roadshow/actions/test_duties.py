"""Who leads a stop, and who writes there."""

import pytest
from flask import Flask

from consensus.kit.permissions import can
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import StopIsOver
from consensus.roadshow.models import Task
from consensus.roadshow.queries import duties_of, stops_served_by
from consensus.roadshow.rules import Can
from tests.factories import make_account
from tests.roadshow.acting import a_stop, act, last_number, on_duty, recorded_since


def test_a_duty_is_given_and_ended_on_record_and_needs_no_role(app: Flask) -> None:
    stop, fatou = a_stop(), make_account("Fatou")
    before = last_number()
    duty = act(actions.give_duty, stop, fatou, "facilitator", by=SETUP)
    assert (can(fatou, Can.RUN, stop), list(stops_served_by(fatou))) == (True, [stop])
    act(actions.end_duty, duty, by=SETUP)

    assert [(entry.verb, entry.details) for entry in recorded_since(before)] == [
        ("stop.duty-given", {"person": fatou.actor_id, "task": "facilitator"}),
        ("stop.duty-ended", {"person": fatou.actor_id, "task": "facilitator"}),
    ]
    assert (can(fatou, Can.RUN, stop), duties_of(stop), list(duties_of(stop, all=True))) == (
        False,
        [],
        [duty],
    )


def test_twice_is_once_and_one_person_may_do_both(app: Flask) -> None:
    stop, fatou = a_stop(), make_account("Fatou")
    first, again = (act(actions.give_duty, stop, fatou, Task.SCRIBE, by=SETUP) for _time in range(2))
    other = act(actions.give_duty, stop, fatou, Task.FACILITATOR, by=SETUP)
    before = last_number()
    for _time in range(2):
        act(actions.end_duty, first, by=SETUP)

    assert (first.id, list(duties_of(stop)), len(recorded_since(before))) == (again.id, [other], 1)


def test_nobody_is_named_for_a_stop_that_is_over(app: Flask) -> None:
    stop = a_stop()
    act(actions.cancel_stop, stop, reason="No money.", by=SETUP)

    with pytest.raises(StopIsOver):
        on_duty(stop)
