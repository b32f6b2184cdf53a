"""Has this been raised? What is like a text, of a clause's lineage."""

from typing import NamedTuple

import pytest
from flask import Flask

from consensus.discussion.places import place_named
from consensus.discussion.raised import raised_at, raised_before, says_enough
from consensus.drafts.models import Draft
from consensus.kit.turns import until_done
from tests.factories import make_account, make_comment, make_draft

TEXT = (
    "# What it is {#what}\n\nAnybody may use it for any purpose. {#use}\n\nAnybody may study it. {#study}\n"
)
REBUILD = "Nobody can rebuild a model when the training data stay secret."


class Scene(NamedTuple):
    """Two drafts that follow each other."""

    first: Draft
    second: Draft


@pytest.fixture
def scene(app: Flask) -> Scene:
    return Scene(
        make_draft("0.1", TEXT), make_draft("0.2", TEXT.replace("any purpose", "any lawful purpose"))
    )


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("", False),
        ("Too short", False),
        ("This is enough", True),
        ("训练数据必须公开", True),
        ("训练", False),
    ],
)
def test_a_text_of_hardly_any_words_is_like_nothing(text: str, enough: bool) -> None:
    assert says_enough(text) is enough


def test_what_was_said_of_the_words_a_clause_came_from_is_raised_again(scene: Scene) -> None:
    first = make_comment(scene.first, "use", REBUILD, by=make_account("Ana Silva"))
    make_comment(scene.second, "use", "A lawyer should read it.")
    until_done()

    found = raised_at(
        place_named(scene.second.version, key="use"),
        "How would one rebuild models whose training data are secret?",
    )

    assert [(each.id, each.kind, each.who, each.version) for each in found][:1] == [
        (first.id, "Comment", "Ana Silva", scene.first.version)
    ]
    assert "<mark>" in found[0].excerpt


def test_a_comment_is_not_like_itself(scene: Scene) -> None:
    first = make_comment(scene.second, "use", REBUILD)
    second = make_comment(scene.second, "use", REBUILD + " Really.")
    until_done()

    assert [each.id for each in raised_before(second, second.body)] == [first.id]
    assert first.id not in {each.id for each in raised_before(first, first.body)}


def test_nothing_is_like_what_nobody_said(scene: Scene) -> None:
    make_comment(scene.second, "use", REBUILD)
    until_done()

    assert raised_at(place_named(scene.second.version, key="use"), "Xylophones are played with mallets") == []
