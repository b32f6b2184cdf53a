from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from consensus.accounts.models import Account
from consensus.drafts.queries import latest_draft
from consensus.kit.db import db
from consensus.release.models import CriteriaVersion
from consensus.release.queries.path import is_candidate, plans
from tests.factories import make_account
from tests.release.gates import a_file
from tests.release.world import STABLE, a_path

CRITERIA = "/desk/release/criteria/stable"
NEXT = STABLE.replace("version = 1", "version = 2").replace("continents = 2", "continents = 3")


@pytest.fixture
def rosa(app: Any) -> Account:
    """Whoever may decide; the draft is on its way."""
    return a_path()[1]


def versions() -> int | None:
    """How many versions of criteria there are."""
    return db.session.scalar(select(func.count(CriteriaVersion.id)))


def announced() -> bool:
    """Whether the latest draft is a candidate."""
    draft = latest_draft()
    return draft is not None and is_candidate(draft)


@pytest.mark.parametrize(
    "role, status", [("maintainer", 200), ("chair", 200), ("board", 200), ("scribe", 403)]
)
def test_the_desk_is_for_those_who_decide(client: Any, role: str, status: int) -> None:
    assert client.as_(make_account(role=role)).get("/desk/release/").status_code == status


def test_the_desk_tells_criteria_candidates_and_days_and_the_desk_of_all_leads_there(
    client: Any, rosa: Account
) -> None:
    page = client.as_(rosa).get("/desk/release/").text

    assert "Version 1" in page and "Όλα έγιναν." in page and 'href="/desk/release/withdrawal"' in page
    assert 'href="/desk/release/"' in client.as_(rosa).get("/desk/").text


def test_before_anything_is_set_the_desk_says_so(client: Any) -> None:
    page = client.as_(make_account(role="maintainer")).get("/desk/release/").text

    assert "None are set." in page and "No draft has been published yet." in page


def test_a_preview_shows_what_would_change_and_stores_nothing(client: Any, rosa: Account) -> None:
    page = client.as_(rosa).post(f"{CRITERIA}/preview", data={"text": NEXT, "reason": "More."})

    assert (page.status_code, versions()) == (200, 2)
    assert "What version 2 would come to" in page.text and "0 of 3" in page.text and ">changes<" in page.text
    assert "continents = 3" in page.text and ">More.</textarea>" in page.text.replace("\n", "")


def test_criteria_are_set_with_a_reason(client: Any, rosa: Account) -> None:
    answer = client.as_(rosa).post(CRITERIA, data={"text": NEXT, "reason": "More continents."})

    assert (answer.status_code, versions()) == (303, 3)
    assert "More continents." in client.as_(rosa).get("/desk/release/").text


def test_a_file_takes_the_place_of_what_was_typed(client: Any, rosa: Account) -> None:
    given = {"text": "nothing", "reason": "More.", "file": (BytesIO(NEXT.encode()), "stable.toml")}

    assert client.as_(rosa).post(CRITERIA, data=given).status_code == 303
    assert versions() == 3


@pytest.mark.parametrize(
    "text, reason, said",
    [
        (NEXT, "", "Please say why. The reason is public."),
        (NEXT.replace("continents = 3", "continents = 9"), "More.", "continents"),
        (
            a_file("comments", name="candidate", version=2),
            "More.",
            "These are the criteria of another target",
        ),
        (
            STABLE.replace("version = 1", "version = 7") + "# more",
            "More.",
            "These are the criteria that are set already.",
        ),
        (NEXT.replace("version = 2", "version = 7"), "More.", "Call this one 2."),
        ("= no", "More.", "this is not TOML"),
    ],
)
def test_criteria_that_cannot_be_taken_come_back_as_they_were_typed(
    client: Any, rosa: Account, text: str, reason: str, said: str
) -> None:
    answer = client.as_(rosa).post(CRITERIA, data={"text": text, "reason": reason})

    assert (answer.status_code in (409, 422), versions()) == (True, 2)
    assert said in answer.text


def test_what_was_typed_is_not_lost_when_it_is_refused(client: Any, rosa: Account) -> None:
    answer = client.as_(rosa).post(CRITERIA, data={"text": NEXT, "reason": ""})

    assert "continents = 3" in answer.text


def test_a_candidate_is_withdrawn_and_announced_again(client: Any, rosa: Account) -> None:
    signed_in = client.as_(rosa)

    assert signed_in.get("/desk/release/withdrawal").status_code == 200
    assert (
        signed_in.post("/desk/release/withdrawal", data={"reason": "An appeal was upheld."}).status_code
        == 303
    )
    assert (announced(), signed_in.get("/desk/release/withdrawal").status_code) == (False, 409)
    assert "Announce it, on record" in signed_in.get("/desk/release/candidate").text
    assert signed_in.post("/desk/release/candidate", data={"reason": "It was settled."}).status_code == 303
    assert announced()


def test_what_is_missing_stands_where_a_candidate_cannot_be_announced(client: Any, rosa: Account) -> None:
    signed_in = client.as_(rosa)
    signed_in.post("/desk/release/withdrawal", data={"reason": "No."})
    signed_in.post("/release/0.1/reopening/candidate/usable", data={"reason": "No."})

    page, answer = (
        signed_in.get("/desk/release/candidate"),
        signed_in.post("/desk/release/candidate", data={"reason": "Yes."}),
    )

    assert "It cannot be announced yet." in page.text and "<form" not in page.text.split("<main", 1)[1]
    assert answer.status_code == 409


@pytest.mark.parametrize("day, said", [("2127-03-01", "March 1, 2127"), ("", "No day is planned.")])
def test_another_day_is_planned_with_a_reason_and_the_former_stays(
    client: Any, rosa: Account, day: str, said: str
) -> None:
    answer = client.as_(rosa).post("/desk/release/plan", data={"date": day, "reason": "Two stops moved."})
    page = client.get("/release/").text

    assert (answer.status_code, len(plans())) == (303, 2)
    assert said in page and "Two stops moved." in page and "December 20, 2026" in page


@pytest.mark.parametrize("day", ["soon", "2020-01-01"])
def test_a_day_that_is_none_or_over_is_refused(client: Any, rosa: Account, day: str) -> None:
    answer = client.as_(rosa).post("/desk/release/plan", data={"date": day, "reason": "Two stops moved."})

    assert (answer.status_code, len(plans())) == (422, 1)
    assert "Two stops moved." in answer.text
