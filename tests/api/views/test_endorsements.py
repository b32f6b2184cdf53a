"""Endorsements for programs."""

import pytest
from flask import Flask

from consensus import create_app
from consensus.accounts.models import Scope
from consensus.kit.db import db
from consensus.kit.web.limits import limiter
from tests.api.conftest import program_of
from tests.factories import make_account
from tests.release.endorsing import OTHER, a_draft, confirmed, say, settled

BODY = {
    "draft": "latest",
    "kind": "individual",
    "name": "Ana",
    "group": "System creator",
    "statement": "Good.",
}


@pytest.fixture
def draft(app: Flask):
    return a_draft()


@pytest.fixture
def ana(app: Flask, draft):
    return make_account("Ana")


@pytest.fixture
def program(app: Flask, ana):
    return program_of(app, ana)


def test_a_program_endorses_and_withdraws(program, draft, ana):
    made = program.post("/endorsements", BODY)
    again = program.post("/endorsements", BODY)
    gone = program.send("DELETE", f"/endorsements/{made.json['id']}")

    assert made.status_code == 201 and made.headers["Location"].endswith(f"/endorsements/{made.json['id']}")
    expected = {
        "draft": "0.1", "digest": draft.digest, "kind": "individual", "name": "Ana", "group": "system-creator",
        "conditions": "", "statement": "Good.", "confirmed": True, "state": "standing", "stands_on": ["0.1"],
        "organisation": None, "domain": None, "author": {"id": ana.actor_id, "name": "Ana"},
    }  # fmt: skip
    assert {name: made.json[name] for name in expected} == expected
    assert (again.status_code, gone.status_code) == (409, 204)
    assert program.send("DELETE", f"/endorsements/{made.json['id']}").status_code == 409
    assert program.get(f"/endorsements/{made.json['id']}").json["state"] == "withdrawn"


def test_an_organisation_named_in_the_shortest_way_is_claimed(program):
    made = program.post("/endorsements", {**BODY, "kind": "organisation", "name": "Foundation"})

    assert (made.status_code, made.json["organisation"], made.json["state"]) == (
        201,
        "foundation",
        "unconfirmed",
    )
    assert made.json["authority"] == "May speak for Foundation."


def test_the_list_is_of_a_draft_or_of_all(program, draft, ana):
    lapsed = say(draft, ana)
    newer = a_draft("0.2", OTHER)
    settled()
    made = confirmed(newer, make_account("Ben"), name="Foundation")

    def ids(path):
        return [each["id"] for each in program.get(path).json["items"]]

    assert (ids("/endorsements"), ids("/endorsements?draft=latest")) == ([made.id, lapsed.id], [made.id])
    assert ids("/endorsements?draft=0.1") == [lapsed.id]
    first = program.get("/endorsements?limit=1").json
    assert [each["state"] for each in program.get(first["next"]).json["items"]] == ["lapsed"]


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"draft": "9.9"}, 422, "draft"),
        ({"kind": "crowd"}, 422, "kind"),
        ({"group": "friends"}, 422, "group"),
        ({"group": None}, 422, "group"),
        ({"statement": "x" * 2001}, 422, "statement"),
        ({"kind": "organisation", "name": None}, 422, "name"),
        ({"kind": "organisation", "name": "Foundation", "address": "ana@gmail.com"}, 422, "address"),
    ],
)
def test_what_cannot_be_taken_is_named(program, change, status, field):
    answer = program.post("/endorsements", BODY | change)

    assert (answer.status_code, field in answer.json["errors"]) == (status, True)


def test_an_earlier_draft_is_refused(program):
    a_draft("0.2")

    assert program.post("/endorsements", {**BODY, "draft": "0.1"}).status_code == 409


def test_whoever_may_not_is_refused(app, draft, ana, program):
    made = program.post("/endorsements", BODY).json
    others = program_of(app, make_account("Ben"))
    reads = program_of(app, make_account("Cleo"), Scope.READ)

    assert others.send("DELETE", f"/endorsements/{made['id']}").status_code == 403
    assert reads.post("/endorsements", BODY).status_code == 403
    assert program.send("DELETE", "/endorsements/999").status_code == 404


def test_mails_to_organisations_are_as_few_through_a_program_as_on_the_page(settings):
    app = create_app(**settings, SECRET_KEY="x" * 40, LIMITS="on")
    claim = {**BODY, "kind": "organisation", "name": "Foundation"}
    with app.app_context():
        a_draft()
        ana, ben = (program_of(app, make_account(name)) for name in ("Ana", "Ben"))
        same = [
            ana.post("/endorsements", {**claim, "address": "Eve@gmail.com"}).status_code for _ in range(6)
        ]
        more = [ana.post("/endorsements", {**claim, "kind": "crowd"}).status_code for _ in range(15)]

        assert (same, more) == ([422] * 5 + [429], [422] * 14 + [429])
        assert ben.post("/endorsements", {**claim, "address": "eve@gmail.com "}).status_code == 429
        assert ben.post("/endorsements", {**claim, "address": "eva@gmail.com"}).status_code == 422
        db.session.remove()
        db.engine.dispose()
    limiter.enabled = False
