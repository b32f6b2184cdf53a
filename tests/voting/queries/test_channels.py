"""Tallies read from one channel alone: online, all rooms together, or one stop."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consensus.accounts.channels import STOPS, stops_are_called
from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.voting.actions import put_aside
from consensus.voting.by_channel import channel_lines, channels_in
from consensus.voting.counting import Counts
from consensus.voting.queries import outcome_of
from consensus.voting.queries.channels import outcome_in
from consensus.voting.results import results_view
from tests.drafts.making import NEW, published
from tests.factories import make_account
from tests.voting.acting import act, draft_with_policy, row_of, take

LAGOS, PARIS = "stop:lagos", "stop:paris"
SMALL = "quorum = 1\nquorum_per_group = 1\ngroups_heard = 0\n"


@pytest.fixture
def draft(app: Flask) -> Draft:
    return draft_with_policy(SMALL)


@pytest.fixture
def said(draft: Draft) -> list[Account]:
    """Two online, one of them against; three in Lagos, one in Paris; and one in Lagos who was set aside."""
    people = [make_account(name, stakeholder_group="licensee", country="SN") for name in "abcdefg"]
    take(draft, "use", "support", people[0])
    take(draft, "use", "object", people[1])
    for each in people[2:5]:
        take(draft, "use", "accept", each, channel=LAGOS)
    take(draft, "use", "abstain", people[5], channel=PARIS)
    take(draft, "use", "object", people[6], channel=LAGOS)
    act(put_aside, [people[6]], channel=LAGOS, by=SETUP)
    return people


def of(draft: Draft, channel: str) -> Counts:
    return outcome_in(draft, row_of(draft, "use"), channel).tally.totals


def test_online_each_stop_and_all_rooms_add_up(draft, said):
    online, rooms, lagos, paris = (of(draft, channel) for channel in ("online", "rooms", LAGOS, PARIS))

    assert (online, lagos, paris) == (Counts(support=1, object=1), Counts(accept=3), Counts(abstain=1))
    assert rooms == lagos + paris
    assert online + rooms == outcome_of(draft, row_of(draft, "use")).tally.totals


def test_everything_of_a_tally_can_be_read_so(draft, said):
    lagos = outcome_in(draft, row_of(draft, "use"), LAGOS)

    assert (str(lagos.status), lagos.tally.aside.n) == ("consensus", 1)
    assert lagos.tally.by_continent == {"africa": Counts(accept=3)}
    assert lagos.tally.by_channel == {LAGOS: Counts(accept=3)}
    assert str(outcome_in(draft, row_of(draft, "use"), "online").status) == "contested"


def test_what_is_stale_stands_apart_by_channel_as_well(draft, said):
    second = published(NEW, "0.2")
    row = row_of(second, "use")
    stale = {
        channel: outcome_in(second, row, channel).tally.stale.n for channel in ("online", "rooms", LAGOS)
    }

    assert stale == {"online": 2, "rooms": 4, LAGOS: 3}


@pytest.mark.parametrize("channel", ["", "stop:", "paper", "stop:Lagos!", "stop:a b"])
def test_what_is_no_channel_is_refused(draft, channel):
    with pytest.raises(Invalid):
        outcome_in(draft, row_of(draft, "use"), channel)


def test_a_stop_where_nobody_said_anything_is_empty(draft, said):
    assert of(draft, "stop:nowhere") == Counts()


def test_the_results_have_a_line_for_each_clause_that_agrees_with_the_tally(app, draft, said):
    with app.test_request_context():
        results = results_view(draft)
        lines = {channel: channel_lines(results.clauses, channel) for channel in channels_in(results.clauses)}

    assert list(lines) == ["online", "rooms", LAGOS, PARIS]
    for channel, some in lines.items():
        [use] = [each for each in some if each.key == "use"]
        found = outcome_in(draft, row_of(draft, "use"), channel)
        assert (use.counts, use.status, use.n) == (found.tally.totals, found.status, 6)


def test_where_all_are_online_there_is_nothing_to_choose(app, draft):
    take(draft, "use", "support", make_account("Ana"))
    with app.test_request_context():
        assert channels_in(results_view(draft).clauses) == []


def test_the_pages_show_one_channel_by_the_name_of_its_stop(client: FlaskClient, draft, said):
    known = dict(STOPS)
    stops_are_called(lambda: {"lagos": "OSCA, Lagos"})
    try:
        results = client.get("/drafts/0.1/results/?channel=stop:lagos").text
        rows = client.get("/drafts/0.1/clauses/use/positions/?channel=stop:lagos").text
        neither = client.get("/drafts/0.1/clauses/use/positions/?channel=paper").text
    finally:
        STOPS.clear()
        STOPS.update(known)

    assert results.count("stop OSCA, Lagos") >= 2
    assert "Only what came in through this channel: stop OSCA, Lagos." in rows
    assert "Only what came in" not in neither


def test_the_interface_gives_one_channel_and_says_which(client: FlaskClient, draft, said):
    path = "/api/v1/drafts/0.1/clauses/use/tally"
    whole, lagos = client.get(path).json, client.get(f"{path}?channel=stop:lagos").json

    assert (whole["channel"], whole["totals"]["n"], whole["set_aside"]) == (None, 6, 1)
    assert (lagos["channel"], lagos["totals"]["n"], lagos["set_aside"]) == (LAGOS, 3, 1)
    assert client.get(f"{path}?channel=paper").status_code == 422


def test_what_was_set_aside_can_be_looked_at_row_by_row(client: FlaskClient, draft, said):
    page = client.get("/drafts/0.1/clauses/use/positions/?aside=yes").text

    assert "set aside with their holders" in page
    assert page.count("/positions/receipts/") == 1
