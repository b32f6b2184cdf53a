"""A corrected map moves what is said along with a clause that is given an identity of its own."""

import pytest
from flask import Flask

from consensus.discussion.queries.counts import talk_of
from consensus.drafts.actions import correct_map
from consensus.drafts.queries import clause_named, draft_named
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from tests.drafts.making import NEW, OLD, published
from tests.factories import make_comment


@pytest.mark.both_databases
def test_what_was_said_of_the_newer_words_goes_along_and_the_older_stays(app: Flask) -> None:
    published(OLD, "0.1")
    older = make_comment("0.1", "code", "Old words.").id
    second = published(NEW, "0.2")
    newer = make_comment("0.2", "code", "New words.", kind="objection")
    with transaction():
        correct_map(second, [{"key": "code", "from": []}], reason="They have nothing in common.", by=SETUP)
    db.session.expire_all()

    own = newer.clause
    assert own is not None
    assert own.key != "code"
    assert (newer.home_clause_id, newer.wording.clause_id if newer.wording else None) == (own.id, own.id)
    seen = talk_of(draft_named("0.2"))
    assert (seen[own.id].comments, seen[own.id].objections) == (1, 1)
    assert clause_named("code").id not in seen
    assert [said.comments for said in talk_of(draft_named("0.1")).values()] == [1]
    assert older != newer.id
