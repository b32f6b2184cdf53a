"""How comments are found."""

import pytest

from consensus.accounts.actions import erase
from consensus.discussion.actions import Edit, delete_comment, dispose
from consensus.discussion.documents import all_comments
from consensus.discussion.models import Operation
from consensus.drafts.queries import clause_in
from consensus.kit.db import transaction
from consensus.kit.refs import Ref
from consensus.kit.turns import until_done
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.search.queries import find, read
from consensus.search.registry import documents_of
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting


@pytest.fixture
def draft(app):
    return first()


def documents(*comments):
    found = documents_of([comment.ref for comment in comments])
    return [document for each in found.values() for document in each]


def test_a_comment_is_found_by_its_words_and_those_it_suggests(draft):
    edits = [Edit(Operation.REPLACE, clause=clause_in(draft, "use"), text="Use it well.")]
    comment = make_comment(draft, "use", "For *whom*?\n\n- me\n- you", edits=edits)

    [document] = documents(comment)

    assert (document.id, document.kind, document.subject, document.url) == (
        f"comment:{comment.id}", "comment", f"comment:{comment.id}", f"/comments/{comment.id}",
    )  # fmt: skip
    assert (document.title, document.text) == ("For whom? me you", "For whom? me you\nUse it well.")
    assert (document.draft, document.clause, document.author) == (
        "0.1",
        "use",
        again(comment).author.actor_id,
    )
    assert (document.language, document.at) == ("en", again(comment).created_at)


def test_what_is_missing_after_a_clause_is_found_with_it_and_other_places_have_none(draft):
    after, whole = make_comment(draft, after="use"), make_comment(draft)

    assert [document.clause for document in documents(after, whole)] == ["use", None]


def test_what_is_deleted_is_not_found_and_what_is_folded_only_by_moderators(draft):
    kept, deleted, hidden = (make_comment(draft, "use") for _ in range(3))
    act(delete_comment, again(deleted), by=again(deleted).author)
    act(
        hide_thing, again(hidden), rule=Rule.SPAM, reason="It sells.", by=make_account("Mo", role="moderator")
    )

    found = documents_of(
        [each.ref for each in (kept, deleted, hidden)] + [Ref("comment", "99"), Ref("comment", "x")]
    )

    assert [[each.audience for each in some] for some in found.values()] == [
        ["everybody"],
        [],
        ["moderators"],
        [],
        [],
    ]
    assert list(all_comments()) == [kept.ref, hidden.ref]


def test_its_kind_and_that_it_suggests_are_kinds_too(draft):
    edits = [Edit(Operation.REPLACE, clause=clause_in(draft, "share"), text="Share it well.")]
    [document] = documents(make_comment(draft, "use", edits=edits, kind="question"))

    assert (document.kind, document.also, document.clause, document.clauses) == (
        "comment", ("question", "suggestion"), "use", ("share",),
    )  # fmt: skip


def test_an_answer_is_found_with_its_outcome_and_the_comment_has_it_too(draft):
    comment = make_comment(draft, "use")
    with transaction():
        [given] = dispose(
            [again(comment)], outcome="declined", reason="The clause says so already.",
            by=make_account("Max", role="maintainer"),
        )  # fmt: skip

    said, answer = documents(comment)

    assert (said.outcome, answer.outcome) == ("declined", "declined")
    assert (answer.id, answer.kind, answer.subject, answer.url) == (
        f"disposition:{given.id}", "disposition", f"comment:{comment.id}", f"/comments/{comment.id}",
    )  # fmt: skip
    assert (answer.text, answer.draft, answer.clause) == ("The clause says so already.", "0.1", "use")


def test_every_comment_is_a_subject_however_many_there_are(draft, monkeypatch):
    monkeypatch.setattr("consensus.discussion.documents.BATCH", 2)
    said = [make_comment(draft, "use") for _ in range(5)]

    assert list(all_comments()) == [comment.ref for comment in said]


def test_many_cost_as_many_statements_as_one(draft):
    said = [make_comment(draft, "use", f"Number {n}.") for n in range(3)]
    refs, counts = [comment.ref for comment in said], []
    for some in (refs[:1], refs):
        with counting() as sent:
            assert len(documents_of(some)) == len(some)
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_who_was_erased_is_found_by_no_name_and_what_they_said_is(draft):
    ana = make_account("Ana Velazquez")
    comment = make_comment(draft, "use", "For the ministry.", by=ana)
    until_done()
    asked = ('author:"Ana Velazquez"', "ministry")
    before = [find(read(each)).total for each in asked]
    act(erase, ana, by=ana)
    until_done()

    assert (before, [find(read(each)).total for each in asked]) == ([1, 1], [0, 1])
    assert "Velazquez" not in str(documents(again(comment)))
