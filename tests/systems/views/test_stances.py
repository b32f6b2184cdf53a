"""Agreeing and disagreeing with an assessment, in a form."""

import pytest

from consensus.systems.queries.opinions import own_opinion
from tests.drafts.views.browsing import fill, form_at, words
from tests.systems.acting import EVIDENCE, GOOD, review, say

AT = "/systems/alpha/stance?draft=0.1"
DISPUTE = {"stance": "dispute", "reason": "It is there.", "requirement": "data", "evidence": EVIDENCE}


def form(who, **changes):
    """The form, filled in."""
    return fill(form_at(who.get("/systems/alpha/stance"), AT), **changes)


def test_a_disagreement_names_requirement_and_evidence_and_waits_for_an_answer(client, ana, scene):
    answer = ana.post(AT, data=form(ana, **DISPUTE, affiliation="A school"))
    text = words(client.get("/systems/alpha/"))

    opinion = own_opinion(scene.ana, scene.alpha, draft=scene.draft)
    assert (answer.status_code, answer.location) == (303, f"/systems/alpha/?draft=0.1#o{opinion.id}")
    assert "Ana disagrees , A school , licensee" in text and "waits for an answer" in text
    assert "It is there." in text and "On: Description of the data · evidence: example.org" in text


@pytest.mark.parametrize(
    "field, value",
    [("stance", "perhaps"), ("reason", " "), ("evidence", "javascript:alert(1)"), ("requirement", "nothing")],
)
def test_what_cannot_be_taken_comes_back_filled_in(ana, scene, field, value):
    answer = ana.post(AT, data=form(ana, **(DISPUTE | {field: value})))

    assert answer.status_code == 422 and f'id="e-{field}"' in answer.text
    assert own_opinion(scene.ana, scene.alpha, draft=scene.draft) is None


def test_agreeing_needs_no_reason(ana, scene):
    assert ana.post(AT, data=form(ana, stance="endorse")).status_code == 303


def test_what_was_said_before_stands_in_the_form_and_is_replaced(ana, scene):
    ana.post(AT, data=form(ana, **DISPUTE))
    again = form(ana)
    ana.post(AT, data=fill(again, stance="endorse", reason="", requirement="", evidence=""))

    assert (again["stance"], again["reason"], again["requirement"]) == ("dispute", "It is there.", "data")
    assert "1 agrees, 0 disagree." in words(ana.get("/systems/alpha/"))


def test_it_is_stale_when_the_assessment_rests_on_other_answers(ana, scene):
    say(scene.alpha, scene.draft, scene.ana)
    review(scene.alpha, scene.draft, scene.ben, GOOD)

    assert "It was about other answers and does not count now." in words(ana.get("/systems/alpha/stance"))
    assert "0 agree, 0 disagree; 1 spoke of an assessment that rested on other answers." in words(
        ana.get("/systems/alpha/")
    )


def test_taking_it_back_leaves_nothing(ana, scene):
    say(scene.alpha, scene.draft, scene.ana)

    answer = ana.post("/systems/alpha/stance/withdrawal?draft=0.1")

    assert answer.status_code == 303
    assert own_opinion(scene.ana, scene.alpha, draft=scene.draft) is None


def test_an_opinion_has_an_address(client, scene):
    opinion = say(scene.alpha, scene.draft, scene.ana)

    answer = client.get(f"/systems/opinions/{opinion.id}")

    assert (answer.status_code, answer.location) == (302, f"/systems/alpha/?draft=0.1#o{opinion.id}")
    assert client.get("/systems/opinions/99").status_code == 404


def test_a_stranger_is_led_to_sign_in(client, scene):
    assert client.get("/systems/alpha/stance").location.startswith("/account/sign-in?next=")
