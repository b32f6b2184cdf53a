"""Texts that suggestions are held against."""

import pytest

from consensus.discussion.grounds import (
    beginning,
    ground_of,
    held_against,
    preparing,
    standing_in,
    version_after,
)
from consensus.discussion.queries.comments import comments_called
from consensus.drafts.errors import NoDraftYet
from consensus.drafts.models import Draft
from consensus.drafts.queries import draft_named
from tests.discussion.suggesting import suggest
from tests.discussion.three_drafts import FIRST, SECOND, first, second, third
from tests.drafts.making import prepare
from tests.factories import make_comment


@pytest.fixture
def story(app):
    """A suggestion on each clause of 0.1, and the two drafts after that."""
    draft = first()
    keys = ("use", "share", "permission", "nobody", "code")
    said = {key: suggest(draft, ("replace", key, "Other words.")) for key in keys}
    second()
    return said


def fates(said, ground):
    """Key → what becomes of its suggestion, and what is named."""
    found = held_against(comments_called(comment.id for comment in said.values()), ground)
    told = {key: found[comment.id].told[0] for key, comment in said.items()}
    return {key: (str(each.fate), str(each.why), each.named) for key, each in told.items()}


def test_a_published_draft_is_held_against_by_lineage(story):
    assert fates(story, ground_of(draft_named("0.2"))) == {
        "use": ("conflict", "words", ()),
        "share": ("clean", "", ()),
        "permission": ("gone", "removed", ()),
        "nobody": ("clean", "", ()),
        "code": ("gone", "split", ("code", "parameters")),
    }


def test_a_prepared_draft_is_reached_through_the_latest(story):
    text = SECOND.replace("- **Share** it with others, changed or not. {#share}\n", "").replace(
        " {#use}", " {#utilise}"
    )

    found = fates(story, preparing(prepare(text, "0.3")).ground)

    assert found["share"] == ("gone", "removed", ())
    assert (found["use"], found["code"]) == (
        ("conflict", "words", ()),
        ("gone", "split", ("code", "parameters")),
    )


def test_a_clause_that_comes_back_is_known_by_its_key(story):
    text = SECOND.replace("## Form", "Nobody needs to ask for permission first. {#permission}\n\n## Form")

    assert fates(story, preparing(prepare(text, "0.3")).ground)["permission"] == ("clean", "", ())


def test_the_next_draft_is_begun_from_the_latest(story):
    third()

    into = beginning("0.4")

    assert (into.version, into.draft, into.revision, into.ground.against.version) == (
        "0.4",
        None,
        None,
        "0.3",
    )
    assert fates(story, into.ground)["share"] == ("clean", "", ())
    assert "permission" in into.ground.taken


def test_pages_are_told_how_suggestions_stand(story):
    comments = comments_called(comment.id for comment in story.values())
    into = prepare(SECOND, "0.3")

    found = {draft.version: standing_in(comments, draft) for draft in (draft_named("0.2"), into)}

    assert found["0.2"].keys() == found["0.3"].keys() == {comment.id for comment in comments}
    assert str(found["0.3"][story["share"].id][0].fate) == "clean"
    assert standing_in([make_comment(into.previous, "use")], into) == {}


def test_many_comments_cost_as_many_questions_as_one(story):
    from tests.house.test_lists import counting

    asked = []
    for some in (list(story.values())[:1], list(story.values())):
        comments = comments_called(comment.id for comment in some)
        with counting() as sent:
            held_against(comments, ground_of(draft_named("0.2")))
        asked.append(len(sent))

    assert asked[0] == asked[1]


def test_nothing_is_begun_from_nothing(app):
    with pytest.raises(NoDraftYet):
        beginning("0.1")


@pytest.mark.parametrize(
    ("latest", "following"),
    [
        ("0.0.8", "0.0.9"),
        ("1.0-RC1", "1.0-RC2"),
        ("1.0", "1.1"),
        ("2", "3"),
        ("1.0a1", "1.0-A2"),
        (None, "0.0.1"),
    ],
)
def test_a_version_is_proposed_for_the_next(latest, following):
    assert version_after(Draft(version=latest) if latest else None) == following


def test_a_suggestion_on_a_text_without_ids_finds_its_clause(app):
    draft = first()
    comment = suggest(draft, ("replace", "share", "Other words."))
    into = preparing(prepare(FIRST.replace(" {#share}", ""), "0.2"))

    [told] = held_against(comments_called([comment.id]), into.ground)[comment.id].told

    assert (str(told.fate), into.names[told.key]) == ("clean", "share")
