"""Participation over all stops: each person once, as far as anybody can know; dated, and of an entry of the record."""

import csv
import io

import pytest
from flask import Flask

from consensus.accounts.actions import claim, request_claim
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.ledger.queries import head
from consensus.roadshow import actions
from consensus.roadshow.models import Sitting
from consensus.roadshow.participation import Share
from consensus.roadshow.queries.participation import Venue, participation
from consensus.roadshow.report_data import participation_as_data
from consensus.roadshow.report_sheets import write_participation
from consensus.voting.actions import put_aside
from consensus.voting.queries.channels import counted_by_channel
from tests.accounts.counting import queries_of
from tests.accounts.outbox import posted, secret_in
from tests.factories import make_account, make_comment
from tests.roadshow.acting import a_draft, a_stop, act, joined, opened
from tests.roadshow.papers import a_row, send
from tests.voting.acting import take


@pytest.fixture
def dakar(app: Flask) -> Sitting:
    """An open sitting in Dakar, with three guests from Senegal; another stop is only planned."""
    a_draft()
    a_stop("later")
    sitting = opened(a_stop("dakar", continent="africa"), heads=4)
    for n in range(3):
        joined(sitting, f"Guest {n}", country="SN", stakeholder_group="subject", language="fr")
    return sitting


@pytest.fixture
def online(dakar: Sitting) -> Sitting:
    """A stop without a place, and nobody there yet."""
    return opened(a_stop("online", online=True, country=None, city="", latitude=None, longitude=None))


def test_where_there_was_no_stop_there_is_nothing(app):
    found = participation()

    assert (found.stops, found.venues, found.who.people, found.rooms) == ((), (), 0, 0)


def test_stops_that_were_opened_each_with_its_people(dakar, online):
    joined(online, "Kofi", country="GH")
    take(dakar.draft, "use", "support", joined(dakar, "Awa").account)
    make_comment(dakar.draft, "use", by=make_account("Ana"), channel="stop:dakar")
    lines = [
        (line.stop.slug, line.people, line.heads, line.positions, line.comments)
        for line in participation().stops
    ]

    assert lines == [("dakar", 4, 4, 1, 1), ("online", 1, None, 0, 0)]


def test_what_they_said_of_themselves_is_counted_over_all_stops(dakar, online):
    joined(online, "Kofi", country="GH", stakeholder_group="regulator")
    found = participation()

    assert found.who.continents.rows == (Share("africa", 4),)
    assert found.who.groups.rows == (Share("subject", 3), Share("other", 1))
    assert found.venues == (Venue("africa", 1, 3), Venue("online", 1, 1))
    assert (found.who.heads, found.who.witnessed) == (4, False)


def test_who_came_to_two_stops_is_one_person_if_they_say_so(dakar, online):
    guests = [joined(sitting, "Awa").account for sitting in (dakar, online)]
    before = participation()
    for guest in guests:
        act(request_claim, guest, email="awa@example.org")
        act(claim, secret_in(posted("awa@example.org")[-1]))
    after = participation()

    assert (before.who.people, after.who.people) == (5, 4)
    assert (before.who.twice, after.who.twice) == (True, True)
    assert [line.people for line in after.stops] == [4, 1]


def test_paper_and_telephones_stand_side_by_side(dakar):
    send(
        dakar.stop, [a_row(1, "use"), a_row(1, "study"), a_row(2, "use", participant="Ben", group="subject")]
    )
    [line] = participation().stops

    assert (line.people, line.phones, line.paper) == (5, 3, 2)
    assert participation().who.groups.rows == (Share("subject", 4), Share("unstated", 1))


def test_positions_in_rooms_and_online_are_read_from_counters(dakar):
    guest = joined(dakar, "Awa").account
    take(dakar.draft, "use", "support", guest)
    take(dakar.draft, "study", "support", guest)
    take(dakar.draft, "use", "object", make_account("Ana"))
    before = counted_by_channel()
    act(put_aside, [guest], channel="stop:dakar", by=SETUP)
    found = participation()

    assert before == {"online": 1, "stop:dakar": 2}
    assert (found.rooms, found.online, found.comments_rooms, found.comments_online) == (0, 1, 0, 1)


def test_it_says_of_when_and_of_which_entry_it_is(dakar):
    found = participation()
    act(actions.close_sitting, dakar, by=SETUP)
    db.session.rollback()

    assert found.n < head()[0] == participation().n
    assert found.as_of < participation().as_of


def test_it_costs_the_same_however_many_stops_there_are(dakar, online):
    def asked() -> int:
        db.session.expire_all()
        return queries_of(participation)

    few = asked()
    for n in range(3):
        joined(opened(a_stop(f"more-{n}")), "Awa")

    assert asked() == few


def test_as_data_and_as_a_sheet_it_says_the_same(app, dakar):
    found = participation()
    data = participation_as_data(found)
    with app.test_request_context():
        out = io.StringIO()
        write_participation(out, found, base="https://example.org")
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))

    assert (data["participants"]["people"], data["stops"][0]["people"], data["n"]) == (3, 3, found.n)
    assert [(row["stop"], row["people"], row["heads"]) for row in rows] == [("dakar", "3", "4")]
