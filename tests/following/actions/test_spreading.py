"""Reminders: everybody who watches a thing is told of an entry again, once under a name."""

import pytest
from flask import Flask

from consensus.following.actions import remind_once, remind_some, see_all
from consensus.following.queries import bookmark_at, unseen_of
from consensus.following.spreading import tell_some
from consensus.kit.db import transaction
from consensus.ledger.queries import head
from tests.factories import make_account
from tests.following.happening import begin_to_watch, happen, told

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("things")]


def test_a_reminder_reaches_all_who_watch_by_then_also_who_saw_the_entry_or_made_it(app: Flask) -> None:
    ana, ben = (begin_to_watch(make_account(name), "thing:a") for name in ("Ana", "Ben"))
    happen("tried", by=ben)
    n = head()[0]
    happen("tried", "thing:b")
    tell_some()
    with transaction():
        see_all(ana, upto=10_000)
    eve = begin_to_watch(make_account("Eve"), "thing:a")
    begin_to_watch(make_account("Paul"), "thing:b")

    with transaction():
        assert remind_once("closing:a", thing="thing:a", n=n, why="closing") == 1

    assert [told(each) for each in (ana, ben, eve)] == [[(n, "closing")]] * 3
    assert [unseen_of(each) for each in (ana, ben, eve)] == [1, 1, 1]


def test_a_reminder_comes_once(app: Flask) -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a")
    happen("tried")
    tell_some()
    done = []
    for _ in range(2):
        with transaction():
            done.append(remind_once("closing:a", thing="thing:a", n=head()[0], why="closing"))
        with transaction():
            see_all(ana, upto=10_000)

    assert done == [1, 0]
    assert (unseen_of(ana), bookmark_at("closing:a")) == (0, head()[0])


def test_some_people_are_told_of_an_entry_whatever_they_watch(app: Flask) -> None:
    ana, ben = begin_to_watch(make_account("Ana"), "thing:a"), make_account("Ben")
    make_account("Eve")
    happen("tried")
    tell_some()
    n = head()[0]
    whom = [str(each.actor_id) for each in (ana, ben)]

    with transaction():
        assert remind_some("again:a", whom=whom, n=n, why="yours", after=0, upto=ben.id) == 1

    assert [told(each) for each in (ana, ben)] == [[(n, "yours")]] * 2
    assert bookmark_at("again:a") == ben.id


def test_a_stretch_of_people_is_told_once(app: Flask) -> None:
    ana = make_account("Ana")
    happen("tried")
    n, whom, done = head()[0], [str(ana.actor_id)], []
    for after in (0, 0, ana.id):
        with transaction():
            done.append(remind_some("again:a", whom=whom, n=n, why="yours", after=after, upto=ana.id))
        with transaction():
            see_all(ana, upto=10_000)

    assert done == [1, 0, 1]
    assert [unseen_of(ana), told(ana)] == [0, [(n, "yours")]]


def test_a_stretch_in_which_nobody_can_be_told_still_moves_on(app: Flask) -> None:
    happen("tried")

    with transaction():
        assert remind_some("again:a", whom=[], n=head()[0], why="yours", after=0, upto=9) == 1

    assert bookmark_at("again:a") == 9
