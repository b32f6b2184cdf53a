"""Positions of people who should not have been in a room: they count nothing for now, on record, and can count again."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.actions import merge_accounts
from consensus.accounts.models import Account
from consensus.discussion.actions import delete_comment
from consensus.discussion.queries.counts import talk_of
from consensus.drafts.models import Draft
from consensus.kit.db import db
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.ledger.queries import all_entries
from consensus.voting.actions import put_aside, take_back_in
from consensus.voting.ledgered import read_record, recounted
from consensus.voting.models import Aside, Result
from consensus.voting.queries import outcome_of, position_of, result_of, stale_in, tally_of
from consensus.voting.queries.comparing import compared
from consensus.voting.queries.opinions import votes_in
from consensus.voting.recount import Rule
from tests.drafts.making import NEW, published
from tests.factories import make_account, make_guest
from tests.voting.acting import act, close, draft_with_policy, entries, row_of, take, take_back

ROOM = "stop:lagos"
SMALL = "quorum = 1\nquorum_per_group = 1\ngroups_heard = 0\n"


@pytest.fixture
def draft(app: Flask) -> Draft:
    return draft_with_policy(SMALL)


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana", stakeholder_group="licensee")


@pytest.fixture
def eve(app: Flask) -> Account:
    """Somebody who came in by a code that was not theirs."""
    return make_account("Eve", stakeholder_group="regulator")


def counted(draft: Draft, key: str = "use") -> tuple[int, int, int, int]:
    """Support, can live with it, object; and how many are set aside."""
    found = tally_of(draft, row_of(draft, key))
    return found.totals.support, found.totals.accept, found.totals.object, found.aside.n


def status(draft: Draft, key: str = "use") -> str:
    return str(outcome_of(draft, row_of(draft, key)).status)


def recounted_status(key: str = "use") -> str:
    record = read_record(entry.as_dict() for entry in all_entries())
    return next(str(found.status) for _draft, name, found in recounted(record, Rule("person")) if name == key)


def test_what_somebody_says_through_the_room_counts_nothing_and_again(draft, ana, eve):
    take(draft, "use", "support", ana, channel=ROOM)
    take(draft, "use", "accept", eve, channel=ROOM)
    aside = act(put_aside, [eve], channel=ROOM, by=SETUP)
    meanwhile = counted(draft), compared()
    back = act(take_back_in, [eve], channel=ROOM, by=SETUP)

    assert (aside, meanwhile) == (1, ((1, 0, 0, 1), []))
    assert (back, counted(draft), compared()) == (1, (1, 1, 0, 0), [])


def test_what_they_say_elsewhere_is_not_touched(draft, eve):
    take(draft, "use", "support", eve)
    take(draft, "share", "support", eve, channel=ROOM)

    assert act(put_aside, [eve], channel=ROOM, by=SETUP) == 1
    assert (counted(draft), counted(draft, "share")) == ((1, 0, 0, 0), (0, 0, 0, 1))


def test_twice_is_once_and_nothing_to_set_aside_is_no_entry(draft, ana, eve):
    take(draft, "use", "support", eve, channel=ROOM)
    many = [act(put_aside, some, channel=ROOM, by=SETUP) for some in ([ana], [eve], [eve, ana])]

    assert (many, len(entries("positions.set-aside"))) == ([0, 1, 0], 1)


def test_the_record_says_whose_by_second_ids_and_who_did_it(draft, ana, eve):
    position = take(draft, "use", "object", eve, channel=ROOM)
    act(put_aside, [eve], channel=ROOM, by=ana)
    [entry] = entries("positions.set-aside")

    assert (entry.by, entry.subject) == (ana.actor_id, ROOM)
    assert entry.details == {
        "channel": ROOM, "n": 1, "voters": [position.position.voter], "objections": [f"comment:{position.comment.id}"],
    }  # fmt: skip


def test_an_objection_that_is_set_aside_is_weighed_nowhere_and_is_not_over(draft, ana, eve):
    until_done()
    take(draft, "use", "support", ana)
    comment = take(draft, "use", "object", eve, channel=ROOM).comment
    before = status(draft), recounted_status()
    act(put_aside, [eve], channel=ROOM, by=SETUP)
    db.session.refresh(comment)
    row = row_of(draft, "use")

    assert before == ("contested", "contested")
    assert (status(draft), recounted_status()) == ("consensus", "consensus")
    assert (talk_of(draft)[row.clause_id].objections, str(comment.state)) == (0, "standing")
    act(take_back_in, [eve], channel=ROOM, by=SETUP)
    assert (status(draft), recounted_status(), talk_of(draft)[row.clause_id].objections) == (*before, 1)


@pytest.mark.parametrize("let_go", [
    lambda draft, eve, comment: take(draft, "use", "accept", eve),
    lambda draft, eve, comment: act(delete_comment, comment, by=eve),
    lambda draft, eve, comment: take_back(draft, "use", eve),
])  # fmt: skip
def test_an_objection_that_its_author_let_go_of_meanwhile_does_not_come_back(draft, eve, let_go):
    comment = take(draft, "use", "object", eve, channel=ROOM).comment
    act(put_aside, [eve], channel=ROOM, by=SETUP)
    let_go(draft, eve, comment)
    act(take_back_in, [eve], channel=ROOM, by=SETUP)
    db.session.refresh(comment)

    assert (str(comment.state), comment.stands) == ("withdrawn", False)
    assert talk_of(draft)[row_of(draft, "use").clause_id].objections == 0


def test_a_position_taken_since_counts_and_the_one_before_it_does_not_come_back(draft, eve):
    take(draft, "use", "accept", eve, channel=ROOM)
    act(put_aside, [eve], channel=ROOM, by=SETUP)
    taken = take(draft, "use", "accept", eve)

    assert (taken.is_new, counted(draft)) == (True, (0, 1, 0, 0))
    assert act(take_back_in, [eve], channel=ROOM, by=SETUP) == 0
    assert (counted(draft), compared()) == ((0, 1, 0, 0), [])


def test_taken_back_while_aside_it_is_over(draft, eve):
    take(draft, "use", "support", eve, channel=ROOM)
    act(put_aside, [eve], channel=ROOM, by=SETUP)
    take_back(draft, "use", eve)
    act(take_back_in, [eve], channel=ROOM, by=SETUP)

    assert (position_of(eve, draft, row_of(draft, "use")), counted(draft), compared()) == (
        None,
        (0, 0, 0, 0),
        [],
    )


def test_what_is_aside_is_not_stale_elsewhere(draft, eve):
    take(draft, "use", "support", eve, channel=ROOM)
    second = published(NEW, "0.2")
    clause = row_of(second, "use").clause_id
    before = stale_in(second)[clause].n
    act(put_aside, [eve], channel=ROOM, by=SETUP)

    assert (before, stale_in(second)[clause].n) == (1, 0)


def test_joined_with_an_account_what_is_aside_never_replaces_what_counts(draft, ana):
    guest = make_guest("Guest")
    take(draft, "use", "support", ana)
    take(draft, "use", "object", guest, channel=ROOM)
    take(draft, "share", "accept", guest, channel=ROOM)
    act(put_aside, [guest], channel=ROOM, by=SETUP)
    act(merge_accounts, guest, into=ana, by=SETUP)
    meanwhile = counted(draft), counted(draft, "share"), compared()
    act(take_back_in, [ana], channel=ROOM, by=SETUP)

    assert meanwhile == ((1, 0, 0, 0), (0, 0, 0, 1), [])
    assert (counted(draft), counted(draft, "share"), compared()) == ((1, 0, 0, 0), (0, 1, 0, 0), [])


def test_a_closing_counts_what_was_aside_then_whatever_came_later(draft, ana, eve):
    take(draft, "use", "support", ana)
    take(draft, "use", "support", eve, channel=ROOM)
    act(put_aside, [eve], channel=ROOM, by=SETUP)
    close(draft, ago=timedelta(0))
    until_done()
    act(take_back_in, [eve], channel=ROOM, by=SETUP)
    kept = result_of(draft)
    spans = [
        (each.from_n is not None, each.until_n is not None) for each in db.session.scalars(select(Aside))
    ]

    assert kept is not None
    assert kept.data["clauses"]["use"]["slices"][""] == {"licensee": [1, 0, 0, 0]}
    assert kept.data["clauses"]["use"]["slices"]["aside"] == {"regulator": [1, 0, 0, 0]}
    assert spans == [(True, True)]
    assert [len(votes_in(draft, n=n)) for n in (kept.n, entries("positions.restored")[0].n)] == [1, 2]


def test_a_closing_before_it_stays_as_it_was(draft, eve):
    take(draft, "use", "support", eve, channel=ROOM)
    close(draft, ago=timedelta(0))
    until_done()
    act(put_aside, [eve], channel=ROOM, by=SETUP)
    digests = [each.digest for each in db.session.scalars(select(Result))]
    until_done()

    assert [each.digest for each in db.session.scalars(select(Result))] == digests
    assert (len(votes_in(draft, n=result_of(draft).n)), len(votes_in(draft))) == (1, 0)


def test_whoever_took_it_reads_that_it_does_not_count_for_now(draft, eve, client):
    position = take(draft, "use", "accept", eve, channel=ROOM).position
    act(put_aside, [eve], channel=ROOM, by=SETUP)
    browser = client.as_(eve)
    pages = [
        browser.get(path).text
        for path in (
            "/drafts/0.1/", "/drafts/0.1/clauses/use/position", "/positions/", f"/positions/receipts/{position.taken_n}",
        )
    ]  # fmt: skip

    assert ["set aside" in page for page in pages] == [True] * 4
    assert "set aside" not in client.as_(make_account("Bo")).get("/drafts/0.1/").text
