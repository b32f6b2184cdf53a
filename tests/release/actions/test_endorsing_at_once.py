"""Several at the same time: whoever endorses, confirms and follows, each place is taken once."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.kit.db import again_on_a_race, db
from consensus.kit.errors import Refused
from consensus.release.actions import confirm_endorsement, endorse
from consensus.release.endorsement_due import settle_endorsements
from consensus.release.given import EndorsementGiven
from consensus.release.models import Endorsement
from consensus.release.queries.endorsements import Figures, counted
from tests.factories import make_account
from tests.release.endorsing import SAME, a_draft, say, secret_mailed, settled, standings

pytestmark = pytest.mark.both_databases
PEOPLE = 4


def together(app: Flask, works: list[Callable[[], object]]) -> list[str]:
    """Have everything done at once, each in a thread of its own. → the names of what was refused."""
    refused: list[str] = []

    def there(work: Callable[[], object]) -> None:
        with app.app_context():
            try:
                work()
            except Refused as error:
                refused.append(type(error).__name__)

    threads = [threading.Thread(target=there, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    return refused


def endorsing(draft: int, person: int) -> Callable[[], object]:
    """One request to endorse."""
    return lambda: again_on_a_race(lambda: _endorse(draft, person))


def _endorse(draft: int, person: int) -> object:
    return endorse(
        db.session.get_one(Draft, draft), given=EndorsementGiven("individual", "licensee"),
        by=db.session.get_one(Account, person),
    )  # fmt: skip


def test_one_person_in_several_windows_endorses_once(app: Flask) -> None:
    draft, ana = a_draft(), make_account("Ana")

    refused = together(app, [endorsing(draft.id, ana.id)] * PEOPLE)

    assert refused == ["AlreadyEndorsed"] * (PEOPLE - 1)
    assert counted(draft) == {("licensee", "individual"): Figures(1, 1)}


def test_of_several_claims_for_one_organisation_one_is_confirmed(app: Flask) -> None:
    draft, secrets = a_draft(), []
    for n in range(PEOPLE):
        say(draft, make_account(f"P{n}"), name="Foundation", address="office@foundation.example")
        secrets.append(secret_mailed())

    refused = together(
        app,
        [lambda secret=secret: again_on_a_race(lambda: confirm_endorsement(secret)) for secret in secrets],
    )  # type: ignore[misc]

    assert refused == ["OrganisationEndorsesAlready"] * (PEOPLE - 1)
    assert counted(draft) == {("licensee", "organisation"): Figures(1, 1)}


def test_two_followers_and_one_who_endorses_afresh_leave_each_place_taken_once(app: Flask) -> None:
    people = [make_account(f"P{n}") for n in range(PEOPLE)]
    first = a_draft()
    for person in people:
        say(first, person)
    second = a_draft("0.2", SAME)

    together(
        app,
        [settle_endorsements, settle_endorsements, *(endorsing(second.id, each.id) for each in people[:2])],
    )
    settled()

    assert counted(second) == {("licensee", "individual"): Figures(PEOPLE, PEOPLE)}
    made = db.session.scalar(select(func.count(Endorsement.id)))
    assert len([each for each in standings() if each[1] == "0.2"]) == made
