from typing import Any

import pytest
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.kit.db import db
from consensus.release.models import Judgement
from tests.factories import make_account
from tests.release.world import a_path

JUDGE = "/release/0.1/judgement/stable/usable"
REOPEN = "/release/0.1/reopening/stable/usable"


@pytest.fixture
def rosa(app: Any) -> Account:
    """Whoever may decide; the draft is on its way."""
    return a_path()[1]


def found() -> list[tuple[str, str, bool]]:
    """What was found, the first first: by whose word, how, and whether it counts no more."""
    rows = db.session.scalars(select(Judgement).order_by(Judgement.id)).all()
    return [(str(row.finding), row.reason, row.ended_at is not None) for row in rows]


def test_whoever_judges_is_offered_it_and_others_are_not(client: Any, rosa: Account) -> None:
    assert f'href="{JUDGE}"' in client.as_(rosa).get("/release/0.1/").text
    assert f'href="{JUDGE}"' not in client.as_(make_account()).get("/release/0.1/").text
    assert client.as_(make_account()).get(JUDGE).status_code == 403


def test_a_finding_is_on_record_and_takes_the_place_of_ones_former(client: Any, rosa: Account) -> None:
    answer = client.as_(rosa).post(JUDGE, data={"finding": "fail", "reason": "The table is unclear."})

    assert (answer.status_code, answer.location) == (303, "/release/0.1/?target=stable#c-usable")
    assert found() == [("pass", "Το δοκίμασα.", True), ("fail", "The table is unclear.", False)]


def test_a_finding_without_reasons_comes_back_as_it_was_filled_in(client: Any, rosa: Account) -> None:
    answer = client.as_(rosa).post(JUDGE, data={"finding": "fail", "reason": " "})

    assert (answer.status_code, len(found())) == (422, 1)
    assert 'value="fail" checked' in answer.text and "Please fill this in." in answer.text


def test_opening_anew_ends_what_was_found(client: Any, rosa: Account) -> None:
    page, answer = client.as_(rosa).get(REOPEN), client.as_(rosa).post(REOPEN, data={"reason": "A new case."})

    assert "Το δοκίμασα." in page.text
    assert (answer.status_code, found()) == (303, [("pass", "Το δοκίμασα.", True)])


@pytest.mark.parametrize(
    "path",
    [
        "/release/0.1/judgement/stable/clauses",
        "/release/0.1/judgement/both/usable",
        "/release/0.1/judgement/stable/no",
    ],
)
def test_what_is_counted_or_not_asked_for_is_judged_by_nobody(client: Any, rosa: Account, path: str) -> None:
    assert client.as_(rosa).get(path).status_code in (404, 409)


def test_the_form_shows_what_one_found_before(client: Any, rosa: Account) -> None:
    page = client.as_(rosa).get(JUDGE).text

    assert 'value="pass" id="f-finding" checked' in page
