"""Searching as programs do."""

from typing import Any

import pytest
from flask import Flask

from consensus.discussion.models import Comment
from consensus.discussion.queries.comments import comment_at
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.kit.turns import until_done
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.api.conftest import Program, fields_of, program_of
from tests.api.test_spec import check
from tests.factories import make_account, make_comment


@pytest.fixture
def said(drafts: tuple[Draft, Draft]) -> list[Comment]:
    """Three comments on one clause, by Ana and Ben."""
    ana, ben = make_account("Ana Silva"), make_account("Ben")
    made = [
        make_comment("0.0.1", "study", "A *lighthouse* is not a lamp.", by=ana),
        make_comment("0.0.2", "study", "Which lighthouses?", by=ben, kind="question"),
        make_comment("0.0.2", "use", "Lighthouses & lamps < suns.", by=ben, kind="objection"),
    ]
    until_done()
    return made


def found(program: Program, query: str) -> dict[str, Any]:
    answer = program.get(f"/search?{query}")
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def ids(document: dict[str, Any]) -> list[str]:
    return [item["id"] for item in document["items"]]


def test_what_was_said_is_found_with_all_that_is_known_of_it(nobody: Program, said: list[Comment]) -> None:
    document = found(nobody, "q=lighthouse&author=ana")
    [item] = document["items"]

    assert document["total"] == 1
    assert item | {"score": 0, "at": ""} == {
        "kind": "comment", "also": [], "id": f"comment:{said[0].id}", "url": f"http://localhost/comments/{said[0].id}",
        "title": "A lighthouse is not a lamp.", "excerpt": "A <mark>lighthouse</mark> is not a lamp.", "score": 0, "at": "",
        "author": {"id": said[0].said_by, "name": "Ana Silva"}, "byline": None, "draft": "0.0.1", "drafts": [],
        "clause": "study", "clauses": [], "outcome": None, "system": None, "stop": None, "source": None, "language": "en",
        "hidden": False,
    }  # fmt: skip
    assert item["score"] > 0 and item["at"].endswith("Z")


def test_the_answer_is_as_it_is_described(app: Flask, nobody: Program, said: list[Comment]) -> None:
    for query in ("q=lighthouse&limit=1", "q=nothing-of-the-kind", ""):
        check(app, "/api/v1/search", "get", nobody.get(f"/search?{query}"))


def test_an_excerpt_is_html_in_which_words_stay_words(nobody: Program, said: list[Comment]) -> None:
    [item] = found(nobody, "q=suns")["items"]

    assert item["title"] == "Lighthouses & lamps < suns."
    assert item["excerpt"] == "Lighthouses &amp; lamps &lt; <mark>suns</mark>."


def test_arguments_narrow_what_is_found(nobody: Program, said: list[Comment]) -> None:
    asked = {
        "q=lighthouse&sort=oldest": [0, 1, 2],
        "q=lighthouse&sort=newest": [2, 1, 0],
        "q=lighthouse&draft=0.0.2&sort=oldest": [1, 2],
        "q=lighthouse&clause=use": [2],
        "q=lighthouse&kind=objection": [2],
        "q=lighthouse&kind=objection&kind=comment&sort=oldest": [0, 1, 2],
        "q=lighthouse&author=Ben&draft=0.0.2&clause=study": [1],
        "q=lighthouse&before=2001": [],
        "q=lighthouse&after=2001&sort=oldest": [0, 1, 2],
    }

    assert {query: ids(found(nobody, query)) for query in asked} == {
        query: [f"comment:{said[n].id}" for n in numbers] for query, numbers in asked.items()
    }


def test_facets_count_what_each_choice_leaves(nobody: Program, said: list[Comment]) -> None:
    facets = found(nobody, "q=lighthouse&draft=0.0.2")["facets"]

    assert sorted(facets) == ["clause", "draft", "in", "kind", "language", "outcome", "year"]
    assert {each["value"]: (each["n"], each["chosen"]) for each in facets["draft"]} == {
        "0.0.2": (2, True),
        "0.0.1": (1, False),
    }
    assert {each["value"]: each["n"] for each in facets["clause"]} == {"study": 1, "use": 1}


def test_pages_are_followed_to_the_end(nobody: Program, said: list[Comment]) -> None:
    first = found(nobody, "q=lighthouse&limit=2&sort=oldest&draft=")
    second = nobody.get(first["next"]).get_json()

    assert [*ids(first), *ids(second)] == [f"comment:{each.id}" for each in said]
    assert (len(ids(first)), second["next"], second["total"]) == (2, None, 3)


def test_a_question_that_cannot_be_read_is_explained(nobody: Program, said: list[Comment]) -> None:
    document = found(nobody, "q=%28lamp+nobody%3Ax+OR")

    assert document["explained"] != []
    assert found(nobody, "q=lihgthouse")["suggestion"] == "lighthouse"


def test_nothing_asked_finds_nothing_and_fails_nothing(nobody: Program) -> None:
    document = found(nobody, "")

    assert (document["items"], document["next"], document["suggestion"]) == ([], None, None)


def test_an_order_or_a_limit_that_there_is_not_is_refused(nobody: Program) -> None:
    assert fields_of(nobody.get("/search?q=a&sort=colour")) == ["sort"]
    assert fields_of(nobody.get("/search?q=a&limit=1000")) == ["limit"]


def test_the_same_answer_is_not_sent_twice(nobody: Program, said: list[Comment]) -> None:
    first = nobody.get("/search?q=lamp")

    assert nobody.get("/search?q=lamp", If_None_Match=first.headers["ETag"]).status_code == 304


def test_a_moderators_token_finds_what_is_folded(app: Flask, nobody: Program, said: list[Comment]) -> None:
    moderator = make_account("Mo", role="moderator")
    with transaction():
        hide_thing(comment_at(said[2].id), rule=Rule.SPAM, reason="It sells lamps.", by=moderator)
    until_done()

    assert found(nobody, "q=suns")["items"] == []
    assert [item["hidden"] for item in found(program_of(app, moderator), "q=suns")["items"]] == [True]
