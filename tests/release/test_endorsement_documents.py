"""Endorsements are found by who endorses and by what they say; folded ones by moderators alone, withdrawn ones not."""

import pytest
from flask import Flask

from consensus.kit.db import db, transaction
from consensus.kit.refs import Ref
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.moderation.registry import around, author_of, excerpt_of, thing_called, things_called
from consensus.release.endorsement_documents import all_endorsements
from consensus.release.queries.endorsements import endorsement_called
from consensus.search.registry import documents_of
from tests.factories import make_account
from tests.release.endorsing import a_draft, confirmed, say, withdrawn


@pytest.fixture
def draft(app: Flask):
    return a_draft()


def test_it_is_found_by_name_words_and_domain(draft):
    made = confirmed(draft, name="Foundation", statement="Clear.", conditions="Terms stay.")
    [document] = documents_of([made.ref])[made.ref]

    assert (document.kind, document.title, document.url, document.draft) == (
        "endorsement", "Foundation", f"/endorsements/{made.id}", "0.1"
    )  # fmt: skip
    assert document.text.split("\n") == [
        "Foundation", "I am its director.", "Terms stay.", "Clear.", "foundation.example"
    ]  # fmt: skip
    assert list(all_endorsements()) == [made.ref]


def test_folded_words_are_found_by_moderators_alone_and_withdrawn_ones_not(draft):
    ana = make_account("Ana")
    made = say(draft, ana, statement="Buy!")
    with transaction():
        hide_thing(endorsement_called(made.id), rule=Rule.SPAM, reason="Sells.", by=make_account("Mo"))
    [document] = documents_of([made.ref])[made.ref]
    withdrawn(made, by=ana)

    assert document.hidden is True
    assert documents_of([made.ref]) == {made.ref: []}


def test_what_it_says_can_be_folded(draft):
    ana = make_account("Ana")
    made = say(draft, ana, statement="Buy!", conditions="Now.")
    thing = thing_called(made.ref)

    assert (author_of(thing), excerpt_of(thing), around(thing)) == (ana.actor_id, "Now.\nBuy!", [draft.ref])
    assert list(things_called([str(made.ref), "endorsement:99", "endorsement:x"])) == [str(made.ref)]
    assert thing_called(Ref("endorsement", "9" * 30)) is None
    db.session.rollback()
