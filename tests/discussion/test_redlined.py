"""What the desk shows of a suggestion held against a draft."""

import pytest

from consensus.discussion.actions.accepting import try_suggestion
from consensus.discussion.grounds import preparing
from consensus.discussion.queries.comments import comment_at
from consensus.discussion.redlined import ClauseName, edits_told
from tests.discussion.suggesting import suggest
from tests.drafts.making import NEW, OLD, prepare, published
from tests.house.test_lists import counting

SAID = [
    ("replace", "use", "**Use** it for any purpose at home."),
    ("insert", "share", "**Sell** it."),
    ("delete", "study"),
    ("move", "code", "lead"),
]


@pytest.fixture
def first(app):
    """A published draft."""
    return published(OLD, "0.1")


def told(first, *said, text=NEW):
    comment = suggest(first, *said)
    return edits_told(try_suggestion(comment_at(comment.id), preparing(prepare(text, "0.2"))))


def test_each_edit_says_what_becomes_of_it_and_how_to_settle_it(first):
    found = told(first, *SAID)

    assert [(each.fate, each.why, each.settle) for each in found] == [
        ("conflict", "words", "words"),
        ("clean", "", None),
        ("conflict", "changed", "delete"),
        ("clean", "", None),
    ]
    assert [each.clause.key for each in found] == ["use", "sell-it", "study", "code"]
    assert [each.after for each in found] == [
        None,
        ClauseName("share", "1.4"),
        None,
        ClauseName("lead", "1.1"),
    ]


def test_what_fits_is_a_redline_and_what_does_not_three_texts(first):
    conflict, fits, *_others = told(first, *SAID)

    assert (conflict.redline_html, "whatever" in str(conflict.current_html)) == (None, True)
    assert ("at home" in str(conflict.suggested_html), str(conflict.base_html)) == (
        True,
        "<strong>Use</strong> it for any purpose.",
    )
    assert (str(fits.redline_html).startswith("<ins>"), fits.base_html) == (True, None)


def test_what_cannot_be_written_is_put_in_by_hand(app):
    text = OLD.replace("\n- **Use**", "\n> A note. {#note}\n\n- **Use**")
    [found] = told(published(text, "0.1"), ("delete", "note"), text=text)

    assert (found.fate, found.settle) == ("clean", "hand")


def test_many_edits_cost_as_many_questions_as_one(first):
    into = prepare(NEW, "0.2")
    asked = []
    for said in (SAID[:1], SAID):
        taken = try_suggestion(comment_at(suggest(first, *said).id), preparing(into))
        with counting() as sent:
            edits_told(taken)
        asked.append(len(sent))

    assert asked == [2, 2]
