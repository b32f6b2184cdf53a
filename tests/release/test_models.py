"""What the tables themselves keep true."""

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.release.models import Candidate, Ending, Finding, Stance, StandingState
from tests.factories import make_account, make_draft

from .making import (
    a_challenge,
    a_judgement,
    a_seal,
    a_signature,
    an_endorsement,
    an_organisation,
    standing,
    stored,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def draft(app: Flask) -> Draft:
    """A published draft."""
    return make_draft("0.0.8", "# The definition\n\nEverybody may use it.\n")


@pytest.fixture
def ana(draft: Draft) -> Account:
    """Somebody."""
    return make_account("Ana")


def test_one_confirmed_endorsement_of_a_person_stands_for_a_draft(draft: Draft, ana: Account) -> None:
    standing(an_endorsement(draft, ana), draft)
    again = an_endorsement(draft, ana)

    with pytest.raises(IntegrityError):
        standing(again, draft)


@pytest.mark.parametrize(
    "over",
    [{"state": StandingState.LAPSED}, {"ended_at": now()}, {"confirmed": False}],
    ids=["lapsed", "ended", "claimed"],
)
def test_one_that_does_not_stand_or_is_only_claimed_bars_no_other(
    draft: Draft, ana: Account, over: dict
) -> None:
    standing(an_endorsement(draft, ana), draft, **over)

    standing(an_endorsement(draft, ana), draft)

    assert db.session.query(type(standing(an_endorsement(draft, make_account()), draft))).count() == 3


def test_people_of_one_organisation_endorse_for_it_once(draft: Draft, ana: Account) -> None:
    lab = an_organisation()
    standing(an_endorsement(draft, ana, organisation=lab), draft)
    other = an_endorsement(draft, make_account("Ben"), organisation=lab)

    with pytest.raises(IntegrityError):
        standing(other, draft)


def test_an_endorsement_is_challenged_once_at_a_time(draft: Draft, ana: Account) -> None:
    made = an_endorsement(draft, ana)
    first = a_challenge(made, make_account("Ben"))

    with pytest.raises(IntegrityError):
        a_challenge(made, make_account("Chidi"))
    with transaction():
        first.ruled_at, first.ruled_by, first.upheld = now(), "system:setup", False

    assert a_challenge(made, make_account("Chidi")).id != first.id


def test_a_judge_has_one_finding_that_stands(draft: Draft, ana: Account) -> None:
    first = a_judgement(draft, ana)

    with pytest.raises(IntegrityError):
        a_judgement(draft, ana, finding=Finding.FAIL)
    with transaction():
        first.ended_at = now()

    assert a_judgement(draft, ana, finding=Finding.FAIL).finding is Finding.FAIL


def test_one_bundle_lies_before_the_board(draft: Draft, ana: Account) -> None:
    seal = a_seal(draft)

    with pytest.raises(IntegrityError):
        a_seal(make_draft("0.0.9", "# The definition\n\nEverybody may share it.\n"))
    with transaction():
        seal.slot, seal.ended_at, seal.ended_by, seal.how = None, now(), "system:setup", Ending.ABANDONED

    assert a_seal(draft).is_open


def test_a_member_says_it_once(draft: Draft, ana: Account) -> None:
    seal = a_seal(draft)
    a_signature(seal, ana)

    with pytest.raises(IntegrityError):
        a_signature(seal, ana, Stance.SIGN)


def test_more_signatures_than_members_are_never_needed(draft: Draft) -> None:
    with pytest.raises(IntegrityError):
        a_seal(draft, needed=4)


def test_a_draft_is_a_candidate_once_until_it_is_withdrawn(draft: Draft) -> None:
    def announced() -> Candidate:
        return stored(
            Candidate(draft_id=draft.id, reason="It is whole.", salt="", by="system:setup", at=now())
        )

    first = announced()
    with pytest.raises(IntegrityError):
        announced()
    with transaction():
        first.withdrawn_at, first.withdrawn_by, first.withdrawn_reason = now(), "system:setup", "Not yet."

    assert announced().id != first.id
