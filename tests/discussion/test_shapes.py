"""Comments as plain data, exactly as the contract has them."""

import json

import pytest

from consensus.accounts.actions import erase
from consensus.accounts.models import Account
from consensus.discussion.actions import (
    Edit,
    answer_disposition,
    cosign,
    delete_comment,
    dispose,
    edit_comment,
)
from consensus.discussion.models import Operation
from consensus.discussion.queries.comments import comments_called
from consensus.discussion.shapes import comment_shape, comment_shapes
from consensus.drafts.queries import clause_in, clause_named
from consensus.kit.clock import rfc3339
from consensus.kit.db import db
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, id_of, second
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting

CONTRACT = {
    "id", "url", "draft", "clause", "wording", "kind", "body", "html", "author", "channel", "language", "created_at",
    "edited_at", "parent", "quote", "suggestion", "carried", "anchor", "disposition", "hidden", "deleted", "standing",
    "late", "cosigned",
}  # fmt: skip
MORE = {
    "part",
    "after",
    "thread",
    "replies",
    "edits",
    "state",
    "affiliation",
    "stakeholder_group",
    "cosigned_by_group",
}


@pytest.fixture
def draft(app):
    return first()


def shape(comment, draft, **given):
    return comment_shape(again(comment), seen_from=again_draft(draft), **given)


def again_draft(draft):
    return db.session.get_one(type(draft), draft.id)


def test_it_is_plain_data_with_the_fields_of_the_contract(draft):
    ana = make_account("Ana", stakeholder_group="regulator", affiliation_text="A ministry")
    comment = make_comment(draft, "use", "For *whom*?", by=ana, kind="objection", quote="any purpose")

    found = shape(comment, draft)

    assert json.loads(json.dumps(found)) == found
    assert set(found) == CONTRACT | MORE
    assert {name: found[name] for name in CONTRACT} == {
        "id": comment.id, "url": f"http://127.0.0.1:8000/comments/{comment.id}", "draft": "0.1", "clause": "use",
        "wording": clause_in(draft, "use").digest, "kind": "objection", "body": "For *whom*?",
        "html": "<p>For <em>whom</em>?</p>", "author": {"id": again(comment).author.actor_id, "name": "Ana"},
        "channel": "online", "language": "en", "created_at": rfc3339(again(comment).created_at), "edited_at": None,
        "parent": None, "quote": {"exact": "any purpose", "prefix": "Use it for ", "suffix": "."}, "suggestion": None,
        "carried": "same", "anchor": "exact", "disposition": None, "hidden": False, "deleted": False, "standing": True,
        "late": False, "cosigned": 0,
    }  # fmt: skip
    assert {name: found[name] for name in MORE} == {
        "part": None, "after": None, "thread": comment.id, "replies": 0, "edits": [], "state": "standing",
        "affiliation": "A ministry", "stakeholder_group": "regulator", "cosigned_by_group": {},
    }  # fmt: skip


@pytest.mark.parametrize(
    "place, expected",
    [
        ({"part": "freedoms"}, {"part": "freedoms", "after": None}),
        ({"after": "use"}, {"part": None, "after": "use"}),
        ({}, {"part": None, "after": None}),
    ],
)
def test_what_is_said_of_no_clause_has_no_clause(draft, place, expected):
    found = shape(make_comment(draft, **place), draft)

    assert {name: found[name] for name in ("clause", "wording", "anchor", "state", "carried", *expected)} == expected | {
        "clause": None, "wording": None, "anchor": None, "state": None, "carried": "same",
    }  # fmt: skip


def test_seen_from_a_later_draft_it_says_what_became_of_its_words(draft):
    comment = make_comment(draft, "use", kind="objection", quote="any purpose")
    gone = make_comment(draft, "permission", quote="ask for permission")
    newer = second()

    found = [shape(each, newer) for each in (comment, gone)]

    assert [(each["carried"], each["anchor"], each["state"], each["standing"]) for each in found] == [
        ("changed", "exact", "awaiting", True), ("gone", "gone", None, False),
    ]  # fmt: skip
    assert [each["quote"]["exact"] for each in found] == ["any purpose", "ask for permission"]


def test_beside_one_clause_its_quote_is_looked_for_there(draft):
    comment = make_comment(draft, "code", quote="so do the parameters")
    newer = second()

    anchors = {key: shape(comment, newer, clause_id=id_of(key))["anchor"] for key in ("code", "parameters")}

    assert anchors == {"code": "gone", "parameters": "near"}


def test_a_suggestion_of_one_clause_is_its_new_text_and_any_is_told_edit_by_edit(draft):
    use, share = clause_in(draft, "use"), clause_in(draft, "share")
    one = make_comment(draft, "use", edits=[Edit(Operation.REPLACE, clause=use, text="Use it well.")])
    two = make_comment(
        draft, "use",
        edits=[Edit(Operation.DELETE, clause=use), Edit(Operation.INSERT, after=share, text="Change it.")],
    )  # fmt: skip

    assert (shape(one, draft)["suggestion"], shape(two, draft)["suggestion"]) == ("Use it well.", None)
    assert shape(two, draft)["edits"] == [
        {"op": "delete", "clause": "use", "wording": use.digest, "after": None, "text": None},
        {"op": "insert", "clause": None, "wording": None, "after": "share", "text": "Change it."},
    ]


