"""Several people, or several windows, at the same time."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from consensus.accounts.models import Account
from consensus.kit.db import again_on_a_race, db
from consensus.kit.errors import Refusal
from consensus.ledger import SETUP
from consensus.ledger.queries import first_broken_link
from consensus.roadshow import actions
from consensus.roadshow.given import CONSENT, Joining
from consensus.roadshow.models import Attendance, JoinCode, Room, Sitting, Stop
from consensus.roadshow.queries import codes_of, heads_of, live_code, now_of
from tests.factories import make_account
from tests.roadshow.acting import a_draft, a_stop, act, opened

pytestmark = pytest.mark.both_databases


def together(app: Flask, works: list[Callable[[], Any]]) -> list[str]:
    """Have everything done at once, each in a thread with a session of its own. → the refusals, by name."""
    refused: list[str] = []
    failed: list[BaseException] = []

    def there(work: Callable[[], Any]) -> None:
        with app.app_context():
            try:
                again_on_a_race(work)
            except Refusal as error:
                refused.append(type(error).__name__)
            except BaseException as error:
                failed.append(error)

    threads = [threading.Thread(target=there, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert (failed, first_broken_link()) == ([], None)
    return refused


def of(model: Any, id: int) -> Any:
    """The same thing in another session."""
    return db.session.get_one(model, id)


def joining(code: str, name: str) -> Callable[[], Any]:
    """Somebody joins as a guest."""
    return lambda: actions.join(code, Joining(name, CONSENT), by=None)


def showing(sitting: int, key: str) -> Callable[[], Any]:
    """Somebody who sees the code moves the room to a clause."""
    return lambda: actions.show_clause(of(Sitting, sitting), key, seen="", by=SETUP)


@pytest.fixture
def sitting(app: Flask) -> int:
    """The number of an open sitting in the database."""
    a_draft()
    return opened().id


def test_a_stop_that_two_people_open_has_one_sitting(app: Flask) -> None:
    a_draft()
    id = a_stop().id
    refused = together(app, [lambda: actions.open_stop(of(Stop, id), heads=7, by=SETUP)] * 3)

    counted = [
        db.session.scalar(select(func.count()).select_from(model)) for model in (Sitting, Room, JoinCode)
    ]
    assert (refused, counted) == (["SittingIsOpen"] * 2, [1, 1, 1])


def test_people_who_join_at_once_are_all_in(app: Flask, sitting: int) -> None:
    code = live_code(of(Sitting, sitting))
    assert code is not None
    typed = code.code
    names = [f"Guest {n}" for n in range(6)]
    refused = together(app, [joining(typed, n) for n in names])

    assert (refused, heads_of(of(Sitting, sitting)).joined) == ([], 6)


def test_one_persons_windows_and_one_form_sent_twice_join_once(app: Flask, sitting: int) -> None:
    code, ana = live_code(of(Sitting, sitting)), make_account("Ana").id
    assert code is not None
    typed = code.code
    twice = [lambda: actions.join(typed, Joining("Awa", CONSENT, nonce="n"), by=None)] * 3
    windows = [lambda: actions.join(typed, Joining("", CONSENT), by=of(Account, ana))] * 3
    refused = together(app, [*twice, *windows])

    names = db.session.scalars(select(Account.name).join(Attendance, Attendance.account_id == Account.id))
    assert (refused, sorted(names)) == ([], ["Ana", "Awa"])


def test_a_code_replaced_in_two_windows_is_replaced_once(app: Flask, sitting: int) -> None:
    before = live_code(of(Sitting, sitting))
    assert before is not None
    id = before.id
    together(app, [lambda: actions.replace_code(of(Sitting, sitting), seen=id, by=SETUP)] * 3)

    assert [code.is_live for code in codes_of(of(Sitting, sitting))] == [False, True]


def test_whoever_joins_while_the_code_is_replaced_is_in_or_is_told(app: Flask, sitting: int) -> None:
    code = live_code(of(Sitting, sitting))
    assert code is not None
    typed = code.code
    works: list[Callable[[], Any]] = [joining(typed, f"Guest {n}") for n in range(4)]
    refused = together(app, [*works, lambda: actions.replace_code(of(Sitting, sitting), by=SETUP)])

    assert heads_of(of(Sitting, sitting)).joined + len(refused) == 4
    assert set(refused) <= {"CodeIsOver"}


def test_two_facilitators_who_move_a_room_at_once_leave_it_at_one_clause(app: Flask, sitting: int) -> None:
    keys = ["use", "study", "share"]
    refused = together(
        app,
        [showing(sitting, key) for key in keys],
    )

    seen = now_of("dakar", 1)
    assert (refused, seen.version, seen.clause in keys) == (["RoomMovedOn"] * 2, 2, True)


def test_setting_aside_in_two_windows_is_once(app: Flask, sitting: int) -> None:
    code = live_code(of(Sitting, sitting))
    assert code is not None
    part = act(actions.join, code.code, Joining("Awa", CONSENT), by=None).id
    works = [
        lambda: actions.set_aside(of(Sitting, sitting), [of(Attendance, part)], reason="Stolen.", by=SETUP)
    ] * 3

    assert (together(app, works), heads_of(of(Sitting, sitting)).aside) == ([], 1)
