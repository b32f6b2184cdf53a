"""The turn that puts the record before people: each entry once, whatever happens to the follower."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, func, insert, select

from consensus.accounts.models import Account, ActorLink
from consensus.following import actions, around, spreading
from consensus.following.actions.spreading import FOLLOWER
from consensus.following.models import InboxItem, MailSetting, Watch
from consensus.following.paces import Pace
from consensus.following.queries import bookmark_at
from consensus.following.registry import CONCERNS
from consensus.following.spreading import next_spread, tell_some
from consensus.kit.clock import now
from consensus.kit.db import db, fresh_look, transaction
from consensus.ledger.queries import head
from tests.factories import make_account, make_guest

from .happening import answer, begin_to_watch, happen, told

WEDNESDAY = datetime(2026, 11, 18, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("things")


def until_told(most: int = 50) -> int:
    """Take turns until nothing is left. → how many entries were read."""
    total = 0
    while read := tell_some(most):
        total += read
    return total


def test_whoever_watches_is_told_once_of_each_entry_and_why() -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a")
    happen("tried")
    happen("tried", "thing:b")
    happen("tried", "thing:b", touches=["thing:a"])
    n = head()[0]

    assert until_told() == n
    assert tell_some() == 0
    assert told(ana) == [(n - 2, "thing:a"), (n, "thing:a")]


def test_whom_an_entry_concerns_is_told_for_that_reason_also_when_they_watch() -> None:
    ana, ben = begin_to_watch(make_account("Ana"), "thing:a"), make_account("Ben")
    answer(ana, ben)
    until_told()

    assert [told(each) for each in (ana, ben)] == [[(head()[0], "reply")]] * 2


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    ana, ben = (begin_to_watch(make_account(name), "thing:a") for name in ("Ana", "Ben"))
    answer(ana, ben, by=ana)
    until_told()

    assert (told(ana), told(ben)) == ([], [(head()[0], "reply")])


def test_what_happened_before_somebody_began_to_watch_is_no_news() -> None:
    happen("tried")
    ana = begin_to_watch(make_account("Ana"), "thing:a")
    happen("tried")
    until_told()

    assert told(ana) == [(head()[0], "thing:a")]


def test_of_quiet_verbs_only_those_are_told_whom_they_concern() -> None:
    ana, ben = begin_to_watch(make_account("Ana"), "thing:a"), make_account("Ben")
    CONCERNS["thing.looked-at"] = lambda entry: [str(ben.actor_id)]
    happen("looked-at")
    until_told()

    assert (told(ana), told(ben)) == ([], [(head()[0], "yours")])


def test_a_verb_may_touch_more_than_it_is_recorded_with() -> None:
    around("thing.tried", lambda entry: ["thing:b", "thing:unheard-of"])
    ana, ben = begin_to_watch(make_account("Ana"), "thing:b"), begin_to_watch(make_account("Ben"), "thing:a")
    happen("tried")
    until_told()

    assert (told(ana), told(ben)) == ([(head()[0], "thing:b")], [(head()[0], "thing:a")])


def test_guests_are_told_in_their_inbox_and_not_written_to() -> None:
    guest = begin_to_watch(make_guest(), "thing:a")
    happen("tried")
    until_told()

    assert told(guest) == [(head()[0], "thing:a")]
    assert db.session.get(MailSetting, guest.id) is None


@pytest.mark.parametrize("field", ["erased_at", "unconfirmed", "merged_into_id"])
def test_whoever_is_gone_or_not_confirmed_is_not_told(field: str) -> None:
    ana, ben = begin_to_watch(make_account("Ana"), "thing:a"), begin_to_watch(make_account("Ben"), "thing:a")
    with transaction():
        ana.confirmed_at = None if field == "unconfirmed" else ana.confirmed_at
        ana.email, ana.erased_at = (None, now()) if field == "erased_at" else (ana.email, None)
        ana.merged_into_id = ben.id if field == "merged_into_id" else None
    happen("tried")
    until_told()

    assert (told(ana), len(told(ben))) == ([], 1)


def test_what_concerns_a_merged_guest_is_put_before_the_account_that_took_over() -> None:
    guest, ana = make_guest(), make_account("Ana")
    with transaction():
        guest.merged_into_id = ana.id
    answer(guest)
    until_told()

    assert (told(guest), told(ana)) == ([], [(head()[0], "reply")])


@pytest.mark.parametrize(
    "pace, watching, concerned",
    [
        (Pace.AT_ONCE, timedelta(0), timedelta(0)),
        (Pace.DAILY, timedelta(hours=6), timedelta(0)),
        (Pace.WEEKLY, timedelta(days=5, hours=6), timedelta(days=5, hours=6)),
        (Pace.NEVER, None, None),
    ],
)
def test_the_pace_says_when_somebody_is_written_to(
    pace: Pace, watching: timedelta | None, concerned: timedelta | None
) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        ana, ben = (begin_to_watch(make_account(name), "thing:a", pace=pace) for name in ("Ana", "Ben"))
        happen("tried")
        until_told()
        answer(ben)
        until_told()

    assert (due_after(ana), due_after(ben)) == (watching, concerned)


def due_after(account: Account) -> timedelta | None:
    """How long after that Wednesday's beginning somebody is to be written to."""
    moment = db.session.get_one(MailSetting, account.id).due_at
    return moment - WEDNESDAY if moment else None


