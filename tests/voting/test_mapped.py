"""What the follower keeps: the opinion map, and where positions came too fast; reckoned when something came in."""

import pytest
from flask import Flask

from consensus.drafts.models import Draft
from consensus.drafts.queries import rows_of
from consensus.kit.db import db
from consensus.voting.mapped import keep_maps, keep_surges, too_little
from consensus.voting.models import Figures
from consensus.voting.places import takes_positions
from consensus.voting.queries.opinions import opinions_of
from consensus.voting.queries.policies import policy_of
from consensus.voting.queries.surging import surges_of
from tests.drafts.making import NEW, prepare, publish
from tests.drafts.views.browsing import words
from tests.factories import make_account
from tests.voting.acting import draft_with_policy, take

SMALL = """
tally_visible = "always"
[opinion_map]
people = 6
positions = 2
smallest = 2
[surge]
positions = 5
minutes = 60
"""


@pytest.fixture
def draft(app: Flask) -> Draft:
    """Four people for everything, three against most of it."""
    made = draft_with_policy(SMALL)
    keys = [row.key for row in rows_of(made) if takes_positions(row)]
    for n in range(7):
        who = make_account(f"P{n}")
        for at, key in enumerate(keys):
            take(made, key, "support" if n < 4 or at == 0 else "object", who)
    return made


def test_the_map_is_reckoned_off_the_request_and_once(client, draft):
    before = words(client.get("/drafts/0.1/opinions/"))
    done = [keep_maps(), keep_maps()]
    data = opinions_of(draft) or {}
    page = client.get("/drafts/0.1/opinions/")

    assert "Too little to group: people with enough positions: 0 of the 6 that are needed." in before
    assert done == [1, 0]
    assert (data["k"], [group["size"] for group in data["groups"]], data["people"]) == (2, [4, 3], 7)
    assert {each["stance"] for each in data["groups"][1]["clauses"]} == {"disagree"}
    assert "7 people, by where they stand on the clauses" in words(page)
    assert "What characterises opinion group B" in words(page) and "3 of 3 disagree" in words(page)
    assert page.text.count('class="people m-') == 2


def test_too_few_people_are_told(client, app):
    made = draft_with_policy(SMALL)
    take(made, "use", "support", make_account("Ana"))
    keep_maps()

    assert "people with enough positions: 0 of the 6 that are needed" in words(
        client.get("/drafts/0.1/opinions/")
    )
    assert too_little(opinions_of(made) or {}, policy_of(made)) is not None


def test_a_superseded_draft_keeps_its_map_as_of_its_closing(draft):
    keep_maps()
    publish(prepare(NEW, "0.2"))
    take(db.session.get_one(Draft, draft.id + 1), "code", "support", make_account("Late"))
    while keep_maps():
        pass

    assert (opinions_of(draft) or {})["people"] == 7


def test_a_surge_puts_a_notice_on_its_clause(client, draft):
    done = [keep_surges(), keep_surges()]

    assert done == [1, 0]
    assert {each.positions for each in surges_of(draft).values()} == {7}
    assert "many came within a short time" in words(client.get("/drafts/0.1/"))


def test_slow_and_steady_is_no_surge(app):
    made = draft_with_policy(SMALL)
    for n in range(5):
        take(made, "use", "support", make_account(f"P{n}"))
    keep_surges()

    assert surges_of(made) == {}


def test_nothing_is_kept_where_there_is_no_draft(app):
    assert (keep_maps(), keep_surges()) == (0, 0)
    assert db.session.query(Figures).count() == 0


def test_polis_files_name_the_opinion_group_of_each_participant(client, draft):
    import csv
    import io
    import zipfile

    keep_maps()
    packed = zipfile.ZipFile(io.BytesIO(client.get("/drafts/0.1/votes.zip").data))
    rows = list(csv.DictReader(io.TextIOWrapper(packed.open("participants-votes.csv"))))

    assert sorted(row["group-id"] for row in rows) == ["0"] * 4 + ["1"] * 3
