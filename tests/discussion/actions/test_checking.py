"""What cannot be said somewhere: objections, quotes and replies, each refused with a clear answer."""

import pytest

from consensus.discussion.actions import delete_comment
from consensus.discussion.errors import CommentIsDeleted, CommentIsHidden, NotOpen
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again, counters, moves
from tests.drafts.making import NEW, OLD, published
from tests.factories import make_account, make_comment


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


def refused_at(**given):
    with pytest.raises(Invalid) as refused:
        make_comment(**given)
    return list(refused.value.errors)


def test_an_objection_to_what_a_clause_says_stands(draft):
    objection = make_comment(draft, "use", kind="objection")

    assert (again(objection).state, objection.stands, objection.unanswered) == ("standing", True, True)
    assert moves(objection) == [("standing", "0.1")]
    assert counters(draft, "clause:use") == (1, 1, 0, 1, objection.id)


@pytest.mark.parametrize("place", [{"key": "freedoms"}, {"part": "form"}, {"after": "use"}, {}])
def test_where_no_position_can_be_taken_nobody_objects(draft, place):
    make_comment(draft, **place)

    assert refused_at(draft=draft, kind="objection", **place) == ["kind"]


def test_an_objection_to_former_words_is_refused_with_where_the_words_stand_now(draft):
    published(NEW, "0.2")

    with pytest.raises(NotOpen) as refused:
        make_comment(draft, "use", kind="objection")
    assert refused.value.details == {"url": "/drafts/0.2/clauses/use/"}

    with pytest.raises(NotOpen) as refused:
        make_comment(draft, "permission", kind="objection")
    assert refused.value.details == {"url": "/drafts/0.2/"}


def test_a_reply_may_object_too(draft):
    root = make_comment(draft, "use")

    reply = again(make_comment(parent=root, kind="objection"))

    assert (reply.stands, reply.unanswered) == (True, True)
    assert counters(draft, "clause:use") == (2, 1, 0, 2, reply.id)


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("any purpose", ("any purpose", "Use it for ", ".")),
        ("  any\n purpose ", ("any purpose", "Use it for ", ".")),
        ("for anny purpose", ("for any purpose", "Use it ", ".")),
        (" ", (None, "", "")),
    ],
)
def test_a_quote_is_kept_as_it_stands_in_the_clause_with_its_context(draft, typed, kept):
    comment = again(make_comment(draft, "use", quote=typed))

    assert (comment.quote_exact, comment.quote_prefix, comment.quote_suffix) == kept


@pytest.mark.parametrize("typed", ["other words entirely", "x" * 2001])
def test_words_that_do_not_stand_there_are_not_quoted(draft, typed):
    assert refused_at(draft=draft, key="use", quote=typed) == ["quote"]


def test_only_clauses_are_quoted(draft):
    assert refused_at(draft=draft, part="form", quote="any purpose") == ["quote"]


def test_twelve_levels_of_replies_are_taken_and_no_more(draft):
    deepest = make_comment(draft, "use")
    for _level in range(12):
        deepest = make_comment(parent=deepest)

    assert again(deepest).depth == 12
    assert refused_at(parent=deepest) == ["parent"]


@pytest.mark.parametrize("place", [{"key": "study"}, {"part": "form"}, {}])
def test_a_thread_about_something_else_takes_no_reply(draft, place):
    root = make_comment(draft, "use")

    assert refused_at(draft=draft, parent=root, **place) == ["parent"]


def test_a_thread_of_a_later_draft_takes_no_reply_in_an_earlier_one(draft):
    later = published(NEW, "0.2")
    root = make_comment(later, "use")

    assert refused_at(draft=draft, key="use", parent=root) == ["parent"]


def test_a_clause_takes_replies_to_threads_about_what_it_came_from(draft):
    root = make_comment(draft, "code")
    moved = published(OLD.replace("{#code}", "{#code-part}"), "0.2")

    reply = again(make_comment(moved, "code-part", parent=root))

    assert (reply.thread_id, reply.draft_id) == (root.id, moved.id)


def test_a_thread_about_a_gap_takes_replies_from_its_clause(draft):
    root = make_comment(draft, after="use")

    reply = again(make_comment(draft, "use", parent=root))

    assert (reply.thread_id, reply.home_clause_id, reply.clause_id) == (
        root.id,
        reply.clause_id,
        reply.clause_id,
    )


def test_a_deleted_comment_takes_no_reply(draft):
    ana = make_account("Ana")
    root = make_comment(draft, "use", by=ana)
    make_comment(parent=root)
    act(delete_comment, again(root), by=ana)

    with pytest.raises(CommentIsDeleted):
        make_comment(parent=root)


def test_neither_does_a_hidden_one_nor_anything_in_its_thread(draft):
    root = make_comment(draft, "use")
    reply = make_comment(parent=root)
    act(hide_thing, again(root), rule=Rule.SPAM, reason="An advertisement.", by=SETUP)

    for parent in (root, reply):
        with pytest.raises(CommentIsHidden):
            make_comment(parent=parent)


def test_what_was_said_of_a_part_that_is_gone_is_replied_to_with_the_whole_draft(draft):
    root = make_comment(draft, part="form")
    later = published("# Preamble\n\nSomething new altogether stands here. {#anew}\n", "0.2")

    reply = again(make_comment(later, parent=root))

    assert (reply.part, reply.draft_id, reply.home_draft_id) == ("form", later.id, draft.id)
    assert counters(draft, "part:form")[0] == 2
