"""The maker is told before something negative is published, and replies."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from consensus.config import BadSetting, read_settings
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.kit.mail import OutboxMail
from consensus.systems.actions import (
    end_contact,
    name_contact,
    release_review,
    reply_as_maker,
    withdraw_review,
)
from consensus.systems.due import release_waiting
from consensus.systems.errors import AlreadyReleased, AlreadyReplied, NotSubmitted
from consensus.systems.models import MakerReply
from consensus.systems.queries.comparing import compared
from consensus.systems.queries.contacts import contacts_of, speaks_for, waiting_revisions
from consensus.systems.queries.reviews import public_reviews
from tests.factories import make_account, make_guest
from tests.systems.acting import (
    ASKS_FOR_MORE,
    GOOD,
    TEXT,
    act,
    draft_with,
    entries,
    review,
    say,
    system,
    verdict,
)

BAD = GOOD | {"data": "no"}


@pytest.fixture
def draft(app: Flask):
    return draft_with()


@pytest.fixture
def alpha(draft):
    return system("Alpha")


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana")


@pytest.fixture
def makers(alpha):
    return act(name_contact, alpha, email="Makers@Example.org", by=make_account("Max", role="maintainer"))


def mails():
    db.session.rollback()
    return [each.recipient for each in db.session.scalars(select(OutboxMail).order_by(OutboxMail.id))]


def test_without_a_contact_a_negative_review_is_public_at_once(alpha, draft, ana):
    review(alpha, draft, ana, BAD)

    assert verdict(alpha, draft) == "does-not-conform"


def test_with_a_contact_it_waits_and_the_contact_is_told(alpha, draft, ana, makers):
    made = review(alpha, draft, ana, BAD)

    assert verdict(alpha, draft) == "incomplete"
    assert public_reviews(alpha.leading) == []
    assert mails() == ["makers@example.org"]
    [waiting] = waiting_revisions()
    assert (waiting.review_id, waiting.waits_until - waiting.at < timedelta(days=7, seconds=1)) == (
        made.id,
        True,
    )
    assert entries("review.submitted")[0].details["waits"] is True


def test_what_is_good_news_does_not_wait(alpha, draft, ana, makers):
    review(alpha, draft, ana)

    assert (verdict(alpha, draft), mails()) == ("conforms", [])


def test_a_maker_who_says_it_does_not_wait(alpha, draft, ana, makers):
    review(alpha, draft, ana, BAD, maker=True)

    assert verdict(alpha, draft) == "does-not-conform"


def test_what_is_public_already_does_not_wait_again(alpha, draft, ana, makers):
    review(alpha, draft, ana, BAD, maker=True)
    review(alpha, draft, make_account("Ben"), BAD)

    assert mails() == []
    assert len(public_reviews(alpha.leading)) == 2


@pytest.mark.both_databases
def test_when_the_makers_time_is_over_it_is_public(alpha, draft, ana, makers):
    review(alpha, draft, ana, BAD)
    assert release_waiting() == 0

    with time_machine.travel(now() + timedelta(days=7, minutes=1)):
        assert release_waiting() == 1
        assert release_waiting() == 0

    assert verdict(alpha, draft) == "does-not-conform"
    [told] = entries("review.released")
    assert (told.by, told.details["early"]) == ("system:follower", False)
    assert compared() == []


def test_a_maintainer_may_release_it_early_with_a_reason(alpha, draft, ana, makers):
    made = review(alpha, draft, ana, BAD)
    max_ = make_account("Mia", role="maintainer")

    with pytest.raises(Invalid):
        act(release_review, made, reason="  ", by=max_)
    act(release_review, made, reason="The makers said it themselves.", by=max_)

    assert verdict(alpha, draft) == "does-not-conform"
    assert made.revisions[0].release_reason == "The makers said it themselves."
    with pytest.raises(AlreadyReleased):
        act(release_review, made, reason="Again.", by=max_)


def test_revising_what_waits_makes_it_wait_no_longer_unless_it_says_more(alpha, draft, ana, makers):
    made = review(alpha, draft, ana, BAD)
    first = waiting_revisions()[0].waits_until
    with time_machine.travel(now() + timedelta(days=1)):
        review(alpha, draft, ana, BAD | {"code": "Apache-2.0"})
        assert [each.waits_until for each in waiting_revisions()] == [first]
        assert len(mails()) == 1

        review(alpha, draft, ana, BAD | {"code": "no"})
        assert [each.waits_until > first for each in waiting_revisions()] == [True]
        assert len(mails()) == 2
    assert [each.released_at for each in made.revisions] == [None] * 3


def test_a_revision_that_is_good_news_is_public_at_once_and_nothing_waits(alpha, draft, ana, makers):
    review(alpha, draft, ana, BAD)
    review(alpha, draft, ana, GOOD)

    assert verdict(alpha, draft) == "conforms"
    assert waiting_revisions() == []


def test_what_fails_only_under_a_later_draft_waits_too(alpha, draft, ana, makers):
    later = draft_with("0.2", TEXT, ASKS_FOR_MORE)
    review(alpha, draft, ana, GOOD | {"card": "no"})

    assert (verdict(alpha, draft), verdict(alpha, later)) == ("incomplete", "incomplete")
    assert mails() == ["makers@example.org"]


def test_a_withdrawn_review_waits_no_more(alpha, draft, ana, makers):
    made = review(alpha, draft, ana, BAD)
    act(withdraw_review, made, by=ana)

    assert waiting_revisions() == []
    with pytest.raises(NotSubmitted):
        act(reply_as_maker, made, body="We disagree.", by=make_account("Mo"))


def test_the_maker_replies_once_and_it_stands_beside(alpha, draft, ana, makers):
    made = review(alpha, draft, ana, BAD)
    mo = make_account("Mo", email="makers@example.org")
    act(reply_as_maker, made, body=" We published it\u200b yesterday. ", by=mo)

    reply = db.session.scalars(select(MakerReply)).one()
    assert (reply.body, made.revisions[0].reply is reply) == ("We published it yesterday.", True)
    assert "yesterday" not in str([entry.details for entry in entries("review.replied-to")])
    with pytest.raises(AlreadyReplied):
        act(reply_as_maker, made, body="Once more.", by=mo)


@pytest.mark.parametrize("email, speaks", [("makers@example.org", True), ("others@example.org", False)])
def test_a_contact_speaks_for_the_maker_by_its_confirmed_address(alpha, makers, email, speaks):
    assert speaks_for(make_account("Mo", email=email), alpha) is speaks
    assert speaks_for(make_guest(), alpha) is False


def test_a_contact_named_twice_is_one_and_can_end(alpha, draft, ana, makers):
    mia = make_account("Mia")
    act(name_contact, alpha, email="makers@example.org ", by=mia)
    act(name_contact, alpha, account=mia, by=mia)
    assert [each.address for each in contacts_of(alpha)] == ["makers@example.org", mia.email]
    for each in contacts_of(alpha):
        act(end_contact, each, by=mia)

    assert contacts_of(alpha) == []
    with pytest.raises(Invalid):
        act(name_contact, alpha, email="nobody", by=mia)


def test_a_site_may_give_makers_no_time(app, alpha, draft, ana, makers):
    app.config["MAKER_NOTICE"] = "0"
    review(alpha, draft, ana, BAD)

    assert release_waiting() == 1
    assert verdict(alpha, draft) == "does-not-conform"


def test_who_speaks_for_the_maker_makes_the_system_whatever_they_say(alpha, draft):
    mo = make_account("Mo")
    act(name_contact, alpha, account=mo, by=mo)

    assert review(alpha, draft, mo).maker is True
    assert say(alpha, draft, mo).maker is True


@pytest.mark.parametrize("days", ["soon", "-1", ""])
def test_the_makers_time_is_a_number_of_days(tmp_path, days):
    with pytest.raises(BadSetting, match="CONSENSUS_MAKER_NOTICE"):
        read_settings(INSTANCE=str(tmp_path), MAKER_NOTICE=days)
