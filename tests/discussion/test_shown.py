"""What pages show of comments."""

import pytest

from consensus.accounts.models import Account
from consensus.discussion.actions import Edit, answer_disposition, cosign, delete_comment, dispose
from consensus.discussion.models import Operation
from consensus.discussion.queries.comments import comments_called
from consensus.discussion.queries.spots import Spot
from consensus.discussion.queries.threads import threads_on
from consensus.discussion.shown import comment_views, thread_views
from consensus.drafts.queries import clause_in
from consensus.kit.db import db
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, id_of, second
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting


@pytest.fixture
def draft(app):
    return first()


def view(comment, draft, **given):
    [found] = comment_views([again(comment)], seen_from=db.session.get_one(type(draft), draft.id), **given)
    return found


def test_it_says_what_is_said_by_whom_and_of_which_words(draft):
    ana = make_account("Ana", stakeholder_group="regulator", affiliation_text="A ministry")
    comment = make_comment(draft, "use", "For *whom*?\n\nFor all.", by=ana, quote="any purpose")
    newer = second()

    found = view(comment, newer)

    assert (found.author, found.author_id, found.affiliation, found.group) == (
        "Ana", again(comment).author.actor_id, "A ministry", "regulator",
    )  # fmt: skip
    assert (str(found.html), found.excerpt) == (
        "<p>For <em>whom</em>?</p>\n<p>For all.</p>",
        "For whom? For all.",
    )
    assert (found.version, found.key, found.number, found.was) == (
        "0.1", "use", clause_in(draft, "use").number, "Use it for any purpose.",
    )  # fmt: skip
    assert (found.carried, found.at) == ("changed", ("use",))
    words = clause_in(newer, "use").text
    assert (found.anchor.state, words[found.anchor.start : found.anchor.end]) == ("exact", "any purpose")


def test_what_became_of_it_is_told_with_names(draft):
    comment, rosa = make_comment(draft, "use", kind="objection"), make_account("Rosa")
    act(dispose, [again(comment)], outcome="declined", reason="It *would* harm.", by=rosa)
    act(
        answer_disposition,
        again(comment),
        answer="sustain",
        reason="It **would not**.",
        by=again(comment).author,
    )

    found = view(comment, draft)

    assert (found.answer.outcome, found.answer.by_name, found.answer.excerpt) == (
        "declined",
        "Rosa",
        "It would harm.",
    )
    assert (found.answer.answer, str(found.answer.answer_reason_html)) == (
        "sustain", "<p>It <strong>would not</strong>.</p>",
    )  # fmt: skip
    assert (found.state, found.standing, found.answer.addressed_by) == ("sustained", True, None)


def test_suggestions_are_redlined_against_the_words_they_were_made_on(draft):
    use = clause_in(draft, "use")
    edits = [
        Edit(Operation.REPLACE, clause=use, text="**Use** it for every purpose."),
        Edit(Operation.DELETE, clause=clause_in(draft, "share")),
        Edit(Operation.INSERT, after=use, text="**Change** it."),
    ]
    comment = make_comment(draft, "use", edits=edits)
    second()

    one, two, three = view(comment, draft).edits

    assert ("<ins>" in one.redline_html, "any" in one.redline_html, "every" in one.redline_html) == (
        True,
        True,
        True,
    )
    assert ("<ins>" in two.redline_html, "<del>" in two.redline_html, two.key) == (False, True, "share")
    assert (three.op, three.after, three.text, three.redline_html) == (
        "insert",
        "use",
        "**Change** it.",
        None,
    )


def test_what_a_reader_did_is_theirs_alone(draft):
    ana, bo = make_account("Ana"), make_account("Bo")
    comment = make_comment(draft, "use", by=ana)
    act(cosign, again(comment), by=bo)
    bo, ana = (db.session.get_one(Account, each.id) for each in (bo, ana))

    found = {
        name: view(comment, draft, viewer=viewer)
        for name, viewer in (("bo", bo), ("ana", ana), ("nobody", None))
    }

    assert {name: (each.shared, each.own) for name, each in found.items()} == {
        "bo": (True, False), "ana": (False, True), "nobody": (False, False),
    }  # fmt: skip
    assert (found["bo"].cosigned, found["bo"].cosigned_groups) == (1, {None: 1})


def test_folded_and_deleted_words_are_not_there(draft):
    edits = [Edit(Operation.REPLACE, clause=clause_in(draft, "use"), text="Use it well.")]
    hidden, deleted = (make_comment(draft, "use", edits=edits, quote="any purpose") for _ in range(2))
    act(
        hide_thing, again(hidden), rule=Rule.SPAM, reason="It sells.", by=make_account("Mo", role="moderator")
    )
    act(delete_comment, again(deleted), by=again(deleted).author)

    folded, gone = view(hidden, draft), view(deleted, draft)

    for each in (folded, gone):
        assert (each.html, each.body, each.excerpt, each.edits, each.anchor) == (None, None, "", (), None)
    assert (folded.hidden_rule, folded.hidden_reason, folded.author) == ("spam", "It sells.", "Ana")
    assert (gone.deleted, gone.author) == (True, None)
    assert view(hidden, draft, viewer=again(hidden).author).html is not None


def test_threads_show_their_first_replies_and_say_how_many_more_there_are(draft):
    root = make_comment(draft, "use")
    for _ in range(22):
        make_comment(draft, "use", parent=root)
    threads = threads_on(Spot(draft, id_of("use"))).items

    [found] = thread_views(threads, seen_from=draft)

    assert (found.root.id, len(found.replies), found.total, found.more) == (root.id, 20, 22, 2)
    assert found.next == threads[0].next
    assert thread_views([], seen_from=draft) == []


def test_many_cost_as_many_statements_as_one(draft):
    said = []
    for key in ("use", "share", "code"):
        edits = [Edit(Operation.REPLACE, clause=clause_in(draft, key), text="Other words.")]
        comment = make_comment(draft, key, f"Of {key}.", kind="objection", edits=edits)
        act(dispose, [again(comment)], outcome="noted", reason=f"Seen, {key}.", by=make_account("Rosa"))
        said.append(comment)
    newer, counts = second(), []
    for some in (said[:1], said):
        comments = comments_called(each.id for each in some)
        viewer = comments[0].author
        assert newer.publication
        with counting() as sent:
            comment_views(comments, seen_from=newer, viewer=viewer)
        counts.append(len(sent))

    assert counts[0] == counts[1]
