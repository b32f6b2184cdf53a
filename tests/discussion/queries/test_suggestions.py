"""Suggestions as they were made, which of them touch the same clauses, and what they changed."""

import pytest

from consensus.discussion.actions import delete_comment, dispose
from consensus.discussion.queries.comments import comment_at, comments_called
from consensus.discussion.queries.suggestions import (
    accepted_into,
    clauses_changed,
    colliding,
    prefill_of,
    suggestions_made,
    whereabouts,
)
from consensus.drafts.actions import withdraw_draft
from consensus.drafts.queries import draft_named
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.discussion.acting import act
from tests.discussion.suggesting import accept, suggest
from tests.discussion.three_drafts import FIRST, first, id_of, second, third
from tests.drafts.making import OLD, prepare, publish, published
from tests.factories import make_account
from tests.house.test_lists import counting


@pytest.fixture
def drafts(app):
    """0.1, which others follow."""
    return first()


def loaded(*comments):
    return comments_called(comment.id for comment in comments)


def clash(comment):
    """The ids of those it collides with."""
    return [other.id for other in colliding(comment_at(comment.id))]


def test_edits_come_with_the_words_they_were_made_on(drafts):
    comment = suggest(drafts, ("replace", "use", "**Use** it."), ("insert", "share", "**Sell** it."))

    made = suggestions_made(loaded(comment))[comment.id]

    assert [(str(each.edit.op), each.base) for each in made] == [
        ("replace", "**Use** it for any purpose."),
        ("insert", ""),
    ]


def test_clauses_are_followed_into_later_drafts(drafts):
    keys = ("use", "permission", "code", "nobody")
    comment = suggest(drafts, *(("delete", key) for key in keys))
    second()

    made = suggestions_made(loaded(comment))[comment.id]
    into_second = whereabouts(made, seen_from=draft_named("0.2"))
    third()
    into_third = whereabouts(made, seen_from=draft_named("0.3"))

    assert {each.key: each.now for each in into_second.values()} == {
        "use": ("use",), "permission": (), "code": ("code", "parameters"), "nobody": ("nobody",),
    }  # fmt: skip
    assert {each.key: each.now for each in into_third.values()}["code"] == ("code",)


def test_a_clause_that_was_merged_names_the_others(drafts):
    other = second()
    comment = suggest(other, ("delete", "parameters"), ("delete", "code"))
    made = suggestions_made(loaded(comment))[comment.id]
    third()

    places = whereabouts(made, seen_from=draft_named("0.3"))

    assert {each.key: (each.now, each.others) for each in places.values()} == {
        "parameters": (("code",), ("code",)),
        "code": (("code",), ("parameters",)),
    }


def test_suggestions_on_the_same_clause_collide_also_from_another_draft(drafts):
    mine = suggest(drafts, ("replace", "code", "Other words."))
    second()
    split, other = suggest("0.2", ("delete", "parameters")), suggest("0.2", ("delete", "use"))

    assert (clash(mine), clash(split), clash(other)) == ([split.id], [mine.id], [])


def test_what_is_put_in_after_the_same_clause_does_not_collide_but_with_its_end(drafts):
    one, two = (suggest(drafts, ("insert", "use", f"**{word}** it.")) for word in ("Sell", "Lend"))
    end = suggest(drafts, ("delete", "use"))
    away = suggest(drafts, ("move", "share", "lead"))
    other = suggest(drafts, ("replace", "use", "**Use** it."))

    assert (clash(one), clash(two)) == ([end.id], [end.id])
    assert (clash(end), clash(away), clash(other)) == ([other.id, two.id, one.id], [], [end.id])


def test_only_open_suggestions_collide(drafts):
    ana, rosa = make_account("Ana"), make_account("Rosa", role="maintainer")
    mine = suggest(drafts, ("replace", "use", "**Use** it."))
    gone, answered, taken = (
        suggest(drafts, ("replace", "use", f"**Use** it {n}."), by=ana) for n in range(3)
    )
    assert clash(mine) == [taken.id, answered.id, gone.id]
    assert [each.id for each in colliding(comment_at(mine.id), most=2)] == [taken.id, answered.id]

    act(delete_comment, gone, by=ana)
    act(dispose, [answered], outcome="declined", reason="It says so in 3.2 already.", by=rosa)
    accept(taken, prepare(FIRST, "0.2"))

    assert clash(mine) == []


def test_a_comment_without_suggestion_collides_with_nothing(drafts):
    from tests.factories import make_comment

    suggest(drafts, ("replace", "use", "**Use** it."))

    assert colliding(comment_at(make_comment(drafts, "use").id)) == []


def test_collisions_cost_the_same_however_many_there_are(drafts):
    mine = comment_at(suggest(drafts, ("replace", "use", "**Use** it.")).id)
    asked = []
    for n in (1, 3):
        for _each in range(n):
            suggest(drafts, ("replace", "use", "**Use** it at home."))
        with counting() as sent:
            colliding(mine)
        asked.append(len(sent))

    assert asked[0] == asked[1]


def test_a_published_draft_names_the_suggestions_that_changed_it(app):
    before = published(OLD, "0.1")
    words = suggest(before, ("replace", "use", "**Use** it at home."), ("delete", "permission"))
    more = suggest(before, ("insert", "share", "- **Sell** it."), ("replace", "use", "**Use** it at work."))
    draft = prepare(OLD, "0.2")
    accept(words, draft)
    with pytest.raises(Exception, match="not all of it fits"):
        accept(more, draft)
    other = suggest(before, ("insert", "share", "- **Sell** it."))
    accept(other, draft)
    publish(draft)

    found = accepted_into(draft_named("0.2"))

    assert {key: [comment.id for comment in comments] for key, comments in found.items()} == {
        "use": [words.id], "permission": [words.id], "sell-it": [other.id],
    }  # fmt: skip


def test_a_disposition_is_filled_in_with_what_was_published(app):
    comment = suggest(published(OLD, "0.1"), ("replace", "use", "**Use** it at home."))
    assert prefill_of(comment) == {}
    draft = prepare(OLD, "0.2")
    accept(comment, draft)
    assert prefill_of(comment_at(comment.id)) == {}

    publish(draft)
    assert prefill_of(comment_at(comment.id)) == {
        "outcome": "accepted",
        "resolved_in": "0.2",
        "clauses": ["use"],
    }

    with transaction():
        withdraw_draft(draft_named("0.2"), reason="A mistake.", by=SETUP)
    assert prefill_of(comment_at(comment.id)) == {}


def test_what_was_never_accepted_changed_nothing_there(drafts):
    comment = suggest(drafts, ("insert", "use", "***"))

    assert (clauses_changed(loaded(comment), drafts), id_of("use") > 0) == ({comment.id: []}, True)
