"""The permanent address of a comment: the words then and now, its thread, how it fared, and what is like it."""

import pytest

from consensus.discussion.actions import dispose
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again
from tests.discussion.suggesting import accept, suggest
from tests.drafts.views.browsing import words
from tests.factories import make_account, make_comment, make_draft

from .conftest import SECOND


def test_words_then_with_the_quote_marked_and_words_now_as_a_redline(client, scene):
    comment = make_comment(scene.first, "use", "Who asks?", by=scene.ana, quote="without asking")

    page = client.get(f"/comments/{comment.id}")

    assert "<strong>Use</strong> it for any purpose, <mark>without asking</mark>" in page.text
    assert "Comment on 2.2 of draft 0.1" in words(page)
    assert "These words were changed since. Draft 0.2, 2.2" in words(page)
    assert "<del>" in page.text and "having" in page.text


def test_words_that_stand_unchanged_say_so(client, scene):
    comment = make_comment(scene.first, "study", by=scene.ana)

    assert "They stand unchanged in draft 0.2, 2.3" in words(client.get(f"/comments/{comment.id}"))


def test_words_of_which_nothing_came_say_so(client, scene):
    comment = make_comment(scene.first, "keep", by=scene.ana, quote="for later")

    page = words(client.get(f"/comments/{comment.id}"))

    assert "Nothing in the current draft came of these words." in page
    assert "about words that are gone" in page


@pytest.mark.parametrize(
    "place, heading, where",
    [
        ({}, "Comment on draft 0.2", "On draft 0.2 as a whole"),
        ({"part": "preamble"}, "Comment on draft 0.2", "On a part of draft 0.2:"),
        (
            {"after": "use"},
            "Comment on 2.2 of draft 0.2",
            "Something is missing after these words of draft 0.2:",
        ),
    ],
)
def test_comments_on_other_places_name_them(client, scene, place, heading, where):
    comment = make_comment(scene.second, by=scene.ana, **place)

    page = words(client.get(f"/comments/{comment.id}"))

    assert heading in page and where in page


def test_a_reply_stands_in_its_thread_and_is_marked(client, scene):
    root = make_comment(scene.second, "use", "Who asks?", by=scene.ana)
    reply = make_comment(parent=root, body="Nobody does.", by=scene.ben)
    deeper = make_comment(parent=reply, body="Some do.", by=scene.ana)

    page = client.get(f"/comments/{reply.id}")

    places = [page.text.index(f'id="c{comment.id}"') for comment in (root, reply, deeper)]
    assert places == sorted(places)
    assert f'is-here" id="c{reply.id}"' in page.text and f'is-here" id="c{deeper.id}"' not in page.text
    assert "Reply on 2.2 of draft 0.2" in words(page)


def test_deep_replies_say_what_they_reply_to(client, scene):
    said = make_comment(scene.second, "use", by=scene.ana)
    for n in range(6):
        said = make_comment(parent=said, body=f"Level {n + 1}.", by=scene.ben)

    page = client.get(f"/comments/{said.id}")

    assert "in reply to comment 6" in words(page) and "in reply to comment 4" not in words(page)


def test_a_long_thread_comes_in_pages(client, scene):
    root = make_comment(scene.second, "use", "The root.", by=scene.ana)
    for n in range(75):
        make_comment(parent=root, body=f"Reply number {n}.", by=scene.ben)

    first = client.get(f"/comments/{root.id}")
    more = first.text.partition("?cursor=")[2].partition('"')[0]
    second = client.get(f"/comments/{root.id}?cursor={more}")
    third = client.get(
        f"/comments/{root.id}?cursor={second.text.partition('?cursor=')[2].partition(chr(34))[0]}"
    )

    shown = [page.text.count("Reply number") for page in (first, second, third)]
    assert (shown, "55 more replies" in words(first)) == ([20, 50, 5], True)
    assert "From the beginning of the thread" in words(second) and "The root." in words(second)


