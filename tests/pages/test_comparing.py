from typing import Any

import pytest

from ..factories import make_draft
from .texts import FIRST, SECOND


@pytest.fixture
def two_drafts(app: Any) -> None:
    make_draft("0.1", FIRST)
    make_draft("0.2", SECOND)


def test_two_drafts_beside_each_other_show_what_came_and_what_went(client: Any, two_drafts: None) -> None:
    page = client.get("/compare/0.1...0.2/").text

    assert "<ins" in page and "lawful" in page
    assert "Definitions" in page


def test_the_other_direction_is_turned_round(client: Any, two_drafts: None) -> None:
    page = client.get("/compare/0.2...0.1/")

    assert page.status_code == 200
    assert "is-removed" in page.text and "Open system" in page.text.split("is-removed")[-1]


def test_a_draft_against_itself_changes_nothing(client: Any, two_drafts: None) -> None:
    page = client.get("/compare/0.1...0.1/").text

    assert "<ins" not in page.split("<article")[1]


@pytest.mark.parametrize("path", ["/compare/0.1...9.9/", "/compare/9.9...0.1/"])
def test_an_unknown_draft_is_not_found(client: Any, two_drafts: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_form_leads_to_the_address_of_two_drafts(client: Any, two_drafts: None) -> None:
    assert client.get("/compare/?from=0.1&to=0.2").location == "/compare/0.1...0.2/"
    assert client.get("/compare/").location == "/compare/0.1...0.2/"


def test_comparing_before_there_are_two_drafts_says_what_is_missing(client: Any, app: Any) -> None:
    assert client.get("/compare/").status_code == 422
