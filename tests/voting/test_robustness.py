"""What an outcome depends on is found by subtraction, and is what leaving people out really gives."""

import time

from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.counting import Carried, Choice, Held, Traits, count, split_by
from consensus.voting.outcome import Objection, Status, objections_of, status_of, weigh
from consensus.voting.policies import Policy
from consensus.voting.robustness import (
    WITHOUT_CARRIED,
    Dependence,
    depends_on,
    with_and_without_carried,
)

from .making import EASY, agreed, objections, people, policies, positions

A, B = "system-creator", "license-creator"

BELONGS = {
    "established": lambda traits, name: not traits.established,
    "without-en-bloc": lambda traits, name: traits.en_bloc,
    "without-makers": lambda traits, name: traits.maker,
    "without-organisation": lambda traits, name: traits.organisation == name,
    "without-stop": lambda traits, name: traits.channel == f"stop:{name}",
    "without-scribe": lambda traits, name: traits.scribe == name,
    "without-carried": lambda traits, name: traits.carried == Carried.EDITED,
}
NAMES = {
    "without-organisation": ["org:1", "org:2"],
    "without-stop": ["lagos", "paris"],
    "without-scribe": ["p:scribe"],
}


def status(held, policy, several, called):
    weighed = weigh(split_by(count(held), lambda traits: traits.group), policy)
    return status_of(weighed, policy, objections_of(several), last_call_ended=called)


@given(positions, policies, objections, st.booleans(), st.booleans())
def test_dependences_are_what_a_recount_without_each_part_gives(held, policy, several, called, challenged):
    usual, expected = status(held, policy, several, called), []
    for rule, belongs in BELONGS.items():
        for name in NAMES.get(rule, [""]):
            left = [each for each in held if not belongs(each.traits, name)]
            others = [each for each in several if each.traits is None or not belongs(each.traits, name)]
            found = status(left, policy, others, called)
            if found != usual and (challenged or rule != WITHOUT_CARRIED):
                expected.append(Dependence(rule, name, found))

    assert depends_on(count(held), policy, several, last_call_ended=called, challenged=challenged) == expected


def test_an_outcome_that_rests_on_one_organisation_says_so():
    held = [*agreed(A, B, each=2), *people(2, Choice.OBJECT, group=A, organisation="org:acme", maker=True)]

    assert [each.as_data for each in depends_on(count(held), EASY)] == [
        {"rule": "without-makers", "name": "", "status": "consensus"},
        {"rule": "without-organisation", "name": "org:acme", "status": "consensus"},
    ]


def test_objections_of_those_left_out_are_left_out_and_others_are_not():
    held = agreed(A, B, each=4)
    theirs = Objection("comment:1", traits=Traits(organisation="org:acme"))
    others = Objection("comment:2")

    assert depends_on(count(held), EASY, [theirs]) == [
        Dependence("without-organisation", "org:acme", Status.CONSENSUS)
    ]
    assert depends_on(count(held), EASY, [theirs, others]) == []


def test_carried_positions_are_left_out_only_while_the_change_is_challenged():
    held = [*agreed(A, B, each=2), *people(9, Choice.OBJECT, group=B, carried=Carried.EDITED)]
    counters = count(held)

    assert depends_on(counters, EASY) == []
    assert depends_on(counters, EASY, challenged=True) == [
        Dependence("without-carried", "", Status.CONSENSUS)
    ]
    assert with_and_without_carried(counters, EASY) == ("contested", "consensus", "contested")


def test_objections_of_carried_positions_are_out_with_them():
    held = [*agreed(A, B, each=2), *people(1, Choice.OBJECT, carried=Carried.EDITED)]
    objection = Objection("comment:1", traits=Traits(carried=Carried.EDITED))

    assert with_and_without_carried(count(held), EASY, [objection]) == ("contested", "consensus", "contested")


def test_a_thousand_organisations_cost_little():
    held = [
        Held(f"v:{at}", Choice.SUPPORT, Traits(group=(A, B)[at % 2], organisation=f"org:{at // 5}"))
        for at in range(5000)
    ]
    counters = count(held)
    started = time.process_time()

    assert depends_on(counters, Policy(groups_heard=2)) == []
    assert time.process_time() - started < 2
