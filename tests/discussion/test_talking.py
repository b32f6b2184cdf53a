"""The talk section of a place: what was chosen, and threads as they are read."""

import pytest

from consensus.discussion.places import place_named
from consensus.discussion.talking import Chosen, chosen_in, talk_on
from consensus.kit.errors import Invalid
from tests.discussion.three_drafts import first
from tests.factories import make_account, make_comment


def test_an_address_keeps_what_is_chosen_and_begins_anew_when_something_changes():
    chosen = chosen_in({"filter": "objections", "order": "oldest", "cursor": "c", "on": "whole", "word": "5"})

    assert chosen == Chosen("objections", "oldest", "c", (("on", "whole"),))
    assert [chosen.asked(), chosen.asked(cursor="d"), chosen.asked(filter="all", order="newest")] == [
        "?on=whole&filter=objections&order=oldest",
        "?on=whole&filter=objections&order=oldest&cursor=d",
        "?on=whole",
    ]
    assert (Chosen().asked(), Chosen("group:regulator").group, Chosen().group) == ("?", "regulator", None)


def test_replies_stand_behind_what_they_reply_to(app):
    root = make_comment(first(), "use", "Root.")
    one, two = make_comment(parent=root, body="One."), make_comment(parent=root, body="Two.")
    make_comment(parent=one, body="To one.")

    talk = talk_on(place_named("0.1", key="use"), {}, None)

    assert [reply.body for reply in talk.threads[0].replies] == ["One.", "To one.", "Two."]
    assert (talk.counts.comments, talk.ref, talk.version, talk.key, two.depth) == (
        4,
        "clause:use",
        "0.1",
        "use",
        1,
    )


@pytest.mark.parametrize(
    "named, words, ref",
    [
        ({"key": "use"}, ["Of the clause."], "clause:use"),
        ({"part": "freedoms"}, ["Of the part."], "draft:0.1"),
        ({}, ["Of the whole."], "draft:0.1"),
    ],
)
def test_each_place_has_its_own(app, named, words, ref):
    first()
    for text, at in (
        ("Of the clause.", {"key": "use"}),
        ("Of the part.", {"part": "freedoms"}),
        ("Of the whole.", {}),
    ):
        make_comment("0.1", body=text, **at)

    talk = talk_on(place_named("0.1", **named), {}, None)

    assert ([thread.root.body for thread in talk.threads], talk.ref, talk.counts.comments) == (words, ref, 1)


def test_mine_is_offered_to_people_alone(app):
    first()
    place = place_named("0.1", key="use")

    assert "mine" in talk_on(place, {}, make_account("Ana")).filters
    assert "mine" not in talk_on(place, {}, None).filters


@pytest.mark.parametrize("args", [{"filter": "loud"}, {"order": "worst"}, {"cursor": "x"}])
def test_what_cannot_be_chosen_is_refused(app, args):
    first()
    with pytest.raises(Invalid):
        talk_on(place_named("0.1", key="use"), args, None)
