"""Challenging the stakeholder group that an endorsement claims, and ruling on it."""

import pytest
from flask import Flask

from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.kit.permissions import can
from consensus.release.actions import challenge_endorsement
from consensus.release.errors import AlreadyChallenged, NotChallenged, NotStanding
from consensus.release.queries.endorsements import (
    challenges_of,
    challenges_waiting,
    confirmed_by_group,
    endorsement_called,
    shown_state,
)
from consensus.release.rules import Can
from consensus.release.words import salted
from tests.factories import make_account, make_guest
from tests.release.endorsing import a_draft, challenged, confirmed, ruled, say, told, withdrawn


@pytest.fixture
def draft(app: Flask):
    return a_draft()


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana")


@pytest.fixture
def ben(app: Flask):
    return make_account("Ben")


@pytest.fixture
def cleo(app: Flask):
    return make_account("Cleo", role="maintainer")


def test_until_the_ruling_it_counts_as_before(draft, ana, ben):
    made = say(draft, ana)
    challenged(made, by=ben)

    assert confirmed_by_group(draft) == {"licensee": 1}
    [waiting] = challenges_waiting()
    assert (waiting.endorsement_id, waiting.stakeholder_group) == (made.id, "licensee")
    [entry] = told("endorsement.challenged")
    said = salted(waiting.salt, words="They sell it.\x1fhttps://example.org/shop")
    assert entry == {"draft": "0.1", "group": "licensee", "words": said}


@pytest.mark.both_databases
def test_upheld_it_is_not_counted(draft, ana, ben, cleo):
    made = say(draft, ana)
    challenged(made, by=ben)
    ruled(made, upheld=True, by=cleo)

    db.session.expire_all()
    assert (confirmed_by_group(draft), shown_state(endorsement_called(made.id))) == ({}, "challenged-out")
    [entry] = told("endorsement.ruled")
    assert (entry["draft"], entry["upheld"]) == ("0.1", True)
    with pytest.raises(NotStanding):
        challenged(made, by=cleo)


def test_not_upheld_it_counts_and_others_may_bring_other_evidence(draft, ana, ben, cleo):
    made = say(draft, ana)
    challenged(made, by=ben)
    ruled(made, upheld=False, by=cleo)
    challenged(made, by=make_account("Dan"))

    assert confirmed_by_group(draft) == {"licensee": 1}
    assert [each.upheld for each in challenges_of([made])[made.id]] == [False, None]


def test_there_is_one_challenge_at_a_time_and_one_ruling_on_it(draft, ana, ben, cleo):
    made = say(draft, ana)
    challenged(made, by=ben)
    with pytest.raises(AlreadyChallenged):
        challenged(made, by=make_account("Dan"))
    ruled(made, upheld=False, by=cleo)

    with pytest.raises(NotChallenged):
        ruled(made, upheld=True, by=cleo)


def test_what_was_withdrawn_cannot_be_challenged(draft, ana, ben):
    made = say(draft, ana)
    withdrawn(made, by=ana)

    with pytest.raises(NotStanding):
        challenged(made, by=ben)


@pytest.mark.parametrize(("reason", "evidence"), [(" ", "there"), ("so", "\u200b"), ("x" * 2001, "there")])
def test_reason_and_evidence_are_needed(draft, ana, ben, reason, evidence):
    made = say(draft, ana)

    with pytest.raises(Invalid), transaction():
        challenge_endorsement(endorsement_called(made.id), reason=reason, evidence=evidence, by=ben)


def test_nobody_challenges_their_own_and_nobody_who_is_involved_rules(draft, ana, ben, cleo):
    mia = make_account("Mia", role="maintainer")
    made = confirmed(draft, ana, name="Foundation")
    mia.affiliation_id = made.organisation_id
    db.session.commit()
    challenged(made, by=ben)
    [waiting] = challenges_waiting()

    may_challenge = [who.name for who in (ana, ben, cleo, make_guest("Gil")) if can(who, Can.CHALLENGE, made)]
    may_rule = [who.name for who in (ana, ben, cleo, mia) if can(who, Can.RULE, waiting)]
    assert (may_challenge, may_rule) == (["Ben", "Cleo"], ["Cleo"])
