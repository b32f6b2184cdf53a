"""What was typed becomes what can be stored, or all that is wrong with it is told."""

import pytest

from consensus.discussion.composing import (
    BEGINNING,
    edits_in,
    make_ready,
    post,
    preview_of,
    preview_or_why_not,
)
from consensus.discussion.forms import EditRow
from consensus.discussion.places import place_named
from consensus.kit.errors import Invalid
from tests.discussion.acting import act
from tests.discussion.three_drafts import first
from tests.factories import make_account


@pytest.fixture
def place(app):
    first()
    return place_named("0.1", key="use")


def made(edits):
    return [
        (str(edit.op), edit.clause and edit.clause.key, edit.after and edit.after.key, edit.text)
        for edit in edits
    ]


def wrong(place, **fields):
    with pytest.raises(Invalid) as refused:
        make_ready(place, fields)
    return {name: [str(each) for each in said] for name, said in refused.value.errors.items()}


def test_what_was_typed_is_made_ready_and_posted(place):
    ready = make_ready(
        place, {"body": "Who *asks*?", "quote": "any purpose", "suggestion": "**Use** it.", "nonce": "n"}
    )

    comment = act(post, ready, by=make_account("Ana"))

    assert ready.text.html == "<p>Who <em>asks</em>?</p>"
    assert (comment.body, comment.quote_exact, comment.nonce, comment.suggests) == (
        "Who *asks*?",
        "any purpose",
        "n",
        True,
    )
    assert made(ready.edits) == [("replace", "use", None, "**Use** it.")]


def test_all_that_is_wrong_is_told_at_once(place):
    assert set(wrong(place, body="", quote="nothing like it", suggestion="x" * 40_000)) == {
        "body",
        "quote",
        "suggestion",
    }


def test_words_that_only_look_other_suggest_nothing(place):
    ready = make_ready(place, {"body": "Good.", "suggestion": "  **Use**  it for any purpose. "})

    assert ready.edits == ()


@pytest.mark.parametrize(
    "named, edits",
    [({}, []), ({"part": "freedoms"}, []), ({"after": "use"}, [("insert", None, "use", "New.")])],
)
def test_only_what_is_missing_after_a_clause_can_be_suggested_elsewhere(place, named, edits):
    ready = make_ready(place_named("0.1", **named), {"body": "Missing.", "suggestion": "New."})

    assert made(ready.edits) == edits


@pytest.mark.parametrize(
    "row, edit",
    [
        (("replace", "use", "", "**Use** it."), ("replace", "use", None, "**Use** it.")),
        (("replace", "use", "", " "), None),
        (("replace", "", "use", "Words for no clause."), None),
        (("insert", "", "use", "New."), ("insert", None, "use", "New.")),
        (("insert", "", BEGINNING, "New."), ("insert", None, None, "New.")),
        (("insert", "", "use", ""), None),
        (("delete", "1.2", "", ""), ("delete", "use", None, None)),
        (("move", "use", "share", ""), ("move", "use", "share", None)),
    ],
)
def test_rows_become_edits_or_nothing(place, row, edit):
    other = EditRow("delete", "code", "", "")

    assert made(edits_in(place, [EditRow(*row), other])) == ([edit] if edit else []) + [
        ("delete", "code", None, None)
    ]


@pytest.mark.parametrize(
    "row",
    [
        ("burn", "use", "", ""),
        ("delete", "nowhere", "", ""),
        ("move", "use", "", ""),
        ("insert", "", "nowhere", "New."),
    ],
)
def test_rows_that_cannot_be_meant_are_refused(place, row):
    with pytest.raises(Invalid) as refused:
        edits_in(place, [EditRow(*row)])

    assert set(refused.value.errors) == {"suggestion"}


def test_a_preview_shows_what_will_be_posted(place):
    fields = {"body": "Who?", "kind": "question", "quote": "any purpose", "op-1": "delete", "clause-1": "use"}

    shown = preview_of(make_ready(place, fields))

    assert (shown.kind, shown.version, shown.key, shown.body, shown.late) == (
        "question",
        "0.1",
        "use",
        "Who?",
        False,
    )
    assert (shown.anchor.exact, [edit.redline_html.count("<del>") for edit in shown.edits]) == (
        "any purpose",
        [1],
    )


def test_why_something_kept_cannot_be_posted_is_one_sentence(place):
    assert preview_or_why_not(place, {"body": " "}) == (None, "Please fill this in.")
    assert preview_or_why_not(place, {"body": "Who?"})[0].body == "Who?"
