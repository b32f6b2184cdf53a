"""Who hears what of the roadshow."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from consensus.following.actions import watch
from consensus.following.models import InboxItem
from consensus.following.news import news_of
from consensus.following.registry import QUIET, About, details_about, titles_of, whom_it_concerns
from consensus.kit.db import db
from consensus.kit.refs import Ref
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.models import Stop
from consensus.roadshow.turns import begins_at, remind_of_stops
from consensus.roadshow.verbs import Verb
from tests.factories import make_account
from tests.roadshow.acting import a_draft, a_stop, act, last_number, on_duty, opened, recorded_since


@pytest.fixture
def stop(app: Flask) -> Stop:
    """A stop in Dakar."""
    return a_stop()


def detail(n: int, why: str = "stop:dakar") -> Any:
    """What is told of the one entry after a number."""
    [entry] = recorded_since(n)
    about = About(entry, why)
    tell = details_about(about)
    return tell([about])[about] if tell else None


def test_who_watches_a_stop_hears_that_it_moved_and_why(stop: Stop) -> None:
    before = last_number()
    days = {"starts": date(2024, 9, 5), "ends": date(2024, 9, 6)}
    act(actions.move_stop, stop, **days, reason="The hall was given away.", by=SETUP)

    told = detail(before)
    assert (told.note, told.excerpt) == (
        "It is now from Sep 5, 2024 to Sep 6, 2024.", "The hall was given away.",
    )  # fmt: skip


def test_who_watches_a_stop_hears_that_it_will_not_take_place(stop: Stop) -> None:
    before = last_number()
    act(actions.cancel_stop, stop, reason="No visa for anybody.", by=SETUP)

    assert (detail(before).note, detail(before).excerpt) == (
        "It will not take place.",
        "No visa for anybody.",
    )


def test_who_watches_a_stop_hears_what_came_of_it(stop: Stop) -> None:
    a_draft()
    act(actions.close_sitting, opened(stop), by=SETUP)
    before = last_number()
    act(actions.close_stop, stop, by=SETUP)

    told = detail(before)
    assert (told.note, told.path) == ("People who joined: 0; on paper: 0.", "/roadshow/dakar/report/")


def test_whoever_is_named_hears_it_and_others_do_not(stop: Stop) -> None:
    before = last_number()
    fatou = on_duty(stop)
    [entry] = [each for each in recorded_since(before) if each.verb == Verb.DUTY_GIVEN]

    assert whom_it_concerns(entry) == {fatou.actor_id: "named-at-a-stop"}
    assert {str(Verb.DUTY_GIVEN), str(Verb.CODE_REPLACED), str(Verb.SET_ASIDE)} <= QUIET
    assert titles_of([stop.ref, Ref("stop", "gone")]) == {"stop:dakar": "Deep Learning Indaba, Dakar"}


def test_a_day_before_it_begins_where_it_is_whoever_watches_a_stop_is_told_once(app: Flask) -> None:
    ana = make_account("Ana")
    stop = a_stop(
        "bengaluru", city="Bengaluru", country="IN", timezone="Asia/Kolkata", latitude=None, longitude=None
    )
    act(watch, stop, by=ana)
    until_done()
    assert begins_at(stop) == datetime(2024, 8, 31, 18, 30, tzinfo=UTC)

    with time_machine.travel(begins_at(stop) - timedelta(hours=25)):
        early = remind_of_stops()
    with time_machine.travel(begins_at(stop) - timedelta(hours=23)):
        due, again = remind_of_stops(), remind_of_stops()

    assert (early, due, again) == (0, 1, 0)
    items = db.session.scalars(select(InboxItem).where(InboxItem.account_id == ana.id)).all()
    assert [(item.why, news.note) for item, news in zip(items, news_of(items), strict=True)] == [
        ("stop-begins", "It begins on Sep 1, 2024.")
    ]
