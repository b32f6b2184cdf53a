"""Replies stand in the thread, in the words of the current draft; refused ones are shown again."""

import pytest

from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_comment, make_draft

from .conftest import SECOND
from .test_composing import said


def at(comment):
    return f"/comments/{comment.id}/reply"


def test_a_reply_stands_behind_what_it_replies_to(ana, scene):
    comment = make_comment(scene.first, "use", "Who asks?", by=scene.ben)
    page = ana.get(at(comment))

    answer = ana.post(
        at(comment), data=fill(form_at(page, at(comment)), body="Nobody does.", kind="question")
    )
    reply = said()[-1]

    assert "Who asks?" in words(page) and "said of earlier words: draft 0.1, 2.2" in words(page)
    assert (reply.parent_id, reply.draft_id, reply.kind) == (comment.id, scene.second.id, "question")
    assert answer.location == f"/comments/{reply.id}#c{reply.id}"
    assert "Whoever you replied to is told" in words(ana.get(answer.location))


def test_a_reply_is_previewed_in_its_place(client, scene):
    comment = make_comment(scene.second, "use", by=scene.ben)
    form = fill(form_at(client.get(at(comment)), at(comment)), body="No*body*.")

    page = client.post(f"{at(comment)}/preview", data=form)

    assert "No<em>body</em>." in page.text and form_at(page, at(comment))["body"] == "No*body*."
    assert len(said()) == 1


def test_a_refused_preview_of_a_reply_comes_back(client, scene):
    comment = make_comment(scene.second, "use", by=scene.ben)

    page = client.post(f"{at(comment)}/preview", data={"body": " "})

    assert (page.status_code, "Your reply" in words(page)) == (422, True)


def delete(comment, scene):
    from consensus.discussion.actions import delete_comment

    act(delete_comment, again(comment), by=scene.ben)


def fold(comment, scene):
    act(hide_thing, again(comment), rule=Rule.SPAM, reason="It sells.", by=scene.rosa)


@pytest.mark.parametrize("become", [delete, fold])
def test_what_takes_no_replies_says_so_and_keeps_what_was_typed_meanwhile(ana, scene, become):
    comment = make_comment(scene.second, "use", by=scene.ben)
    form = fill(form_at(ana.get(at(comment)), at(comment)), body="Typed meanwhile.")
    become(comment, scene)

    asked, answer = ana.get(at(comment)), ana.post(at(comment), data=form)

    assert (asked.status_code, answer.status_code) == (409, 409)
    assert form_at(answer, at(comment))["body"] == "Typed meanwhile."
    assert len(said()) == 1


def test_what_was_said_of_words_that_are_gone_is_replied_to_where_it_was_said(ana, scene):
    comment = make_comment(scene.first, "keep", by=scene.ben)

    ana.post(at(comment), data=form_at(ana.get(at(comment)), at(comment)) | {"body": "Gone, and well so."})

    assert (said()[-1].draft_id, said()[-1].late) == (scene.first.id, True)


def test_a_reply_to_nothing_is_no_page(ana, scene):
    assert (ana.get("/comments/7/reply").status_code, ana.post("/comments/7/reply").status_code) == (404, 404)
    make_draft("0.3", SECOND)
