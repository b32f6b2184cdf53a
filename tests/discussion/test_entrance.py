"""Something said comes in one way; an objection to a clause goes to whoever takes positions."""

from typing import Any

import pytest

from consensus.discussion import entrance
from consensus.discussion.entrance import objections_go_through, say
from consensus.discussion.places import place_named
from consensus.discussion.texts import prepare_text
from consensus.kit.db import transaction
from consensus.kit.errors import Invalid
from tests.factories import make_account, make_draft

TEXT = """---
title: A definition
---
# What it is

A system is open when anybody may use it. {#use}
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was asked of somebody who takes positions."""
    monkeypatch.setattr(entrance, "TAKES", {})
    heard: list[dict[str, Any]] = []

    def take(place: Any, **given: Any) -> Any:
        heard.append({"key": place.row.key, **given})
        return "taken"

    objections_go_through(take)
    return heard


def said(kind: str, **place: Any) -> Any:
    """Something said of the draft, made ready before the lock."""
    by, text = make_account("Ana"), prepare_text("Who says so?")
    with transaction():
        return say(place_named("0.1", **place), kind=kind, text=text, by=by)


def test_an_objection_goes_to_whoever_takes_positions(app, asked):
    make_draft("0.1", TEXT)

    answer = said("objection", key="use")

    assert answer == "taken"
    assert [(each["key"], each["text"].body, sorted(each)) for each in asked] == [
        ("use", "Who says so?", ["by", "key", "text"])
    ]


def test_everything_else_is_said_as_it_is(app, asked):
    make_draft("0.1", TEXT)

    comment = said("question", key="use")

    assert (comment.kind, comment.body, asked) == ("question", "Who says so?", [])


def test_where_no_position_can_be_taken_no_objection_is(app, asked):
    make_draft("0.1", TEXT)

    with pytest.raises(Invalid) as refused:
        said("objection", part="what-it-is")

    assert list(refused.value.errors) == ["kind"]
    assert asked == []


def test_without_anybody_who_takes_positions_it_is_a_comment(app, monkeypatch):
    monkeypatch.setattr(entrance, "TAKES", {})
    make_draft("0.1", TEXT)

    assert said("objection", key="use").stands
