"""Places as pages show them."""

import pytest

from consensus.discussion.anchors import Quote
from consensus.discussion.placed import place_view, say_at
from consensus.discussion.places import place_named
from tests.discussion.three_drafts import first, second


@pytest.mark.parametrize(
    "named, kind, title, read, say, objects",
    [
        (
            {"key": "use"},
            "clause",
            "Use",
            "/drafts/0.1/clauses/use/",
            "/drafts/0.1/clauses/use/comment",
            True,
        ),
        (
            {"key": "freedoms"},
            "clause",
            "Freedoms",
            "/drafts/0.1/clauses/freedoms/",
            "/drafts/0.1/clauses/freedoms/comment",
            False,
        ),
        (
            {"after": "use"},
            "after",
            "Use",
            "/drafts/0.1/clauses/use/",
            "/drafts/0.1/comment?after=use",
            False,
        ),
        (
            {"part": "freedoms"},
            "part",
            "Freedoms",
            "/drafts/0.1/#part-freedoms",
            "/drafts/0.1/comment?part=freedoms",
            False,
        ),
        ({}, "draft", "", "/drafts/0.1/", "/drafts/0.1/comment", False),
    ],
)
def test_each_kind_of_place_knows_where_it_is_read_and_where_to_say_something(
    app, named, kind, title, read, say, objects
):
    first()
    place = place_named("0.1", **named)

    view = place_view(place)

    assert (view.kind, view.read, view.say, say_at(place), view.objects, view.open) == (
        kind,
        read,
        say,
        say,
        objects,
        True,
    )
    assert kind == "draft" or view.title == title


def test_quoted_words_are_marked(app):
    first()

    view = place_view(place_named("0.1", key="use"), quote=Quote("any purpose"))

    assert view.html == "<strong>Use</strong> it for <mark>any purpose</mark>."


def test_where_the_words_stand_now_is_known_for_earlier_drafts(app):
    first()
    second()

    now = {key: place_view(place_named("0.1", key=key)).now for key in ("use", "permission")}

    assert now == {"use": "/drafts/0.2/clauses/use/", "permission": None}
    assert place_view(place_named("0.2", key="use")).now is None
    assert place_view(place_named("0.1", key="use")).open is False
