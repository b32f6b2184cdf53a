"""Stops, participation, judgements and endorsements: each fails and passes for its own reason, by acts alone."""

import pytest
from flask import Flask

from consensus.release.actions import judge, reopen
from consensus.release.queries.facts import facts_of
from consensus.roadshow import actions as roadshow
from consensus.voting.actions import withdraw_position
from tests.drafts.making import published
from tests.factories import make_account
from tests.release.endorsing import say
from tests.release.gates import act, figure, set_by_hand, stands
from tests.roadshow.acting import a_stop, opened
from tests.voting.acting import row_of, take

ALL = ("endorsements", "stops", "participation", "judged")

pytestmark = pytest.mark.usefixtures("counted_again")


@pytest.fixture(autouse=True)
def criteria(app: Flask) -> None:
    set_by_hand(*ALL)


@pytest.fixture
def draft(app: Flask):
    return published()


def found(draft, by, criterion="judged", finding="pass"):
    return act(
        judge, draft, target="stable", criterion=criterion, finding=finding, reason="I used it.", by=by
    )


def test_each_stakeholder_group_has_to_endorse_and_those_that_do_not_are_named(draft):
    groups = ["system-creator", "license-creator", "regulator", "licensee", "end-user", "subject"]
    before = figure(draft, "endorsements")
    for group in groups[:4]:
        say(draft, group=group)
    some, why = figure(draft, "endorsements"), stands(draft, "endorsements").why
    for group in groups[4:]:
        say(draft, group=group)

    assert why == "Confirmed endorsements are still missing: end user (1 more), subject (1 more)."
    assert (before, some, figure(draft, "endorsements")) == (("fail", 0, 6), ("fail", 4, 6), ("pass", 6, 6))


def test_an_endorsement_that_is_only_claimed_does_not_count(draft):
    say(draft, name="Open Data Lab", group="regulator", address="director@example.org")

    assert figure(draft, "endorsements") == ("fail", 0, 6)


def test_a_stop_that_was_opened_has_to_be_closed(draft):
    a_stop("planned")
    none = (figure(draft, "stops"), stands(draft, "stops").why)
    sitting = opened(a_stop())
    open_, why = figure(draft, "stops"), stands(draft, "stops").why
    act(roadshow.close_stop, sitting.stop, by=make_account("Rosa", role="maintainer"))

    assert none == (("pass", 0, 0), "No stop has been opened.")
    assert (open_, why) == (("fail", 1, 0), "Opened and not closed: Deep Learning Indaba, Dakar.")
    assert (figure(draft, "stops"), stands(draft, "stops").why) == (
        ("pass", 0, 0), "One stop was opened, and is closed."
    )  # fmt: skip


def test_people_are_counted_by_continent_once_however_much_they_say(draft):
    awa, ben, eve = (
        make_account(name, country=country) for name, country in (("Awa", "SN"), ("Ben", "KE"), ("Eve", "FR"))
    )
    for person in (awa, ben, eve):
        take(draft, "use", "support", person)
    take(draft, "study", "support", awa)
    take(draft, "study", "support", make_account("Mo"))
    second = published(version="0.2")

    assert facts_of(draft).continents == {"africa": 2, "europe": 1}
    assert figure(draft, "participation") == ("unknown", 1, 2)
    assert facts_of(second).continents == {}


def test_who_took_everything_back_is_not_counted(draft):
    awa = make_account("Awa", country="SN")
    take(draft, "use", "support", awa)
    act(withdraw_position, draft, row_of(draft, "use"), by=awa)

    assert facts_of(draft).continents == {}


def test_a_judged_criterion_passes_by_enough_who_find_so_and_fails_by_one_who_does_not(draft):
    eva, kim, lea = (make_account(name, role="board") for name in ("Eva", "Kim", "Lea"))
    before = figure(draft, "judged")
    found(draft, eva)
    one = figure(draft, "judged")
    found(draft, kim)
    two = figure(draft, "judged")
    found(draft, lea, finding="fail")
    against = figure(draft, "judged")
    found(draft, lea)

    assert (before, one, two) == (("unknown", 0, 2), ("unknown", 1, 2), ("pass", 2, 2))
    assert (against, figure(draft, "judged")) == (("fail", 2, 2), ("pass", 3, 2))


def test_reopened_what_was_found_counts_no_more(draft):
    eva, kim = (make_account(name, role="board") for name in ("Eva", "Kim"))
    found(draft, eva)
    found(draft, kim)
    act(
        reopen,
        draft,
        target="stable",
        criterion="judged",
        reason="A clause changed.",
        by=make_account("Rosa"),
    )
    reopened = figure(draft, "judged")
    found(draft, kim)

    assert (reopened, figure(draft, "judged")) == (("unknown", 0, 2), ("unknown", 1, 2))


def test_participation_is_judged_beside_its_number(draft):
    found(draft, make_account("Eva", role="board"), "participation")

    assert figure(draft, "participation") == ("pass", 0, 2)
