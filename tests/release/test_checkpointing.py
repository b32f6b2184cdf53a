"""The daily checkpoint: one for each day on which the record moved, and a sentence in the log when the site cannot sign."""

import logging
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from consensus.ledger import SETUP
from consensus.ledger.queries import head
from consensus.release.actions.keys import ensure_key
from consensus.release.checkpointing import daily_checkpoint
from consensus.release.keys import path_of
from consensus.release.queries.checkpoints import newest_checkpoints
from tests.factories import make_account


def on(day: int, hour: int = 3) -> time_machine.travel:
    """A day of October."""
    return time_machine.travel(datetime(2026, 10, day, hour, tzinfo=UTC), tick=False)


def test_one_is_made_for_each_day_on_which_the_record_moved(app: Flask) -> None:
    made = []
    with on(1):
        ensure_key(by=SETUP)
        made += [daily_checkpoint(), daily_checkpoint()]
    with on(1, 23):
        make_account("Max", role="maintainer")
        made.append(daily_checkpoint())
    with on(2):
        made += [daily_checkpoint(), daily_checkpoint()]
    with on(3):
        made.append(daily_checkpoint())

    assert made == [1, 0, 0, 1, 0, 0]
    assert [each.n for each in newest_checkpoints(9)] == [head()[0], 1]


def test_before_there_is_a_key_nothing_is_made(app: Flask) -> None:
    make_account("Max", role="maintainer")

    assert (daily_checkpoint(), newest_checkpoints(9)) == (0, [])


def test_a_site_that_cannot_sign_says_so_once_a_day(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    path_of(ensure_key(by=SETUP).id).unlink()
    with caplog.at_level(logging.ERROR):
        for day in (1, 1, 2):
            with on(day):
                assert daily_checkpoint() == 0

    said = [each.getMessage() for each in caplog.records if "no checkpoint was made" in each.getMessage()]
    assert len(said) == 2
    assert "rotate --lost" in said[0]
