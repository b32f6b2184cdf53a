"""What positions come to, as programs read it: tallies, totals beside each clause, the opinion map."""

import json
from typing import Any

import pytest
from flask import Flask

from consensus.accounts.actions import create_organisation
from consensus.accounts.models import Account, Sector
from consensus.api.position_schemas import OpinionsSchema, TallySchema
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.voting.models import Figures
from consensus.voting.policies import STANDARD_GROUPS
from tests.accounts.counting import queries_of
from tests.api.conftest import Program
from tests.api.texts import THIRD, published
from tests.factories import make_account
from tests.voting.acting import take

from .test_drafts import names

GROUPS = [group.slug for group in STANDARD_GROUPS]
TALLY = "/drafts/{}/clauses/{}/tally"
NOBODY = {"support": 0, "accept": 0, "abstain": 0, "object": 0, "n": 0}


@pytest.fixture
def second(drafts: tuple[Draft, Draft]) -> Draft:
    """The draft that is open."""
    return drafts[1]


@pytest.fixture
def crowd(app: Flask) -> list[Account]:
    """Three people of each of four stakeholder groups, from two continents, and one who says neither."""
    people = [
        make_account(f"Person {n}", stakeholder_group=GROUPS[n % 4], country="FR" if n % 2 else "KE")
        for n in range(12)
    ]
    return [*people, make_account("Nobody in particular")]


def tally(program: Program, version: str = "0.0.2", key: str = "study") -> dict[str, Any]:
    """The tally of a clause."""
    answer = program.get(TALLY.format(version, key))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_tally_tells_all_that_is_promised(nobody: Program, second: Draft, crowd: list[Account]) -> None:
    for n, person in enumerate(crowd):
        take(second, "study", "support" if n < 9 else "accept", person)

    found = tally(nobody)

    assert names(TallySchema) <= set(found)
    assert found["totals"] == {"support": 9, "accept": 4, "abstain": 0, "object": 0, "n": 13}
    assert found["shares"]["for"]["value"] == 1.0
    assert 0.7 < found["shares"]["for"]["low"] < found["shares"]["for"]["high"] == 1.0
    assert found["shares"]["against"]["of"] == 13
    assert list(found["by_group"]) == [*sorted(GROUPS[:4]), "unstated"]
    assert {name: each["n"] for name, each in found["by_continent"].items()} == {
        "africa": 6,
        "europe": 6,
        "unstated": 1,
    }
    assert found["by_channel"] == {"online": found["totals"]}
    assert (found["stale"], found["carried"], found["en_bloc"]) == (0, 0, 0)
    assert (found["outcome"]["status"], found["policy"]["name"]) == ("consensus", "default")
    assert found["outcome"]["sentence"].startswith("Consensus: 13 of 13 for, no objection stands.")
    assert found["outcome"]["depends_on"][0]["rule"] == "established"
    assert found["turnout"] == {"value": 1.0, "part": 13, "of": 13}
    assert found["concentration"]["positions"] == 13


def test_an_objection_contests_a_clause_and_abstentions_are_not_in_the_share(
    nobody: Program, second: Draft, crowd: list[Account]
) -> None:
    for n, person in enumerate(crowd):
        take(second, "study", "object" if n == 0 else "abstain" if n < 4 else "support", person)

    found = tally(nobody)

    assert (found["totals"]["n"], found["shares"]["for"]["of"]) == (13, 10)
    assert found["outcome"]["status"] == "contested"
    assert found["outcome"]["objections"] == {"standing": 1, "unaddressed": 1, "sustained": 0}


def test_what_was_said_of_the_same_meaning_is_carried_and_the_rest_is_stale(
    nobody: Program, second: Draft, crowd: list[Account]
) -> None:
    for person in crowd[:3]:
        take(second, "study", "support", person)
        take(second, "use", "accept", person)
    third = published(THIRD.replace("inspect its parts", "inspect all of its parts"), by=SETUP)
    take(third, "use", "abstain", crowd[0])

    study, use = tally(nobody, "latest"), tally(nobody, "latest", "use")

    assert (study["totals"], study["stale"], study["carried"]) == (NOBODY, 3, 0)
    assert (use["totals"], use["stale"], use["carried"]) == (
        {**NOBODY, "accept": 2, "abstain": 1, "n": 3},
        0,
        2,
    )


