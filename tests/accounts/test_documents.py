"""Whom people mean by a name they search for."""

import pytest
from flask import Flask

from consensus.accounts.actions import erase, merge_accounts
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.search.registry import meant_by
from tests.factories import make_account, make_guest


@pytest.mark.parametrize(
    "words, meant", [("ana", 2), ("Ána García", 1), ("garcia ana", 1), ("an", 0), ("", 0), ("%", 0)]
)
def test_a_name_stands_for_everybody_who_has_its_words(app: Flask, words: str, meant: int) -> None:
    people = [make_account("Ana García"), make_account("Ana"), make_account("Ben")]
    ids = {person.actor_id for person in people}

    assert len(ids & set(meant_by("author", words))) == meant


def test_an_erased_person_has_no_name_and_a_joined_guest_has_the_account_s(app: Flask) -> None:
    ana, ben, guest = make_account("Ana"), make_account("Ben"), make_guest("Passing by")
    gone, passed = ana.actor_id, guest.actor_id
    with transaction():
        erase(db.session.merge(ana), by=SETUP)
        merge_accounts(db.session.merge(guest), into=db.session.merge(ben), by=SETUP)

    assert gone not in meant_by("author", "ana")
    assert {passed, db.session.merge(ben).actor_id} <= set(meant_by("author", "ben"))