def test_how_an_objection_fared_is_told_step_by_step(client, scene):
    comment = make_comment(scene.second, "use", by=scene.ana, kind="objection")
    act(dispose, [again(comment)], outcome="declined", reason="Nobody does.", by=scene.rosa)
    act(dispose, [again(comment)], outcome="noted", reason="We looked again.", by=scene.rosa)
    make_draft("0.3", SECOND.replace("without having to ask", "and need not ask"))

    page = words(client.get(f"/comments/{comment.id}"))

    assert "How it fared made on draft 0.2" in page
    assert "wording changed, awaiting its author on draft 0.3" in page
    assert "Answers that were given before Declined Nobody does." in page and "We looked again." in page


def test_a_suggestion_names_those_it_collides_with_and_where_it_was_taken_in(client, scene):
    mine = suggest(scene.second, ("replace", "use", "**Use** it"), by=scene.ana)
    other = suggest(scene.second, ("replace", "use", "**Employ** it"), by=scene.ben)

    before = client.get(f"/comments/{mine.id}")
    accept(mine, "0.3")
    after = client.get(f"/comments/{mine.id}")

    assert (
        "Other suggestions for the same words" in words(before)
        and f'href="/comments/{other.id}"' in before.text
    )
    assert "Taken in Draft 0.3, which is being prepared" in words(after)


def test_a_campaign_is_found_from_each_of_its_comments(client, scene):
    text = "We ask the editors to say plainly that nobody needs to ask for permission, today or in ten years' time."
    first = make_comment(scene.second, "use", text, by=scene.ana)
    second = make_comment(scene.second, "use", text + " Please.", by=scene.ben)

    page, alike = client.get(f"/comments/{second.id}"), client.get(f"/comments/{second.id}/alike")

    assert "in 1 other comment" in words(page)
    assert [f'id="c{each.id}"' in alike.text for each in (first, second)] == [True, True]


def test_folded_words_are_shown_to_nobody_but_their_author_and_moderators(client, scene):
    comment = make_comment(scene.second, "use", "Buy weights here.", by=scene.ana)
    act(hide_thing, again(comment), rule=Rule.SPAM, reason="It sells.", by=scene.rosa)

    pages = [client.as_(who).get(f"/comments/{comment.id}") for who in (None, scene.ben, scene.ana)]

    assert ["Buy weights here." in page.text for page in pages] == [False, False, True]
    assert ["It sells." in page.text for page in pages] == [True, True, True]


def test_what_is_not_there_is_no_page(client, scene):
    paths = (
        "/comments/1",
        "/comments/99999999999",
        "/comments/1/history",
        "/comments/1/alike",
        "/comments/x",
    )

    assert [client.get(path).status_code for path in paths] == [404] * 5


def test_people_see_what_they_can_do_with_it(client, scene):
    comment = make_comment(scene.second, "use", by=scene.ana, kind="objection")
    seen = {
        name: words(client.as_(who).get(f"/comments/{comment.id}"))
        for name, who in {
            "stranger": None,
            "author": scene.ana,
            "other": scene.ben,
            "editor": scene.rosa,
        }.items()
    }

    doings = ("Reply", "I share this concern", "Edit", "Delete", "Let go of it", "Answer as editor", "Report")
    assert {name: [each for each in doings if each in page] for name, page in seen.items()} == {
        "stranger": ["Reply", "I share this concern"],
        "author": ["Reply", "Edit", "Delete", "Let go of it"],
        "other": ["Reply", "I share this concern", "Report"],
        "editor": ["Reply", "I share this concern", "Answer as editor", "Report"],
    }


def test_no_markup_of_others_runs_anywhere(client, scene):
    nasty = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    ana = make_account('<b onmouseover="x">Ana</b>', email="ana@example.org")
    comment = make_comment(scene.second, "use", nasty, by=ana, kind="objection", edits=())

    for path in (
        f"/comments/{comment.id}",
        "/drafts/0.2/talk/",
        f"/comments/{comment.id}/reply",
        f"/comments/{comment.id}/alike",
    ):
        page = client.get(path).text
        assert ("<script>alert" in page, "javascript:alert" in page.replace("(javascript:", ""), "<img" in page, "<b on" in page) == (
            False, False, False, False,
        )  # fmt: skip
