"""Watching, ending it, and what was seen of the inbox."""

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.following.actions import auto_watch, see_all, unwatch, watch
from consensus.following.queries import unseen_of, watched_among, watches_of
from consensus.kit.db import db, transaction
from consensus.kit.refs import Ref
from consensus.ledger import CLI
from tests.factories import make_account
from tests.following.actions.conftest import People

pytestmark = pytest.mark.both_databases


def refs_of(account: Account) -> list[str]:
    """What somebody watches."""
    db.session.expire_all()
    return [each.ref for each in watches_of(account)]


def test_watching_twice_is_watching_once(app: Flask) -> None:
    ana = make_account("Ana")
    for _ in range(2):
        with transaction():
            watch(Ref("clause", "a"), by=ana)

    assert refs_of(ana) == ["clause:a"]


def test_one_who_takes_part_watches_several_things_at_once(app: Flask) -> None:
    ana = make_account("Ana")
    with transaction():
        watch("clause:a", by=ana)
        auto_watch(ana, Ref("comment", "1"), "clause:a", "clause:b")

    assert sorted(refs_of(ana)) == ["clause:a", "clause:b", "comment:1"]


def test_the_site_itself_watches_nothing(app: Flask) -> None:
    with transaction():
        auto_watch(CLI, "clause:a")

    assert watched_among(None, ["clause:a"]) == set()


def test_one_may_stop_watching_also_what_one_does_not_watch(app: Flask) -> None:
    ana, ben = make_account("Ana"), make_account("Ben")
    with transaction():
        auto_watch(ana, "clause:a", "clause:b")
        auto_watch(ben, "clause:a")
    for _ in range(2):
        with transaction():
            unwatch("clause:a", by=ana)

    assert (refs_of(ana), refs_of(ben)) == (["clause:b"], ["clause:a"])


def test_seeing_what_was_shown_leaves_what_came_since(people: People) -> None:
    from consensus.following.queries import inbox_of

    first, _second = inbox_of(people.guest)
    with transaction():
        see_all(people.guest, upto=first.id)

    assert [unseen_of(each) for each in people] == [1, 1]
