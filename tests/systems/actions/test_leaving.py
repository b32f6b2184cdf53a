"""What becomes of reviews, opinions and surprises when people are joined or erased."""

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.actions import erase, merge_accounts
from consensus.accounts.person_rows import export_of
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.systems.actions import (
    cosign_surprise,
    name_contact,
    raise_surprise,
    reply_as_maker,
    save_review,
)
from consensus.systems.given import Declared, SurpriseGiven
from consensus.systems.models import MakerContact, Review, Surprise, SurpriseCosignature, VerdictOpinion
from consensus.systems.queries.comparing import compared
from consensus.systems.queries.lines import Voices, voices_under
from consensus.systems.queries.opinions import own_opinion
from consensus.systems.queries.reviews import public_reviews
from consensus.systems.shapes import opinion_shape, review_shape
from tests.factories import make_account, make_guest
from tests.systems.acting import (
    EVIDENCE,
    GOOD,
    act,
    answers,
    draft_with,
    entries,
    review,
    say,
    system,
    verdict,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def draft(app: Flask):
    return draft_with()


@pytest.fixture
def alpha(draft):
    return system("Alpha")


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana")


def surprised(draft, by, name="Gamma"):
    made, _new = act(raise_surprise, draft, given=SurpriseGiven("in", "Why not?", name=name), by=by)
    return made


@pytest.mark.parametrize("guest_first, stays", [(True, "endorse"), (False, "dispute")])
def test_of_two_opinions_on_one_assessment_the_later_stays(alpha, draft, ana, guest_first, stays):
    guest = make_guest()
    said = [(guest, "dispute"), (ana, "endorse")]
    for by, stance in said if guest_first else reversed(said):
        say(alpha, draft, by, stance)
    act(merge_accounts, guest, into=ana, by=SETUP)

    assert str(own_opinion(ana, alpha, draft=draft).stance) == stays
    voices = voices_under(draft)[alpha.id]
    assert voices.agree + voices.disagree == 1
    assert len(entries("verdict.endorsements-joined")[0].details["ended"]) == 1


def test_what_only_the_guest_said_goes_on_as_the_accounts(alpha, draft, ana):
    guest = make_guest()
    say(alpha, draft, guest)
    made = surprised(draft, guest)
    act(merge_accounts, guest, into=ana, by=SETUP)

    assert own_opinion(ana, alpha, draft=draft) is not None
    assert db.session.get_one(Surprise, made.id).account_id == ana.id
    assert entries("verdict.endorsements-joined") == []


def test_nobody_shares_a_surprise_twice_or_their_own_after_being_joined(draft, ana):
    guest = make_guest()
    twice, own = surprised(draft, make_account("Ben")), surprised(draft, ana, "Delta")
    for made, by in ((twice, guest), (twice, ana), (own, guest)):
        act(cosign_surprise, made, by=by)
    act(merge_accounts, guest, into=ana, by=SETUP)
    db.session.rollback()

    assert [db.session.get_one(Surprise, each.id).cosigned for each in (twice, own)] == [1, 0]
    assert [each.account_id for each in db.session.scalars(select(SurpriseCosignature))] == [ana.id]


def test_an_erased_reviewers_answers_stay_and_count_by_nobody(alpha, draft, ana):
    made = review(alpha, draft, ana)
    act(
        save_review,
        alpha.leading,
        draft=draft,
        answers=answers(**GOOD),
        declared=Declared("Lab", "Grant"),
        by=ana,
    )
    review(alpha, draft, ana, GOOD | {"card": "MIT"}, maker=True)
    act(erase, ana, by=ana)
    db.session.rollback()

    assert verdict(alpha, draft) == "conforms"
    shape = review_shape(db.session.get_one(Review, made.id))
    assert (shape["author"], shape["affiliation"], shape["funding"], shape["maker"]) == (None, "", "", True)
    assert [each.salt for each in made.revisions] == ["", ""]
    assert "Ana" not in str([each.reviewer_name for each in public_reviews(alpha.leading)])
    assert compared() == []


def test_what_was_only_begun_is_gone(alpha, draft, ana):
    act(save_review, alpha.leading, draft=draft, answers=answers(**GOOD), declared=Declared(), by=ana)
    act(erase, ana, by=ana)

    assert db.session.scalars(select(Review)).all() == []


def test_an_erased_persons_opinion_stays_by_nobody(alpha, draft, ana):
    opinion = say(alpha, draft, ana, "dispute", requirement="data", evidence=EVIDENCE, affiliation="Lab")
    act(erase, ana, by=ana)
    db.session.rollback()

    shape = opinion_shape(db.session.get_one(VerdictOpinion, opinion.id))
    assert (shape["author"], shape["affiliation"], shape["reason"]) == (None, "", "It is not so.")
    assert voices_under(draft)[alpha.id] == Voices(disagree=1, holding_up=1)


def test_an_erased_contact_is_nobodys_contact_any_more(alpha, draft, ana):
    act(name_contact, alpha, account=ana, by=SETUP)
    act(name_contact, alpha, email=ana.email, by=SETUP)
    act(erase, ana, by=ana)

    assert db.session.scalars(select(MakerContact)).all() == []


def test_everyone_takes_along_what_is_kept_of_them(alpha, draft, ana):
    act(name_contact, alpha, account=ana, by=SETUP)
    made = review(alpha, draft, make_account("Ben"), GOOD | {"data": "no"})
    act(reply_as_maker, made, body="It is there.", by=ana)
    review(alpha, draft, ana)
    say(alpha, draft, ana)
    mine = surprised(draft, ana)
    other = surprised(draft, make_account("Eva"), "Delta")
    act(cosign_surprise, other, by=ana)

    taken = export_of(ana)["systems"]
    assert [len(each["submitted"]) for each in taken["reviews"]] == [1]
    assert [each["stance"] for each in taken["opinions"]] == ["endorse"]
    assert [each["id"] for each in taken["surprises"]] == [mine.id]
    assert (taken["surprises_shared"], taken["speaks_for"]) == ([other.id], ["alpha"])
    assert [each["body"] for each in taken["replies_for_makers"]] == ["It is there."]
