"""How many may take part, and how much comes from few."""

from datetime import timedelta

from flask import Flask

from consensus.accounts.actions import erase
from consensus.accounts.models import Account
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.voting.actions import keep_figures
from consensus.voting.queries import facts_of, figures_of
from consensus.voting.queries.figures import activity_of, eligible
from tests.drafts.making import NEW, published
from tests.factories import make_account, make_guest
from tests.voting.acting import act, draft_with_policy, take


def test_everyone_is_whoever_may_sign_in(app: Flask) -> None:
    ana = make_account("Ana")
    make_account("Ben", confirmed_at=None)
    make_guest()
    draft = published()
    before = eligible(draft)
    act(erase, ana, by=SETUP)

    assert (before, eligible(draft)) == (2, 1)
    assert eligible(draft_with_policy('who = "confirmed"', "0.2")) == 0


def test_who_holds_how_many_of_the_positions_counted_in_a_draft(app: Flask) -> None:
    ana, ben = make_account("Ana"), make_account("Ben")
    draft = published()
    for key in ("use", "study", "share"):
        take(draft, key, "support", ana)
    take(draft, "share", "support", ben)
    second = published(NEW, "0.2")

    assert (activity_of(draft), activity_of(second)) == ({3: 1, 1: 1}, {1: 2})
    assert (figures_of(draft).concentration.held, figures_of(draft).concentration.positions) == (3, 4)


def test_large_figures_are_those_that_the_follower_kept(app: Flask) -> None:
    draft = published()
    data = {"eligible": 90_000, "positions": 1_000_000, "people": [[10, 100_000]], "took": 900}
    with transaction():
        keep_figures(draft, data, n=7)

    assert (figures_of(draft).eligible, figures_of(draft).concentration.people) == (90_000, 100_000)


def test_facts_are_what_a_position_would_say_never_a_country_or_a_name(app: Flask) -> None:
    draft = published()
    ana = make_account("Ana", stakeholder_group="licensee", country="SN")
    facts, less = facts_of(ana, draft), facts_of(ana, draft, leave_out=("group", "continent"))

    assert (facts.group, facts.continent, facts.organisation, facts.maker, facts.established) == (
        "licensee", "africa", None, False, False,
    )  # fmt: skip
    assert (less.group, less.continent) == (None, None)


def test_an_account_is_established_after_the_policy_s_days(app: Flask) -> None:

    draft = published()
    days = [13, 15]
    accounts = [make_account("Ana", created_at=now() - timedelta(days=each)) for each in days]

    assert [facts_of(db.session.get_one(Account, each.id), draft).established for each in accounts] == [
        False,
        True,
    ]
