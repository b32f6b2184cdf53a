"""Several people at the same time: whoever is last counts everybody."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.kit.db import again_on_a_race, db
from consensus.systems.actions import cosign_surprise, hand_in, raise_surprise, take_stance
from consensus.systems.due import evaluate_due
from consensus.systems.given import Declared, StanceGiven, SurpriseGiven
from consensus.systems.models import Surprise, System
from consensus.systems.queries.comparing import compared
from consensus.systems.queries.lines import line_of
from tests.drafts.making import publish
from tests.factories import make_account
from tests.systems.acting import GOOD, act, answers, draft_with, system

pytestmark = pytest.mark.both_databases
PEOPLE = 5


def together(app: Flask, works: list[Callable[[], object]]) -> None:
    """Have everything done at once, each in a thread with a session of its own."""
    failures: list[BaseException] = []

    def there(work: Callable[[], object]) -> None:
        with app.app_context():
            try:
                again_on_a_race(work)
            except BaseException as error:
                failures.append(error)

    threads = [threading.Thread(target=there, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert failures == []


def here(model: type, id: int) -> object:
    return db.session.get_one(model, id)


@pytest.fixture
def alpha(app: Flask) -> tuple[int, int]:
    """A system and a draft, by number, for the use of several threads."""
    draft = draft_with()
    return system("Alpha").id, draft.id


def review_by(person: int, alpha: tuple[int, int]) -> Callable[[], object]:
    return lambda: hand_in(
        here(System, alpha[0]).leading, draft=here(Draft, alpha[1]), answers=answers(**GOOD), declared=Declared(),
        by=here(Account, person),
    )  # type: ignore[attr-defined, arg-type]  # fmt: skip


def test_reviews_that_are_submitted_at_once_all_count(app: Flask, alpha: tuple[int, int]) -> None:
    people = [make_account(f"P{n}").id for n in range(PEOPLE)]
    together(app, [review_by(person, alpha) for person in people])

    line = line_of(here(System, alpha[0]), draft=here(Draft, alpha[1]))  # type: ignore[arg-type]
    assert (line.verdict, line.reviewers) == ("conforms", PEOPLE)
    assert compared() == []


def test_one_persons_two_windows_make_one_review(app: Flask, alpha: tuple[int, int]) -> None:
    ana = make_account("Ana").id
    together(app, [review_by(ana, alpha), review_by(ana, alpha)])

    line = line_of(here(System, alpha[0]), draft=here(Draft, alpha[1]))  # type: ignore[arg-type]
    assert (line.verdict, line.reviewers) == ("conforms", 1)
    assert compared() == []


def test_reviews_and_the_follower_at_once_agree(app: Flask, alpha: tuple[int, int]) -> None:
    people = [make_account(f"P{n}").id for n in range(PEOPLE)]
    publish(draft_with("0.2", publish=False))

    def follow() -> None:
        with app.app_context():
            evaluate_due()

    follower = threading.Thread(target=follow)
    follower.start()
    together(app, [review_by(person, alpha) for person in people])
    follower.join()
    evaluate_due()

    assert compared() == []


def test_opinions_and_cosignatures_at_once_are_all_counted(app: Flask, alpha: tuple[int, int]) -> None:
    people = [make_account(f"P{n}").id for n in range(PEOPLE)]
    given = SurpriseGiven("in", "Why?", name="Gamma")
    surprise, _new = act(raise_surprise, here(Draft, alpha[1]), given=given, by=make_account("Ana"))
    id = surprise.id

    def speak(person: int) -> Callable[[], object]:
        def work() -> None:
            by = here(Account, person)
            take_stance(
                here(System, alpha[0]), draft=here(Draft, alpha[1]), given=StanceGiven("endorse"), by=by
            )  # type: ignore[arg-type]
            cosign_surprise(here(Surprise, id), by=by)  # type: ignore[arg-type]

        return work

    together(app, [speak(person) for person in people])

    line = line_of(here(System, alpha[0]), draft=here(Draft, alpha[1]))  # type: ignore[arg-type]
    assert (line.agree, here(Surprise, id).cosigned) == (PEOPLE, PEOPLE)  # type: ignore[attr-defined]
