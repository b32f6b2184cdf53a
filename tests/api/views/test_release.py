"""The path to stable as programs see it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consensus.api.release_schemas import CriterionSchema, GateSchema
from consensus.drafts.models import Draft
from tests.api.test_spec import check
from tests.drafts.making import published
from tests.release.gates import set_by_hand

AT = "/api/v1/release/0.1"


@pytest.fixture
def draft(app: Flask) -> Draft:
    set_by_hand("comments", "clauses")
    set_by_hand("comments", name="candidate")
    return published()


def test_it_answers_what_is_described(app: Flask, client: FlaskClient, draft: Draft) -> None:
    answer = client.get(AT)

    check(app, "/api/v1/release/{version}", "get", answer)
    assert set(answer.json) == set(GateSchema().fields)
    assert set(answer.json["criteria"][0]) == set(CriterionSchema().fields)


def test_stable_is_taken_if_no_target_is_named(client: FlaskClient, draft: Draft) -> None:
    assert [client.get(AT + query).json["target"] for query in ("", "?target=stable", "?target=candidate")] == [
        "stable", "stable", "candidate"
    ]  # fmt: skip
    assert [client.get(AT + query).json["passes"] for query in ("", "?target=candidate")] == [False, True]


def test_latest_may_be_asked_for(client: FlaskClient, draft: Draft) -> None:
    assert client.get("/api/v1/release/latest").json == client.get(AT).json


def test_versions_of_the_criteria_stand_beside_each_other(client: FlaskClient, draft: Draft) -> None:
    set_by_hand("comments", version=2)
    told = client.get(AT).json

    assert (told["version"], [(each["version"], each["passes"]) for each in told["beside"]]) == (
        1,
        [(2, True)],
    )


@pytest.mark.parametrize(("path", "status"), [(AT + "?target=final", 422), ("/api/v1/release/9.9", 404)])
def test_what_there_is_not_is_told(client: FlaskClient, draft: Draft, path: str, status: int) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_without_criteria_it_says_so(client: FlaskClient) -> None:
    published()

    assert (client.get(AT).status_code, client.get(AT).json["detail"]) == (
        409, "No criteria have been set yet, so nothing can be said about this draft."
    )  # fmt: skip


def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient, draft: Draft) -> None:
    first = client.get(AT)

    assert client.get(AT, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
