"""One's own words: edited with what they were in sight, deleted with a mark in their place."""

from typing import Any

import pytest

from consensus.discussion.actions import delete_comment
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_comment


@pytest.fixture
def comment(scene: Any) -> Any:
    return make_comment(scene.second, "use", "Who asks?", by=scene.ana, kind="objection")


def at(comment: Any, what: str) -> str:
    return f"/comments/{comment.id}/{what}"


def edited(browser: Any, comment: Any, text: str) -> Any:
    form = form_at(browser.get(at(comment, "edit")), at(comment, "edit"))
    return browser.post(at(comment, "edit"), data=fill(form, body=text))


def test_other_words_stand_in_their_place_and_the_former_ones_in_sight(ana, client, comment):
    answer = edited(ana, comment, "Who *ever* asks?")
    edited(ana, comment, "Who *ever* asks whom?")

    history = client.get(at(comment, "history"))

    assert (answer.status_code, answer.location) == (303, f"/comments/{comment.id}#c{comment.id}")
    assert again(comment).body == "Who *ever* asks whom?"
    assert "What it said before stays in sight" in words(ana.get(answer.location))
    assert [line for line in ("asks<ins>", "<em>ever</em>", "<p>Who asks?</p>") if line in history.text] == [
        "asks<ins>", "<em>ever</em>", "<p>Who asks?</p>",
    ]  # fmt: skip


def test_an_edit_is_previewed(ana, comment):
    form = fill(form_at(ana.get(at(comment, "edit")), at(comment, "edit")), body="Who *ever* asks?")

    page = ana.post(at(comment, "edit/preview"), data=form)

    assert "<em>ever</em>" in page.text and again(comment).body == "Who asks?"
    assert form_at(page, at(comment, "edit"))["body"] == "Who *ever* asks?"


def test_of_two_windows_the_second_is_told_and_keeps_what_it_typed(ana, comment):
    form = form_at(ana.get(at(comment, "edit")), at(comment, "edit"))
    edited(ana, comment, "From the first window.")

    page = ana.post(at(comment, "edit"), data=fill(form, body="From the second window."))
    mended = ana.post(at(comment, "edit"), data=form_at(page, at(comment, "edit")))

    assert page.status_code == 412
    assert "From the first window." in words(page)
    assert (mended.status_code, again(comment).body) == (303, "From the second window.")


def test_nothing_is_no_edit(ana, comment):
    page = edited(ana, comment, "\u200b")

    assert (page.status_code, again(comment).body) == (422, "Who asks?")


def test_deleting_says_what_it_does_and_leaves_a_mark(ana, client, scene, comment):
    make_comment(parent=comment, body="Nobody does.", by=scene.ben)

    asked = ana.get(at(comment, "delete"))
    answer = ana.post(at(comment, "delete"))
    page = client.get(f"/comments/{comment.id}")

    assert "Deleting it withdraws it" in words(asked)
    assert (answer.status_code, again(comment).stands, again(comment).state) == (303, False, "withdrawn")
    assert "This comment was deleted by its author." in words(page) and "Nobody does." in words(page)
    assert "Who asks?" not in page.text and ">Ana<" not in page.text


def test_what_is_deleted_is_not_edited_and_shows_no_history(ana, client, comment):
    edited(ana, comment, "Other words.")
    act(delete_comment, again(comment), by=again(comment).author)

    history = client.get(at(comment, "history"))

    assert (
        ana.get(at(comment, "edit")).status_code,
        "It is deleted already." in words(ana.get(at(comment, "delete"))),
    ) == (409, True)
    assert "Its words are folded or deleted" in words(history)
    assert "Who asks?" not in history.text and "Other words." not in history.text


def test_what_is_folded_shows_its_history_to_its_author_alone(ana, client, scene, comment):
    edited(ana, comment, "Other words.")
    act(hide_thing, again(comment), rule=Rule.SPAM, reason="It sells.", by=scene.rosa)

    mine, theirs = ana.get(at(comment, "history")), client.as_(scene.ben).get(at(comment, "history"))

    assert ("Who asks?" in words(mine), "Who asks?" in words(theirs)) == (True, False)


@pytest.mark.parametrize("what", ["edit", "delete"])
def test_nobody_touches_the_words_of_others(ben, comment, what):
    assert (ben.get(at(comment, what)).status_code, ben.post(at(comment, what)).status_code) == (403, 403)


def test_a_long_history_comes_in_pages(ana, client, comment):
    for n in range(12):
        edited(ana, comment, f"Who asks {n} times?")

    first = client.get(at(comment, "history"))
    cursor = first.text.partition("?cursor=")[2].partition('"')[0]
    second = client.get(f"{at(comment, 'history')}?cursor={cursor}")

    assert [page.text.count('class="revision"') for page in (first, second)] == [10, 3]
    assert "As it was posted" in words(second) and "As it was posted" not in words(first)
