"""The turn that writes to people: at their pace, once, and only of what they have not seen."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from consensus.accounts.models import Account
from consensus.following import actions, mailing
from consensus.following.actions import see_all, set_pace
from consensus.following.mailing import mail_some, post_for
from consensus.following.models import MailSetting
from consensus.following.paces import Pace
from consensus.following.spreading import tell_some
from consensus.kit.clock import now
from consensus.kit.db import db, fresh_look, transaction
from tests.factories import make_account, make_guest

from .happening import answer, begin_to_watch, happen, outbox

pytestmark = pytest.mark.usefixtures("things")
Clock = Any  # what `time_machine.travel` gives
NIGHT = datetime(2026, 11, 18, 1, tzinfo=UTC)  # a Wednesday
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """It is one o'clock at night."""
    with time_machine.travel(NIGHT, tick=False) as clock:
        yield clock


def catch_up() -> list[str]:
    """Take both turns until nothing is left. → the subjects of all mail so far, without the site's name."""
    while tell_some() or mail_some():
        pass
    return [mail.subject.removeprefix("Consensus: ") for mail in outbox()]


def test_at_once_there_is_a_mail_for_each_thread() -> None:
    begin_to_watch(make_account("Ana"), "thing:a", "thing:b", pace=Pace.AT_ONCE)
    for subject in ("thing:a", "thing:b", "thing:a"):
        happen("tried", subject)

    assert catch_up() == ["3.1 The preferred form", "3.2 Data <information>"]
    assert outbox()[0].text.count("tried thing a") == 2


def test_daily_what_concerns_one_comes_at_once_and_the_rest_in_the_morning(
    clock: Clock,
) -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a", "thing:b")
    for subject in ("thing:a", "thing:b", "thing:a"):
        happen("tried", subject)
    answer(ana, subject="thing:b")

    assert catch_up() == ["3.2 Data <information>"]
    assert "answered thing b" in outbox()[0].text and "tried" not in outbox()[0].text

    clock.move_to(NIGHT.replace(hour=6))
    assert catch_up()[1:] == ["News on 3.1 The preferred form, 3.2 Data <information>"]
    assert outbox()[1].text.count("tried thing") == 3 and "answered" not in outbox()[1].text

    clock.shift(A_DAY)
    assert len(catch_up()) == 2


def test_weekly_everything_comes_on_monday_in_one_mail(clock: Clock) -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a", pace=Pace.WEEKLY)
    happen("tried")
    answer(ana, subject="thing:b")

    clock.shift(timedelta(days=4))
    assert catch_up() == []

    clock.shift(A_DAY + timedelta(hours=5))
    assert catch_up() == ["News on 3.2 Data <information>, 3.1 The preferred form"]  # what concerns her first


def test_never_means_never_and_what_came_meanwhile_is_not_sent_later(clock: Clock) -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a", pace=Pace.NEVER)
    answer(ana)
    clock.shift(A_WEEK)
    assert catch_up() == []

    with transaction():
        set_pace(ana, pace=Pace.AT_ONCE)
    assert catch_up() == []
    happen("tried")
    assert catch_up() == ["3.1 The preferred form"]


def test_what_was_seen_on_the_site_is_left_out(clock: Clock) -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a", "thing:b")
    happen("tried")
    catch_up()
    with transaction():
        see_all(ana, upto=10_000)
    happen("tried", "thing:b")
    clock.shift(A_DAY)

    assert catch_up() == ["News on 3.2 Data <information>"]


def test_without_news_there_is_no_mail(clock: Clock) -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a")
    happen("tried")
    tell_some()
    with transaction():
        see_all(ana, upto=10_000)
    clock.shift(A_DAY)

    assert catch_up() == []
    assert due_of(ana) is None


def due_of(account: Account) -> datetime | None:
    """When somebody is to be written to next."""
    db.session.expire_all()
    return db.session.get_one(MailSetting, account.id).due_at


