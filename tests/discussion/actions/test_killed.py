"""Every act of the discussion is whole or has not happened: the plug is pulled after each of its statements in turn."""

import pytest

from consensus.accounts.models import Account
from consensus.discussion.actions import Edit, add_comment, delete_comment, dispose, edit_comment
from consensus.discussion.anchors import Quote
from consensus.discussion.models import Comment, Operation
from consensus.discussion.places import place_named
from consensus.discussion.texts import prepare_text
from consensus.drafts.queries import clause_in
from consensus.kit.db import db
from tests.discussion.acting import again
from tests.drafts.actions.test_killed import killed_everywhere
from tests.drafts.making import OLD, published
from tests.factories import make_account, make_comment

pytestmark = pytest.mark.both_databases


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


def test_objecting_in_a_thread_with_a_quote_and_a_suggestion(draft):
    ana, root, text = make_account("Ana").id, make_comment(draft, "use"), prepare_text("I object to this.")

    def say():
        place = place_named("0.1", key="use")
        edits = [Edit(Operation.DELETE, clause=clause_in(place.draft, "use"))]
        add_comment(
            place, text=text, kind="objection", by=db.session.get_one(Account, ana), quote=Quote("any purpose"),
            parent=db.session.get_one(Comment, root.id), edits=edits, nonce="n",
        )  # fmt: skip

    assert killed_everywhere(say) > 15


def test_answering_some_comments(draft):
    may = make_account("May", role="maintainer").id
    ids = [make_comment(draft, key, kind="objection").id for key in ("use", "study")]

    def answer():
        comments = [db.session.get_one(Comment, id) for id in ids]
        dispose(comments, outcome="noted", reason="So.", by=db.session.get_one(Account, may))

    killed_everywhere(answer)

    assert [again(db.session.get_one(Comment, id)).unanswered for id in ids] == [False, False]


def test_editing_and_deleting_an_objection(draft):
    ana, text = make_account("Ana"), prepare_text("Other words.")
    id, who = make_comment(draft, "use", kind="objection", by=ana).id, ana.id

    def edit():
        edit_comment(db.session.get_one(Comment, id), text=text, by=db.session.get_one(Account, who))

    def delete():
        delete_comment(db.session.get_one(Comment, id), by=db.session.get_one(Account, who))

    killed_everywhere(edit)
    killed_everywhere(delete)

    assert again(db.session.get_one(Comment, id)).stands is False
