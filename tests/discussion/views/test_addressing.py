"""A second person finds the objection of a silent author addressed, with a reason, on record."""

from datetime import timedelta

import pytest
import time_machine

from consensus.discussion.actions import answer_disposition, dispose, withdraw_objection
from consensus.kit.clock import now
from tests.discussion.acting import act, again, verbs
from tests.discussion.three_drafts import first
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_account, make_comment

WHY = "The second sentence of the answer names who decides, which is what was asked."


@pytest.fixture
def rosa(app):
    """A maintainer, who answers."""
    return make_account("Rosa", role="maintainer")


@pytest.fixture
def objection(app, rosa):
    """An objection, answered by Rosa."""
    comment = make_comment(first(), "use", kind="objection")
    act(dispose, [again(comment)], outcome="declined", reason="It stays as it is.", by=rosa)
    return again(comment)


@pytest.fixture
def cem(client, objection):
    """A chair's browser, after the author's time."""
    browser = client.as_(make_account("Cem", role="chair"))
    with time_machine.travel(now() + timedelta(days=15)):
        yield browser


def at(comment):
    return f"/desk/comments/{comment.id}/addressed"


def test_after_silence_a_second_person_finds_it_addressed(cem, objection):
    page = cem.get(at(objection))

    answer = cem.post(at(objection), data=fill(form_at(page, at(objection)), reason=WHY))

    assert "It stays as it is." in words(page)
    assert (answer.status_code, answer.location) == (303, f"/comments/{objection.id}#c{objection.id}")
    assert (again(objection).state, again(objection).stands) == ("answered", False)
    assert verbs(objection)[-1] == "objection.addressed"
    shown = words(cem.get(answer.location))
    assert "Found addressed by a second person" in shown and WHY in shown


@pytest.mark.parametrize("reason", ["", "ok", "Yes it is."])
def test_without_a_reason_that_says_anything_it_stands(cem, objection, reason):
    answer = cem.post(at(objection), data={"reason": reason})

    assert (answer.status_code, again(objection).stands) == (422, True)
    assert form_at(answer, at(objection))["reason"] == reason


def test_whoever_wrote_the_answer_is_not_a_second_person(client, rosa, objection):
    with time_machine.travel(now() + timedelta(days=15)):
        desk = client.as_(rosa)
        assert (
            desk.get(at(objection)).status_code,
            desk.post(at(objection), data={"reason": WHY}).status_code,
        ) == (403, 403)
    assert again(objection).stands


def sustained(comment):
    act(answer_disposition, comment, answer="sustain", reason="It says nothing of it.", by=comment.author)


def withdrawn(comment):
    act(withdraw_objection, comment, by=comment.author)


@pytest.mark.parametrize(
    "before, said",
    [(sustained, "The author has replied and sustains it."), (withdrawn, "does not stand any more")],
)
def test_where_there_is_no_silence_there_is_nothing_to_find(cem, objection, before, said):
    before(again(objection))

    page, refused = cem.get(at(objection)), cem.post(at(objection), data={"reason": WHY})

    assert said in words(page) and f'action="{at(objection)}"' not in page.text
    assert (refused.status_code, verbs(objection)[-1] == "objection.addressed") == (409, False)


def test_before_the_time_is_over_the_page_says_until_when(client, objection):
    page = client.as_(make_account("Cem", role="chair")).get(at(objection))

    assert "The author may reply until" in words(page)


def test_other_comments_are_no_objections(client, objection):
    cem, question = client.as_(make_account("Cem", role="chair")), make_comment("0.1", "use", kind="question")
    unanswered = make_comment("0.1", "use", kind="objection")

    assert "This comment is no objection." in words(cem.get(at(question)))
    assert "have not answered this objection yet" in words(cem.get(at(unanswered)))