def test_a_heading_has_no_tally(nobody: Program, second: Draft) -> None:
    assert nobody.get(TALLY.format("0.0.2", "why")).status_code == 404
    assert nobody.get(TALLY.format("0.0.2", "nothing")).status_code == 404


def test_each_clause_of_a_draft_has_its_totals_and_where_it_stands(
    nobody: Program, second: Draft, crowd: list[Account]
) -> None:
    for person in crowd:
        take(second, "study", "support", person)

    whole = {each["key"]: each for each in nobody.get("/drafts/0.0.2").get_json()["clauses"]}
    page = nobody.client.get("/drafts/0.0.2.json").get_json()["clauses"]

    assert (whole["study"]["tally"]["support"], whole["study"]["status"]) == (13, "consensus")
    assert (whole["use"]["tally"], whole["use"]["status"]) == (NOBODY, "quiet")
    assert (whole["why"]["tally"], whole["why"]["status"]) == (None, None)
    assert page == list(whole.values())


def test_a_draft_costs_as_many_questions_with_many_positions_as_with_one(
    nobody: Program, second: Draft, crowd: list[Account]
) -> None:
    take(second, "study", "support", crowd[0])
    one = queries_of(lambda: nobody.get("/drafts/0.0.2", Authorization="none"))
    with transaction():
        for n, person in enumerate(crowd[1:]):
            person.affiliation_id = create_organisation(f"Org {n}", sector=Sector.NONPROFIT, by=SETUP).id
    for person in crowd[1:]:
        for key in ("study", "use", "share", "gain"):
            take(second, key, "object" if person is crowd[1] else "accept", person)

    assert queries_of(lambda: nobody.get("/drafts/0.0.2", Authorization="none")) == one


def test_a_command_prints_a_draft_as_the_api_gives_it(run: Any, nobody: Program, second: Draft) -> None:
    take(second, "study", "support", make_account("Ana"))
    nobody.get("/drafts/0.0.2")

    result = run("draft", "show", "0.0.2", "--json")

    assert result.exit_code == 0
    assert nobody.get("/drafts/0.0.2").get_json() == json.loads(result.stdout)


def test_with_few_people_there_is_no_map_and_it_says_why(
    nobody: Program, second: Draft, crowd: list[Account]
) -> None:
    take(second, "study", "support", crowd[0])
    until_done()

    found = nobody.get("/drafts/latest/opinions").get_json()

    assert set(found) == names(OpinionsSchema)
    assert (found["k"], found["groups"], found["consensus"]) == (0, [], {})
    assert found["too_little"].startswith("Too little to group: people with enough positions: 0 of the 100")


def test_a_map_that_was_kept_is_told_without_saying_who_is_in_which_group(
    nobody: Program, second: Draft
) -> None:
    clause = {"clause": "study", "stance": "agree", "votes": 5, "seen": 6, "probability": 0.75, "ratio": 2.0, "z_inside": 1.5, "z_between": 2.5}  # fmt: skip
    data = {
        "too_little": None, "k": 1, "people": 6, "groups": [{"name": "A", "size": 6, "clauses": [clause]}],
        "shared": [], "dividing": [], "consensus": {"study": 0.75}, "members": {"v:abc": 0}, "plane": None, "took": 1,
    }  # fmt: skip
    with transaction():
        db.session.add(Figures(draft_id=second.id, name="opinions", n=1, at=second.published_at, data=data))

    answer = nobody.get("/drafts/0.0.2/opinions")

    assert (answer.get_json()["groups"], answer.get_json()["consensus"]) == (data["groups"], {"study": 0.75})
    assert "v:abc" not in answer.text
