"""Surprises: named for a draft, shared by others, taken back by whoever named them."""

import pytest

from consensus.systems.actions import raise_surprise
from consensus.systems.given import SurpriseGiven
from tests.drafts.views.browsing import fill, form_at, words
from tests.systems.acting import act

AT = "/systems/surprises/?draft=0.1"


@pytest.fixture
def named(scene):
    """Ana expected Alpha in."""
    given = SurpriseGiven("in", "It shares everything.", system=scene.alpha)
    return act(raise_surprise, scene.draft, given=given, by=scene.ana)[0]


def test_a_surprise_is_listed_for_its_draft(client, ana, scene):
    form = fill(form_at(ana.get(AT), AT), system="alpha", expected="in", reason="It shares everything.")

    answer = ana.post(AT, data=form)
    text = words(client.get("/systems/surprises/"))

    assert answer.status_code == 303 and "#s" in answer.location
    assert "Alpha : expected in" in text and "It shares everything." in text and "Ana , licensee" in text
    assert "Surprises" in words(client.get("/systems/alpha/")).split("Check it yourself")[0]


def test_it_may_speak_of_a_system_that_is_not_in_the_registry(client, ana, scene):
    ana.post(AT, data=fill(form_at(ana.get(AT), AT), name="Omega", expected="out", reason="Closed."))

    assert "Omega : expected out" in words(client.get("/systems/surprises/"))


@pytest.mark.parametrize("field, value", [("reason", " "), ("expected", "perhaps"), ("system", "omega")])
def test_what_cannot_be_taken_is_not_listed(client, ana, scene, field, value):
    given = {"system": "alpha", "expected": "in", "reason": "So."} | {field: value}

    assert ana.post(AT, data=fill(form_at(ana.get(AT), AT), **given)).status_code in (404, 422)
    assert "Nobody has named one yet." in words(client.get("/systems/surprises/"))


def test_others_share_it_and_share_it_no_more(ana, ben, scene, named):
    at = f"/systems/surprises/{named.id}/cosignature"

    ben.post(at)
    shared = words(ben.get(AT))
    ben.post(f"{at}/withdrawal")

    assert "1 other was surprised too" in shared and "Not surprised any more" in shared
    assert "surprised too" not in words(ben.get(AT))


def test_sharing_is_offered_and_allowed_to_others_only(client, ana, ben, named):
    at = f"/systems/surprises/{named.id}/cosignature"

    offered = ["Surprised me too" in words(who.get(AT)) for who in (client, ana, ben)]
    allowed = [who.post(at).status_code for who in (client, ana, ben)]

    assert offered == [False, False, True]
    assert (allowed[0] in (303, 401), allowed[1:]) == (True, [403, 303])


def test_whoever_named_it_takes_it_back(client, ana, ben, named):
    at = f"/systems/surprises/{named.id}/withdrawal"

    assert [who.post(at).status_code for who in (ben, ana)] == [403, 303]
    assert "Nobody has named one yet." in words(client.get("/systems/surprises/"))


def test_a_surprise_has_an_address(client, named):
    answer = client.get(f"/systems/surprises/{named.id}")

    assert (answer.status_code, answer.location) == (302, f"{AT}#s{named.id}")


def test_a_maintainer_answers_it_in_public_from_the_desk(client, rosa, ben, named):
    at = f"/desk/systems/surprises/{named.id}"
    waiting, desk = words(client.get("/systems/surprises/")), words(rosa.get("/desk/systems/"))
    refused = rosa.post(at, data=fill(form_at(rosa.get(at), at), reason=" "))
    done = rosa.post(at, data=fill(form_at(rosa.get(at), at), reason="Its data is not described."))

    assert (
        "waits for an answer" in waiting and "Surprises without an answer Alpha , draft 0.1 holds up" in desk
    )
    assert (refused.status_code, done.status_code, ben.get(at).status_code) == (422, 303, 403)
    text = words(client.get("/systems/surprises/"))
    assert "Its data is not described." in text and "waits for an answer" not in text
    assert "Alpha , draft 0.1 holds up" not in words(rosa.get("/desk/systems/"))