def test_what_became_of_it_is_told_with_what_its_author_said_to_that(draft):
    comment, same = make_comment(draft, "use", kind="objection"), make_comment(draft, "use")
    rosa, newer = make_account("Rosa"), second()
    until = again_draft(newer).published_at.replace(year=2999)
    act(
        dispose, [again(comment)], outcome="accepted-in-part", reason="It says *more* now.", resolved_in=newer,
        clauses=[clause_named("use")], by=rosa,
    )  # fmt: skip
    act(
        dispose, [again(same)], outcome="duplicate", reason="See there.", duplicate_of=again(comment), by=rosa
    )
    act(answer_disposition, again(comment), answer="sustain", reason="Not enough.", by=again(comment).author)

    given, duplicate = (shape(each, newer)["disposition"] for each in (comment, same))

    assert {name: given[name] for name in ("outcome", "reason", "resolved_in", "clauses", "duplicate_of", "by")} == {
        "outcome": "accepted-in-part", "reason": "It says *more* now.", "resolved_in": "0.2", "clauses": ["use"],
        "duplicate_of": None, "by": rosa.actor_id,
    }  # fmt: skip
    assert (given["answer"]["answer"], given["answer"]["reason"]) == ("sustain", "Not enough.")
    assert (duplicate["outcome"], duplicate["duplicate_of"], duplicate["answer"]) == (
        "duplicate",
        comment.id,
        None,
    )
    assert shape(comment, newer)["state"] == "sustained"
    assert given["answer_by"] < rfc3339(until)


def test_who_shares_it_is_counted_by_group(draft):
    comment = make_comment(draft, "use")
    for group in ("regulator", None):
        act(cosign, again(comment), by=make_account("Bo", stakeholder_group=group))

    found = shape(comment, draft)

    assert (found["cosigned"], found["cosigned_by_group"]) == (2, {"regulator": 1, "not-stated": 1})


class TestWhatIsNotShown:
    def test_a_deleted_comment_is_a_tombstone(self, draft):
        edits = [Edit(Operation.REPLACE, clause=clause_in(draft, "use"), text="Use it well.")]
        comment = make_comment(draft, "use", "My words.", quote="any purpose", edits=edits)
        reply = make_comment(draft, "use", parent=comment)
        act(delete_comment, again(comment), by=again(comment).author)

        found = shape(comment, draft, viewer=again(comment).author)

        assert [found[name] for name in ("body", "html", "author", "affiliation", "suggestion", "edits", "quote")] == [
            "", "", None, None, None, [], None,
        ]  # fmt: skip
        assert (found["deleted"], found["hidden"], shape(reply, draft)["parent"]) == (True, False, comment.id)

    def test_folded_words_are_shown_to_their_author_and_to_moderators_only(self, draft):
        edits = [Edit(Operation.REPLACE, clause=clause_in(draft, "use"), text="Use it well.")]
        comment = make_comment(draft, "use", "My words.", edits=edits)
        moderator = make_account("Mo", role="moderator")
        act(hide_thing, again(comment), rule=Rule.SPAM, reason="It sells.", by=moderator)
        viewers = [None, make_account("Bo"), db.session.get_one(Account, moderator.id), again(comment).author]

        found = [shape(comment, draft, viewer=viewer) for viewer in viewers]

        assert [(each["hidden"], each["body"], each["suggestion"]) for each in found] == [
            (True, None, None), (True, None, None), (True, "My words.", "Use it well."), (True, "My words.", "Use it well."),
        ]  # fmt: skip
        assert [each["html"] is None for each in found] == [True, True, False, False]

    def test_an_erased_author_is_nobody(self, draft):
        comment = make_comment(draft, "use")
        author = again(comment).author
        act(erase, author, by=author)

        assert shape(comment, draft)["author"] is None

    def test_edits_are_dated(self, draft):
        comment = make_comment(draft, "use")
        act(edit_comment, again(comment), words="Other words.", by=again(comment).author)

        found = shape(comment, draft)

        assert (found["body"], found["edited_at"]) == ("Other words.", rfc3339(again(comment).edited_at))


def test_many_cost_as_many_statements_as_one(draft):
    rosa = make_account("Rosa")
    said = []
    for key in ("use", "share", "code"):
        edits = [Edit(Operation.REPLACE, clause=clause_in(draft, key), text="Other words.")]
        comment = make_comment(
            draft, key, f"Of {key}.", kind="objection", quote=clause_in(draft, key).text[:12], edits=edits
        )
        act(cosign, again(comment), by=make_account("Bo"))
        act(
            dispose,
            [again(comment)],
            outcome="noted",
            reason=f"Seen, {key}.",
            clauses=[clause_named(key)],
            by=rosa,
        )
        said.append(comment)
    newer = second()
    counts = []
    for some in (said[:1], said):
        comments = comments_called(each.id for each in some)
        assert newer.publication
        with counting() as sent:
            comment_shapes(comments, seen_from=newer)
        counts.append(len(sent))

    assert counts[0] == counts[1]
    assert comment_shapes([], seen_from=newer) == []
