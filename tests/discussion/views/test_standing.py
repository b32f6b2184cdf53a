"""The author answers the editors' answer, and lets go of an objection."""

import pytest

from consensus.discussion.actions import dispose
from tests.discussion.acting import act, again
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_comment, make_draft

from .conftest import SECOND


@pytest.fixture
def comment(scene):
    return make_comment(
        scene.second, "use", "Who asks?", by=scene.ana, kind="objection", quote="having to ask"
    )


def answered(comment, scene):
    """The editors have answered, and the words have changed."""
    act(dispose, [again(comment)], outcome="declined", reason="Nobody *does*.", by=scene.rosa)
    make_draft("0.3", SECOND.replace("without having to ask", "and need not ask"))


def at(comment):
    return f"/comments/{comment.id}/standing"


def test_the_author_sees_what_was_said_the_answer_and_the_new_words(ana, scene, comment):
    answered(comment, scene)

    page = ana.get(at(comment))

    assert "<mark>having to ask</mark>" in page.text
    assert "<del>" in page.text and "Draft 0.3, 2.2" in words(page)
    assert "Nobody <em>does</em>." in page.text
    assert "wording changed, awaiting its author on draft 0.3" in words(page)
    assert "Please say so by" in words(page)


@pytest.mark.parametrize(
    "answer, reason, state", [("agree", "", "answered"), ("sustain", "It is *not* said.", "sustained")]
)
def test_the_author_agrees_or_sustains(ana, client, scene, comment, answer, reason, state):
    answered(comment, scene)
    form = fill(form_at(ana.get(at(comment)), at(comment)), answer=answer, reason=reason)

    done = ana.post(at(comment), data=form)
    page = client.get(f"/comments/{comment.id}")

    assert (done.status_code, again(comment).state) == (303, state)
    assert {"answered": "The author agrees", "sustained": "The author sustains it"}[state] in words(page)
    assert (not reason or "It is <em>not</em> said." in page.text) is True


def test_sustaining_without_a_reason_comes_back(ana, scene, comment):
    answered(comment, scene)
    form = fill(form_at(ana.get(at(comment)), at(comment)), answer="sustain", reason=" ")

    page = ana.post(at(comment), data=form)

    assert (page.status_code, "Please fill this in." in words(page)) == (422, True)
    assert 'value="sustain" checked' in page.text


def test_an_objection_is_withdrawn_with_or_without_a_reason(ana, client, comment):
    form = fill(form_at(ana.get(at(comment)), f"{at(comment)}/withdraw"), why="I was *persuaded*.")

    done = ana.post(f"{at(comment)}/withdraw", data=form)
    page = client.get(f"/comments/{comment.id}")

    assert (done.status_code, again(comment).state) == (303, "withdrawn")
    assert "it no longer stands against the text" in words(ana.get(done.location))
    assert "withdrawn by its author on draft 0.2" in words(page) and "I was <em>persuaded</em>." in page.text


def test_what_is_no_objection_cannot_be_withdrawn(ana, scene):
    remark = make_comment(scene.second, "use", by=scene.ana)

    page, answer = ana.get(at(remark)), ana.post(f"{at(remark)}/withdraw")

    assert "Nothing waits for you here" in words(page)
    assert (answer.status_code, ana.post(at(remark), data={"answer": "agree"}).status_code) == (409, 409)


def test_nobody_answers_for_others(ben, comment):
    assert [ben.get(at(comment)).status_code, ben.post(at(comment)).status_code] == [403, 403]
    assert ben.post(f"{at(comment)}/withdraw").status_code == 403
