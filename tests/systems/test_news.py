"""Who is told of what happens with systems, and why."""

import pytest
from flask import Flask

from consensus.following.registry import About, details_about, titles_of, whom_it_concerns
from consensus.kit.refs import Ref
from consensus.ledger import SETUP
from consensus.systems.actions import (
    answer_dispute,
    answer_surprise,
    name_contact,
    raise_surprise,
    release_review,
    reply_as_maker,
)
from consensus.systems.given import SurpriseGiven
from tests.factories import make_account
from tests.systems.acting import (
    EVIDENCE,
    GOOD,
    OTHER_CODE,
    act,
    draft_with,
    entries,
    review,
    say,
    system,
)


@pytest.fixture
def draft(app: Flask):
    return draft_with()


@pytest.fixture
def alpha(draft):
    return system("Alpha")


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana")


def told(verb):
    return whom_it_concerns(entries(verb)[-1])


def test_authors_of_reviews_hear_of_replies_and_of_their_release(alpha, draft, ana):
    mia = make_account("Mia", role="maintainer")
    act(name_contact, alpha, account=mia, by=SETUP)
    made = review(alpha, draft, ana, GOOD | {"data": "no"})
    act(reply_as_maker, made, body="It is there.", by=mia)
    act(release_review, made, reason="It was answered.", by=mia)

    assert (told("review.replied-to"), told("review.released")) == ({ana.actor_id: "your-review"},) * 2


def test_who_disagreed_hears_of_the_answer(alpha, draft, ana):
    opinion = say(alpha, draft, ana, "dispute", requirement="data", evidence=EVIDENCE)
    act(answer_dispute, opinion, reason="We looked.", by=make_account("Mia"))

    assert told("dispute.answered") == {ana.actor_id: "your-disagreement"}


def test_who_was_surprised_hears_of_the_answer(alpha, draft, ana):
    given = SurpriseGiven("in", "Everybody builds on it.", system=alpha)
    raised, _new = act(raise_surprise, draft, given=given, by=ana)
    act(answer_surprise, raised, reason="The data is missing.", by=make_account("Mia"))

    assert told("surprise.answered") == {ana.actor_id: "your-surprise"}


def test_who_agreed_hears_when_the_assessment_changes(alpha, draft, ana):
    say(alpha, draft, ana)
    assert told("evaluation.changed") == {}
    review(alpha, draft, make_account("Ben"))

    assert told("evaluation.changed") == {ana.actor_id: "what-you-said-of-it"}
    about = About(entries("evaluation.changed")[-1], "system:alpha")
    detail = details_about(about)([about])[about]
    assert detail.note == "It came to “incomplete” before, and comes to “conforms” now."
    assert detail.path == "/systems/alpha/?draft=0.1"


def test_reviewers_hear_of_a_draft_that_asks_for_something_else_only(alpha, draft, ana):
    review(alpha, draft, ana)
    draft_with("0.2")
    assert told("evaluation.counted") == {}
    draft_with("0.3", OTHER_CODE)

    assert told("evaluation.counted") == {ana.actor_id: "look-again"}
    about = About(entries("evaluation.counted")[-1], "look-again")
    assert details_about(about)([about])[about].path == "/systems/reviews/"


def test_a_system_can_be_watched_by_its_name(alpha):
    assert titles_of([Ref("system", "alpha"), Ref("system", "gone")]) == {"system:alpha": "Alpha"}
