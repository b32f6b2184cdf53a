"""The opinion map: planted groups are found, what they share is told, too little is too little."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus.voting.opinions import opinion_map, opinions_as_data
from consensus.voting.votes import VoteTable

from .making import table

SURE, UNSURE = {"a": 9, "d": 1, "p": 1}, {"a": 1, "d": 1, "p": 1}
AGAINST = {"a": 1, "d": 9, "p": 1}


def planted(*sizes: int, clauses: int = 20, missing: float = 0.3, seed: int = 1) -> VoteTable:
    """Camps of some sizes. All agree to clause 0; of the others each camp likes its own and dislikes the
    rest.
    """
    chance, rows = random.Random(seed), []
    for camp, size in enumerate(sizes):
        for _ in range(size):
            row = ""
            for clause in range(clauses):
                leaning = SURE if clause == 0 or clause % len(sizes) == camp else AGAINST
                vote = chance.choices(list(leaning), list(leaning.values()))[0]
                row += "-" if chance.random() < missing else vote
            rows.append(row)
    return table(*rows)


@pytest.mark.parametrize("sizes", [(40, 30), (40, 30, 20), (150, 100, 80)])
def test_planted_camps_are_found(sizes):
    found = opinion_map(planted(*sizes, clauses=24))
    camps = [camp for camp, size in enumerate(sizes) for _ in range(size)]
    together = [found.groups.get(f"p{at:02}") for at in range(sum(sizes))]
    right = sum(group == camp for group, camp in zip(together, camps, strict=True))

    assert found.k == len(sizes)
    assert right / len(camps) > 0.95
    assert sum(found.sizes) == len(found.groups)


def test_what_all_share_and_what_divides_is_told():
    found = opinion_map(planted(40, 30))

    assert [each.clause for each in found.shared] == ["c00"]
    assert len(found.dividing) == 19
    assert found.clauses[0].agree > 2 * max(each.agree for each in found.clauses[1:])


def test_each_group_is_represented_by_its_own_clauses():
    found = opinion_map(planted(40, 30))

    for group, several in found.representative.items():
        assert len(several) == 5
        assert all(int(each.clause[1:]) % 2 == group for each in several if each.stance == "agree")


def test_the_data_is_that_of_the_command():
    found = opinion_map(table(*["aaaaaaaa"] * 4, *["addddddd"] * 3))

    assert opinions_as_data(found) == {
        "k": 2,
        "groups": {"p00": 0, "p01": 0, "p02": 0, "p03": 0, "p04": 1, "p05": 1, "p06": 1},
        "consensus": ["c00"],
        "representative": {
            "0": ["c01", "c02", "c03", "c04", "c05"],
            "1": ["c01", "c02", "c03", "c04", "c05"],
        },
        "too_little": None,
    }


def test_people_with_few_votes_are_left_out():
    found = opinion_map(table(*["aaaaaaaa"] * 4, *["dddddddd"] * 3, "aaaaaa--", "aaaaaaa-"))

    assert "p07" not in found.groups
    assert found.groups["p08"] == 0


def test_with_fewer_clauses_than_votes_asked_all_have_to_be_answered():
    found = opinion_map(table(*["aaa"] * 4, *["ddd"] * 3, "aa-"))

    assert (found.k, len(found.groups)) == (2, 7)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "too-few-people"),
        (["aaaaaaaa"], "too-few-people"),
        (["aaaaaaaa"] * 5, "too-few-people"),
        (["aaaaaaaa"] * 9, "all-the-same"),
        (["pppppppp"] * 9, "all-the-same"),
        (["--------"] * 9, "too-few-people"),
        (["a"] * 5 + ["d"] * 5, "too-few-clauses"),
        (["aaaaaaaa"] * 9 + ["dddddddd"], "no-groups"),
    ],
)
def test_too_little_to_group_says_why(rows, code):
    found = opinion_map(table(*rows))

    assert (found.k, found.groups, found.too_little.code) == (0, {}, code)
    assert opinions_as_data(found)["too_little"].startswith("Too little to group")


def test_a_map_may_ask_for_more_people_and_more_votes():
    rows = [*["aaaaaaaaaa"] * 60, *["dddddddddd"] * 39]
    few, enough = opinion_map(table(*rows), least_people=100), opinion_map(table(*rows), least_people=99)

    assert few.too_little.text == (
        "Too little to group: people with enough positions: 99 of the 100 that are needed."
    )
    assert enough.sizes == (60, 39)
    assert opinion_map(table(*rows), smallest=40).too_little.code == "no-groups"


@settings(max_examples=25)
@given(
    st.lists(st.text("adp-", min_size=8, max_size=8), max_size=24),
    st.randoms(use_true_random=False),
)
def test_a_map_is_the_same_in_whatever_order_people_and_clauses_come(rows, chance):
    before = table(*rows) if rows else table()
    people, clauses = list(range(len(before.people))), list(range(len(before.clauses)))
    chance.shuffle(people)
    chance.shuffle(clauses)
    after = VoteTable(
        tuple(before.people[at] for at in people),
        tuple(before.clauses[at] for at in clauses),
        tuple("".join(before.codes[at][clause] for clause in clauses) for at in people),
    )
    one, two = opinion_map(before), opinion_map(after)

    assert (one.groups, one.places, one.silhouettes, one.representative, one.too_little) == (
        two.groups, two.places, two.silhouettes, two.representative, two.too_little,
    )  # fmt: skip
    assert sorted(one.clauses, key=str) == sorted(two.clauses, key=str)


def test_a_large_map_is_made_in_two_seconds():
    chance = random.Random(7)
    codes = tuple("".join(chance.choices("adp-", [3, 2, 1, 4], k=200)) for _ in range(5000))
    large = VoteTable(tuple(map(str, range(5000))), tuple(map(str, range(200))), codes)
    started = time.process_time()

    assert opinion_map(large).k >= 2
    assert time.process_time() - started < 4, "twice the time it may take on a quiet machine"


def test_a_known_map_keeps_its_figures():
    """Golden: any change of these is a change of the method, and belongs into the changelog."""
    found = opinion_map(planted(12, 9, 7, clauses=9, missing=0.2, seed=3))

    assert (found.k, found.sizes, found.explained) == (3, (10, 7, 6), (0.357525, 0.281807))
    assert found.silhouettes == ((2, 0.450337), (3, 0.613528))
    assert found.places["p00"] == (-1.407809, 0.410999)
    assert found.centres == ((-0.322415, 1.44636), (1.938233, -0.810623), (-1.729828, -1.400569))
