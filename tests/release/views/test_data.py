"""The path to stable as a file beside its page."""

from tests.drafts.making import published
from tests.release.gates import set_by_hand


def test_it_is_what_the_api_answers(client):
    set_by_hand("comments")
    published()

    assert client.get("/release/0.1.json").json == client.get("/api/v1/release/0.1").json


def test_a_target_that_there_is_not_is_not_found(client):
    set_by_hand("comments")
    published()

    assert client.get("/release/0.1.json?target=final").status_code == 404
