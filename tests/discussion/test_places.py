"""Where something can be said, by what an address or a form names; and where a reply is made."""

import pytest

from consensus.discussion.errors import NoSuchPart
from consensus.discussion.places import (
    After,
    OnClause,
    OnDraft,
    OnPart,
    place_named,
    place_of,
    reply_place,
    standing_of,
    takes_positions,
)
from consensus.drafts.errors import NoSuchClause, NoSuchDraft
from consensus.drafts.queries import clause_named
from consensus.kit.errors import Invalid
from tests.discussion.acting import again
from tests.drafts.making import NEW, OLD, prepare, published
from tests.factories import make_comment


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


def told(place):
    what = place.row.key if isinstance(place, OnClause | After) else getattr(place, "part", None)
    return type(place), place.draft.version, what


@pytest.mark.parametrize(
    "named, found",
    [
        ({"key": "use"}, (OnClause, "0.1", "use")),
        ({"after": "use"}, (After, "0.1", "use")),
        ({"part": "form"}, (OnPart, "0.1", "form")),
        ({}, (OnDraft, "0.1", None)),
    ],
)
def test_a_place_is_named_by_at_most_one_thing(draft, named, found):
    assert told(place_named("latest", **named)) == found


@pytest.mark.parametrize(
    "version, named, refusal",
    [
        ("0.1", {"key": "nothing"}, NoSuchClause),
        ("0.1", {"after": "parameters"}, NoSuchClause),
        ("0.1", {"part": "nothing"}, NoSuchPart),
        ("0.2", {}, NoSuchDraft),
        ("9", {}, NoSuchDraft),
        ("0.1", {"key": "use", "part": "form"}, Invalid),
    ],
)
def test_a_place_that_is_none_is_refused(draft, version, named, refusal):
    prepare(NEW, "0.2")

    with pytest.raises(refusal):
        place_named(version, **named)


@pytest.mark.parametrize("key, takes", [("use", True), ("code", True), ("freedoms", False)])
def test_positions_are_taken_on_what_says_something(draft, key, takes):
    assert takes_positions(place_named("0.1", key=key)) is takes


@pytest.mark.parametrize(
    "made, replied",
    [
        ({"key": "use"}, (OnClause, "0.2", "use")),
        ({"key": "permission"}, (OnClause, "0.1", "permission")),
        ({"after": "use"}, (After, "0.2", "use")),
        ({"part": "form"}, (OnPart, "0.2", "form")),
        ({}, (OnDraft, "0.2", None)),
    ],
)
def test_a_reply_is_made_in_the_latest_draft_where_the_place_still_is(draft, made, replied):
    comment = make_comment(draft, **made)
    published(NEW, "0.2")

    assert told(reply_place(again(comment))) == replied
    assert told(place_of(again(comment)))[1] == "0.1"


def test_what_came_of_a_clause_is_found_in_a_later_draft_never_in_an_earlier_one(draft):
    later = published(NEW, "0.2")
    use, gone, new = (clause_named(key).id for key in ("use", "permission", "parameters"))

    assert [standing_of(id, since=draft, draft=later) for id in (use, gone)] == ["use", None]
    assert standing_of(new, since=later, draft=draft) is None