def test_a_feature_that_fails_keeps_nobody_else_from_their_news(caplog: pytest.LogCaptureFixture) -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a")
    CONCERNS["thing.tried"] = lambda entry: [str(1 // 0)]
    happen("tried")
    answer(ana)
    until_told()

    n = head()[0]
    assert told(ana) == [(n - 1, "thing:a"), (n, "reply")]
    assert [record.message for record in caplog.records] == [
        f"nobody can be told of entry {n - 1} (thing.tried)"
    ]


def test_many_readers_make_the_turns_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Ana", "Ben", "Eve"):
        begin_to_watch(make_account(name), "thing:a")
    until_told()
    for _ in range(5):
        happen("tried")

    monkeypatch.setattr(spreading, "MOST_TOLD", 7)
    assert [tell_some(), tell_some(), tell_some(), tell_some()] == [2, 2, 1, 0]

    happen("tried")
    monkeypatch.setattr(spreading, "MOST_TOLD", 1)
    assert [tell_some(), tell_some()] == [1, 0]


def test_a_history_that_is_no_news_can_be_skipped() -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a")
    happen("tried")
    with transaction():
        actions.skip_to_head()

    assert (tell_some(), told(ana), bookmark_at(FOLLOWER)) == (0, [], head()[0])


@pytest.mark.both_databases
def test_a_follower_that_dies_between_and_within_turns_neither_doubles_nor_loses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a")
    until_told()
    for _ in range(7):
        happen("tried")
    real, deaths = actions.spreading._set_due, [True, False, True, False, False, True, False]

    def dying(new: Any) -> None:
        real(new)
        if deaths.pop(0):
            raise KeyboardInterrupt

    monkeypatch.setattr(actions.spreading, "_set_due", dying)
    died = 0
    while bookmark_at(FOLLOWER) < head()[0]:
        try:
            tell_some(2)
        except KeyboardInterrupt:
            died += 1
        fresh_look()

    n = head()[0]
    assert died == 3
    assert told(ana) == [(each, "thing:a") for each in range(n - 6, n + 1)]


@pytest.mark.both_databases
def test_two_followers_at_once_tell_each_entry_once(app: Flask) -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a")
    until_told()
    for _ in range(30):
        happen("tried")
    n, barrier, read = head()[0], threading.Barrier(2), list[int]()

    def follow() -> None:
        with app.app_context():
            barrier.wait()
            while bookmark_at(FOLLOWER) < n:
                read.append(tell_some(3))
                fresh_look()

    run_together(follow, follow)
    fresh_look()

    assert sum(read) == 30
    assert told(ana) == [(each, "thing:a") for each in range(n - 29, n + 1)]


def run_together(*works: Callable[[], None]) -> None:
    """Have several things done at the same time."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.both_databases
def test_a_spread_thought_out_before_somebody_else_read_on_does_nothing() -> None:
    ana = begin_to_watch(make_account("Ana"), "thing:a")
    happen("tried")
    late = next_spread(50)
    assert late is not None
    until_told()

    with transaction():
        assert actions.put_before(late) == 0
    assert len(told(ana)) == 1


@pytest.mark.both_databases
def test_ten_thousand_readers_cost_as_many_statements_as_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "MOST_TOLD", 50_000)
    ana, counts, told_to = make_account("Ana"), [], []
    for people in (10, 10_000):
        crowd(people)
        until_told()
        happen("tried", "thing:b")
        answer(ana, subject="thing:b")
        counts.append(statements_of(tell_some))
        told_to.append(db.session.scalar(select(func.count()).select_from(InboxItem)))

    assert told_to == [2 * 10 + 1, 2 * 10 + 1 + 2 * 10_010 + 1]
    assert counts[0] == counts[1]


def crowd(people: int) -> None:
    """So many more people who watch ``b``."""
    with transaction():
        first = (db.session.scalar(select(func.max(Account.id))) or 0) + 1
        ids, at = range(first, first + people), now()
        fields = {"created_at": at, "confirmed_at": at, "session_epoch": 0, "languages": []}
        db.session.execute(
            insert(Account),
            [{"id": id, "name": "Ana", "email": f"a{id}@example.org", **fields} for id in ids],
        )
        db.session.execute(insert(ActorLink), [{"actor_id": f"p:{id:012}", "account_id": id} for id in ids])
        db.session.execute(insert(Watch), [{"account_id": id, "ref": "thing:b", "at": at} for id in ids])


def statements_of(work: Callable[[], Any]) -> int:
    """How many statements some work sends to the database; many rows in one count once, however it is cut."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)