def test_a_change_of_pace_changes_when_one_is_written_to(clock: Clock) -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a", pace=Pace.WEEKLY)
    happen("tried")
    tell_some()
    dues = []
    for pace in (Pace.DAILY, Pace.NEVER, Pace.WEEKLY):
        with transaction():
            set_pace(ana, pace=pace)
        dues.append(due_of(ana))

    assert dues == [NIGHT.replace(hour=6), None, None]


def test_guests_and_whoever_was_erased_meanwhile_get_no_mail() -> None:
    from consensus.accounts.actions import erase

    ana = begin_to_watch(make_account("Ana"), "thing:a", pace=Pace.AT_ONCE)
    begin_to_watch(make_guest(), "thing:a")
    happen("tried")
    tell_some()
    with transaction():
        erase(ana, by=ana)

    assert catch_up() == []


def test_a_flood_comes_as_one_mail_that_leaves_the_rest_to_the_inbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "MOST_ITEMS", 3)
    begin_to_watch(make_account("Ana"), "thing:a", pace=Pace.AT_ONCE)
    for n in range(8):
        happen("tried", said=f"Word {n}.")

    assert catch_up() == ["News on 3.1 The preferred form"]
    [mail] = outbox()
    assert "8 things happened" in mail.text and "5 more are in your inbox" in mail.text
    assert [n for n in range(8) if f"Word {n}." in mail.text] == [5, 6, 7]
    assert catch_up() == ["News on 3.1 The preferred form"]


def test_many_threads_at_once_come_as_one_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "MOST_LETTERS", 1)
    begin_to_watch(make_account("Ana"), "thing:a", "thing:b", pace=Pace.AT_ONCE)
    happen("tried")
    happen("tried", "thing:b")

    assert catch_up() == ["News on 3.1 The preferred form, 3.2 Data <information>"]


@pytest.mark.both_databases
def test_a_follower_that_dies_while_it_writes_neither_doubles_nor_loses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("Ana", "Ben", "Eve"):
        begin_to_watch(make_account(name), "thing:a", pace=Pace.AT_ONCE)
    happen("tried")
    tell_some()
    real, deaths = actions.mailing._next, [True, False, True, False, False]

    def dying(setting: MailSetting) -> datetime | None:
        if deaths.pop(0):
            raise KeyboardInterrupt
        return real(setting)

    monkeypatch.setattr(actions.mailing, "_next", dying)
    for _ in range(3):
        try:
            mail_some()
        except KeyboardInterrupt:
            fresh_look()

    assert deaths == []
    assert sorted(mail.recipient[:3] for mail in outbox()) == ["ana", "ben", "eve"]


@pytest.mark.both_databases
def test_letters_composed_before_somebody_else_posted_them_are_dropped() -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a", pace=Pace.AT_ONCE)
    happen("tried")
    tell_some()
    late = post_for(ana.id, at=now())
    assert late is not None and len(late.letters) == 1
    assert mail_some() == 1

    with transaction():
        assert actions.hand_in(late) == 0
    assert len(outbox()) == 1


@pytest.mark.both_databases
def test_two_followers_at_once_write_to_each_person_once(app: Flask) -> None:
    for n in range(12):
        begin_to_watch(make_account(f"Ana{n}"), "thing:a", pace=Pace.AT_ONCE)
    happen("tried")
    tell_some()
    barrier = threading.Barrier(2)

    def follow() -> None:
        with app.app_context():
            barrier.wait()
            while mail_some(5):
                pass

    threads = [threading.Thread(target=follow) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    fresh_look()
    while mail_some():
        pass

    assert len({mail.recipient for mail in outbox()}) == len(outbox()) == 12


@pytest.mark.both_databases
def test_news_that_come_while_a_mail_is_composed_wait_for_the_next() -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a", pace=Pace.AT_ONCE)
    happen("tried")
    tell_some()
    early = post_for(ana.id, at=now())
    assert early is not None
    happen("tried", "thing:a", said="Later.")
    tell_some()

    with transaction():
        actions.hand_in(early)
    assert "Later." not in outbox()[0].text
    assert due_of(ana) == NIGHT
    catch_up()
    assert ["Later." in mail.text for mail in outbox()] == [False, True]
