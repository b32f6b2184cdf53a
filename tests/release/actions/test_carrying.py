"""Endorsements when another draft is published or its map corrected: carried on, or lapsed and asked for again."""

import pytest
from flask import Flask

from consensus.drafts.actions import correct_map, withdraw_draft
from consensus.drafts.models import Draft
from consensus.following.actions import set_pace
from consensus.following.paces import Pace
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.release.actions.carrying import settle
from consensus.release.endorsement_due import settle_endorsements
from consensus.release.queries.endorsements import (
    confirmed_by_group,
    endorsement_called,
    shown_state,
    stands_on,
)
from consensus.release.queries.settling import last_opening, next_step
from tests.factories import make_account
from tests.release.endorsing import (
    CHECKLIST,
    OTHER,
    SAME,
    TEXT,
    a_draft,
    confirmed,
    mails,
    say,
    settled,
    standings,
    told,
    withdrawn,
)


@pytest.fixture
def draft(app: Flask):
    return a_draft()


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana", email="ana@example.org")


def corrected(draft, *changes):
    with transaction():
        correct_map(db.session.get_one(Draft, draft.id), changes, reason="It is another clause.", by=SETUP)


def test_where_nothing_changed_in_substance_it_is_carried_on(draft, ana):
    made = say(draft, ana)
    newer = a_draft("0.2", SAME)

    assert settled() == 1
    assert standings() == {(made.id, "0.1", "made"), (made.id, "0.2", "carried")}
    assert told("endorsements.carried") == [
        {"from": "0.1", "to": "0.2", "endorsements": [f"endorsement:{made.id}"]}
    ]
    assert (confirmed_by_group(newer), mails()) == ({"licensee": 1}, [])


def test_where_a_binding_clause_changed_it_lapses_and_a_mail_asks_again(draft, ana):
    made = say(draft, ana)
    newer = a_draft("0.2", OTHER)

    assert settled() == 1
    assert standings() == {(made.id, "0.1", "made"), (made.id, "0.2", "lapsed")}
    assert told("endorsements.lapsed") == [
        {"from": "0.1", "to": "0.2", "endorsements": [f"endorsement:{made.id}"]}
    ]
    assert (confirmed_by_group(newer), confirmed_by_group(draft)) == ({}, {"licensee": 1})
    [mail] = mails()
    assert mail.recipient == "ana@example.org"
    for words in ("/compare/0.1...0.2/", f"/endorsements/new?draft=0.2&again={made.id}", "clause use:"):
        assert words in mail.text


@pytest.mark.parametrize("checklist", [CHECKLIST, ""])
def test_another_checklist_is_a_change_of_substance(app, ana, checklist):
    made = say(a_draft(checklist=checklist), ana)
    a_draft("0.2", checklist=CHECKLIST.replace('id = "code"', 'id = "data"').replace('= "code"', '= "data"'))

    settled()
    assert (made.id, "0.2", "lapsed") in standings()


def test_what_is_settled_is_settled_once(draft, ana):
    say(draft, ana)
    a_draft("0.2", OTHER)

    assert (settled(), settled()) == (1, 0)
    assert len(mails()) == 1


def test_who_wants_no_mail_gets_none(draft, ana):
    say(draft, ana)
    with transaction():
        set_pace(ana, pace=Pace.NEVER)
    a_draft("0.2", OTHER)

    settled()
    assert mails() == []


def test_what_was_withdrawn_is_not_settled(draft, ana):
    withdrawn(say(draft, ana), by=ana)
    a_draft("0.2", OTHER)

    assert settled() == 0


def test_a_claim_that_nobody_confirmed_goes_on_as_a_claim_and_can_be_confirmed_then(draft, ana):
    say(draft, ana, name="Foundation")
    newer = a_draft("0.2", SAME)
    settled()

    assert confirmed_by_group(newer) == {}
    made = confirmed(newer, make_account("Ben"), name="Foundation")
    assert (confirmed_by_group(newer), made.draft.version) == ({"licensee": 1}, "0.2")


def test_it_goes_on_from_draft_to_draft_until_it_lapses(draft, ana):
    made = say(draft, ana)
    a_draft("0.2", SAME)
    a_draft("0.3", TEXT)
    a_draft("0.4", OTHER)
    settled()

    db.session.expire_all()
    found = endorsement_called(made.id)
    assert (stands_on(found), shown_state(found)) == (["0.1", "0.2", "0.3"], "lapsed")


def test_a_corrected_map_can_let_it_lapse_after_all_also_where_it_was_carried_since(draft, ana):
    made = say(draft, ana)
    second = a_draft("0.2", SAME)
    a_draft("0.3", SAME)
    settled()
    corrected(second, {"key": "use", "significance": "substantive"})

    assert settled() == 2
    assert standings() == {(made.id, "0.1", "made"), (made.id, "0.2", "lapsed"), (made.id, "0.3", "lapsed")}
    assert [entry["to"] for entry in told("endorsements.lapsed")] == ["0.2", "0.3"]


def test_who_endorsed_the_newer_draft_afresh_keeps_that_endorsement(draft, ana):
    first = say(draft, ana)
    newer = a_draft("0.2", SAME)
    again = say(newer, ana, group="regulator")

    settled()
    assert standings() == {(first.id, "0.1", "made"), (first.id, "0.2", "lapsed"), (again.id, "0.2", "made")}
    assert confirmed_by_group(newer) == {"regulator": 1}


def test_of_a_withdrawn_draft_they_lapse_when_another_is_published(draft, ana):
    second = a_draft("0.2", OTHER)
    made = say(second, ana)
    with transaction():
        withdraw_draft(db.session.get_one(Draft, second.id), reason="A mistake.", by=SETUP)
    a_draft("0.3", OTHER)

    assert settled() == 1
    assert standings() == {(made.id, "0.2", "made"), (made.id, "0.3", "lapsed")}
    assert "That draft was withdrawn" in mails()[-1].text


def test_many_are_settled_in_batches(draft, monkeypatch):
    monkeypatch.setattr("consensus.release.queries.settling.MOST", 2)
    made = [say(draft, make_account(f"P{n}")) for n in range(5)]
    a_draft("0.2", SAME)

    assert [settle_endorsements() for _ in range(4)] == [2, 2, 1, 0]
    assert len(standings()) == 2 * len(made)


@pytest.mark.both_databases
def test_it_may_die_anywhere_and_is_whole_afterwards(draft, ana):
    from tests.drafts.actions.test_killed import killed_everywhere

    made = say(draft, ana)
    a_draft("0.2", OTHER)

    def turn():
        step = next_step(last_opening())
        settle(step, letters={})

    killed_everywhere(turn)
    db.session.rollback()
    assert standings() == {(made.id, "0.1", "made"), (made.id, "0.2", "lapsed")}
    assert len(told("endorsements.lapsed")) == 1


def test_a_step_that_was_thought_out_before_a_correction_is_not_taken(draft, ana):
    say(draft, ana)
    second = a_draft("0.2", SAME)
    step = next_step(last_opening())
    corrected(second, {"key": "use", "significance": "substantive"})

    with transaction():
        assert settle(step, letters={}) == 0
