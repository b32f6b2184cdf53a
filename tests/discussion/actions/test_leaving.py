"""Erasing a person keeps what they said, by nobody; joining a guest with an account moves it."""

import pytest
from sqlalchemy import select

from consensus.accounts.actions import erase, merge_accounts
from consensus.discussion.actions import assign, cosign, edit_comment, keep_pending
from consensus.discussion.models import Assignment, Comment, Cosignature, PendingPost, Revision
from consensus.kit.db import db
from tests.discussion.acting import act, again, counters
from tests.drafts.making import OLD, published
from tests.factories import make_account, make_comment, make_guest


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


def test_what_an_erased_person_said_stays_without_name_affiliation_or_salt(draft):
    ana = make_account("Ana", stakeholder_group="licensee", affiliation_text="Example Ltd")
    comment = make_comment(draft, "use", "First.", by=ana, kind="objection")
    act(edit_comment, comment, words="Second.", by=ana)
    act(cosign, make_comment(draft, "use"), by=ana)

    act(erase, ana, by=ana)

    comment = again(comment)
    assert (comment.body, comment.salt, comment.author.actor_id) == ("Second.", "", None)
    assert (comment.affiliation, comment.organisation_id, comment.stakeholder_group) == (
        None,
        None,
        "licensee",
    )
    assert [(each.body, each.salt) for each in db.session.scalars(select(Revision))] == [("First.", "")]
    assert (comment.stands, counters(draft, "clause:use")[:2]) == (True, (2, 1))


def test_what_is_private_goes(draft):
    may = make_account("May", role="maintainer")
    act(assign, [make_comment(draft, "use")], to=may, by=may)
    act(keep_pending, "/", {"body": "x"}, account=may)

    act(erase, may, by=may)

    assert [db.session.scalars(select(model)).all() for model in (Assignment, PendingPost)] == [[], []]


def test_what_a_guest_said_and_shared_moves_to_the_account_once(draft):
    guest, ana, bo = make_guest(), make_account("Ana"), make_account("Bo")
    by_bo, by_guest, by_ana = (
        make_comment(draft, "use", by=who, kind="objection") for who in (bo, guest, ana)
    )
    only_guest = make_comment(draft, "study", by=bo)
    for comment, who in ((by_bo, guest), (by_bo, ana), (by_guest, ana), (by_ana, guest), (only_guest, guest)):
        act(cosign, again(comment), by=who)
    act(keep_pending, "/", {"body": "x"}, account=guest)

    act(merge_accounts, guest, into=ana, by=ana)

    comments = [again(each) for each in (by_bo, by_guest, by_ana, only_guest)]
    assert [each.author_id for each in comments] == [bo.id, ana.id, ana.id, bo.id]
    assert [each.cosigned for each in comments] == [1, 0, 0, 1]
    shared = db.session.execute(select(Cosignature.comment_id, Cosignature.account_id)).all()
    assert sorted(map(tuple, shared)) == [(by_bo.id, ana.id), (only_guest.id, ana.id)]
    assert db.session.scalars(select(PendingPost.account_id)).all() == [ana.id]
    assert counters(draft, "clause:use") == (3, 3, 0, 3, by_bo.id)


def test_two_forms_with_one_nonce_do_not_keep_accounts_apart(draft):
    guest, ana = make_guest(), make_account("Ana")
    for who in (guest, ana):
        make_comment(draft, "use", by=who, nonce="same")

    act(merge_accounts, guest, into=ana, by=ana)

    assert db.session.scalars(select(Comment.author_id)).all() == [ana.id, ana.id]
