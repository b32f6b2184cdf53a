"""Editing with a history, and deleting to a tombstone."""

import hashlib

import pytest
from sqlalchemy import func, select

from consensus.discussion.actions import cosign, delete_comment, edit_comment
from consensus.discussion.errors import CommentIsDeleted, CommentIsStale, NotTheAuthor
from consensus.discussion.models import Acceptance, Band, Operation, Revision, SuggestedEdit
from consensus.discussion.queries.comments import revisions_of
from consensus.drafts.queries import clause_in
from consensus.kit.clock import now
from consensus.kit.db import db
from tests.discussion.acting import act, again, counters, entries, moves, verbs
from tests.drafts.making import OLD, prepare, published
from tests.factories import make_account, make_comment


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


@pytest.fixture
def ana(app):
    return make_account("Ana")


def test_what_a_comment_said_before_stays_in_its_history(draft, ana):
    comment = make_comment(draft, "use", "First words.", by=ana)

    act(edit_comment, comment, words="Second words.", by=ana)
    act(edit_comment, again(comment), words="Третьи слова.", by=ana)

    comment = again(comment)
    assert (comment.body, comment.language, comment.edited_at is not None) == ("Третьи слова.", "ru", True)
    assert [(each.n, each.body) for each in revisions_of(comment)] == [
        (1, "First words."),
        (2, "Second words."),
    ]
    assert revisions_of(comment)[0].at == comment.created_at


def test_the_record_has_the_digest_of_each_version_under_a_salt_of_its_own(draft, ana):
    comment = make_comment(draft, "use", "First words.", by=ana)
    act(edit_comment, comment, words="Second words.", by=ana)

    comment, [former] = again(comment), db.session.scalars(select(Revision)).all()
    told = [entry.details["digest"] for entry in entries()]
    pairs = [(former.salt, "First words."), (comment.salt, "Second words.")]
    assert told == [hashlib.sha256("".join(pair).encode()).hexdigest() for pair in pairs]
    assert former.salt != comment.salt
    assert (entries()[-1].verb, entries()[-1].details["edit"]) == ("comment.edited", 1)


def test_the_same_words_again_are_no_act(draft, ana):
    comment = make_comment(draft, "use", "Words.", by=ana)

    act(edit_comment, comment, words=" Words. ", by=ana)

    assert (again(comment).edited_at, verbs()) == (None, ["comment.added"])


def test_what_was_edited_meanwhile_is_not_overwritten(draft, ana):
    comment = make_comment(draft, "use", by=ana)
    act(edit_comment, comment, words="Once.", by=ana, seen=0)

    with pytest.raises(CommentIsStale):
        act(edit_comment, again(comment), words="Twice.", by=ana, seen=0)

    act(edit_comment, again(comment), words="Twice.", by=ana, seen=1)
    assert again(comment).body == "Twice."


def test_nobody_edits_or_deletes_what_somebody_else_wrote(draft, ana):
    comment = make_comment(draft, "use")

    for given in ({"words": "Mine."}, {}):
        with pytest.raises(NotTheAuthor):
            act(edit_comment if given else delete_comment, again(comment), by=ana, **given)


def test_a_deleted_comment_leaves_a_tombstone_without_words_in_its_thread(draft, ana):
    root = make_comment(draft, "use", by=ana)
    act(edit_comment, root, words="Other words.", by=ana)
    reply = make_comment(parent=root)

    act(delete_comment, again(root), by=ana)

    root = again(root)
    assert (root.body, root.salt, root.deleted_at is not None, root.replies) == ("", "", True, 1)
    assert (again(reply).thread_id, counters(draft, "clause:use")) == (root.id, (1, 0, 0, 0, None))
    left = [
        db.session.scalar(select(func.count()).where(model.comment_id == root.id))
        for model in (Revision, Band)
    ]
    assert left == [0, 0]
    assert verbs(root) == ["comment.added", "comment.edited", "comment.deleted"]


def test_deleting_twice_is_once_and_what_is_deleted_is_not_edited(draft, ana):
    comment = make_comment(draft, "use", by=ana)
    act(delete_comment, comment, by=ana)

    act(delete_comment, again(comment), by=ana)

    with pytest.raises(CommentIsDeleted):
        act(edit_comment, again(comment), words="Back.", by=ana)
    assert verbs() == ["comment.added", "comment.deleted"]


def test_deleting_an_objection_withdraws_it(draft, ana):
    objection = make_comment(draft, "use", kind="objection", by=ana)
    other = make_comment(draft, "use", kind="objection")
    act(cosign, objection, by=make_account("Bo"))
    assert counters(draft, "clause:use") == (2, 2, 0, 2, objection.id)

    act(delete_comment, again(objection), by=ana)

    assert (again(objection).state, objection.stands) == ("withdrawn", False)
    assert moves(objection) == [("standing", "0.1"), ("withdrawn", "0.1")]
    assert counters(draft, "clause:use") == (1, 1, 0, 1, other.id)
    assert verbs(objection)[-2:] == ["objection.withdrawn", "comment.deleted"]


@pytest.mark.parametrize("accepted", [True, False])
def test_a_deleted_suggestion_goes_unless_it_was_taken_into_a_draft(draft, ana, accepted):
    from consensus.discussion.actions import Edit

    edit = Edit(Operation.REPLACE, clause=clause_in(draft, "use"), text="Use it freely.")
    comment = make_comment(draft, "use", by=ana, edits=[edit])
    if accepted:
        next_draft = prepare(OLD.replace("purpose", "end"), "0.2")
        taken = Acceptance(comment_id=comment.id, draft_id=next_draft.id, by="system:cli", at=now())
        act(db.session.add, taken)

    act(delete_comment, again(comment), by=ana)

    assert counters(draft, "clause:use") == (0, 0, 0, 0, None)
    assert len(db.session.scalars(select(SuggestedEdit)).all()) == int(accepted)
