"""Recounts by other stated rules, and whether the outcome depends on the rule."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.counting import Choice, Counts, count, total
from consensus.voting.outcome import Objection
from consensus.voting.policies import Policy
from consensus.voting.recount import (
    KEEPS,
    RULES,
    Rule,
    recount,
    recounted_as_data,
    rule_called,
    rules_of,
    voice_of,
)

from .making import EASY, agreed, objections, people, policies, positions

A, B = "system-creator", "license-creator"


def by(rule, held, policy=EASY, several=()):
    found = recount(count(held), rule_called(rule), policy, several)
    return found.status.value, found.depends


@given(positions, policies, objections)
def test_the_policys_own_way_depends_on_nothing(held, policy, several):
    found = recount(count(held), Rule("person"), policy, several)

    assert found.totals == total(count(held))
    assert not found.depends


@pytest.mark.parametrize("rule", sorted(KEEPS))
@given(held=positions, policy=policies, several=objections)
def test_rules_that_keep_some_count_just_these(rule, held, policy, several):
    kept = [each for each in held if KEEPS[rule](each.traits)]
    left = [each for each in several if each.traits is None or KEEPS[rule](each.traits)]
    found = recount(count(held), Rule(rule), policy, several)

    assert found.totals == total(count(kept))
    assert found.outcome == recount(count(kept), Rule("person"), policy, left).outcome


@given(positions, policies)
def test_online_and_rooms_are_everybody(held, policy):
    counters = count(held)
    online, rooms = (recount(counters, Rule(rule), policy).totals for rule in ("online", "rooms"))

    assert online + rooms == total(counters)


@given(positions, policies)
def test_each_organisation_is_one(held, policy):
    alone = [each for each in held if each.traits.organisation is None]
    organisations = {each.traits.organisation for each in held} - {None}
    found = recount(count(held), Rule("organisation"), policy)

    assert found.totals.n == len(alone) + len(organisations)
    assert found.outcome.weighed.share == found.totals.share


@given(st.builds(Counts, *[st.integers(0, 5)] * 4))
def test_an_organisation_has_one_voice_which_is_that_of_most(counts):
    voice = voice_of(counts)

    assert voice.n == min(1, counts.n)
    if voice.backing:
        assert counts.backing > max(counts.against, counts.abstain)
        assert voice.support == (counts.support > counts.accept)
    if voice.against:
        assert counts.against > max(counts.backing, counts.abstain)


def test_an_organisation_with_many_people_decides_as_persons_only():
    held = [
        *agreed(A, B, each=3),
        *people(20, Choice.OBJECT, group=A, organisation="org:acme"),
    ]

    assert by("person", held) == ("contested", False)
    assert by("organisation", held) == ("consensus", True)
    assert recount(count(held), Rule("organisation"), EASY).totals == Counts(support=6, object=1)


def test_stakeholder_groups_that_weigh_equally_outweigh_people_without_one():
    held = [*agreed(A, B, each=2), *people(4, Choice.OBJECT)]

    assert by("person", held) == ("contested", False)
    assert by("groups-equal", held) == ("consensus", True)
    assert recount(count(held), Rule("groups-equal"), EASY).totals == Counts(support=4, object=4)


def test_another_threshold_is_another_outcome():
    held = [*agreed(A, B, each=7), *people(3, Choice.OBJECT, group=A), *people(3, Choice.OBJECT, group=B)]

    assert by("threshold=0.66", held) == ("consensus", False)
    assert by("threshold=.7", held) == ("consensus", False)
    assert by("threshold=0.71", held) == ("contested", True)
    assert by("threshold=1", held) == ("contested", True)


def test_the_objections_of_makers_go_with_the_makers():
    held = [*agreed(A, B, each=2), *people(1, Choice.OBJECT, maker=True)]
    (maker,) = (each.traits for each in held if each.traits.maker)

    assert by("without-makers", held, several=[Objection("comment:1", traits=maker)]) == ("consensus", True)
    assert by("without-makers", held, several=[Objection("comment:1")]) == ("contested", False)


def test_too_few_people_in_rooms_are_no_reason_for_a_warning():
    held = agreed(A, B, each=2)
    rooms, fewer = (recount(count(held), Rule(rule), EASY) for rule in ("rooms", "organisation"))

    assert (rooms.status, rooms.depends, rooms.says_something) == ("quiet", True, False)
    assert (fewer.status, fewer.says_something) == ("consensus", False)


@pytest.mark.parametrize(
    "text",
    ["", "people", "threshold", "threshold=2", "threshold=0", "threshold=66", "online=1", "threshold=0.5x"],
)
def test_a_rule_that_is_none_is_told_which_there_are(text):
    with pytest.raises(ValueError, match="there are person, organisation, groups-equal"):
        rule_called(text)


def test_rules_are_read_as_they_are_written():
    assert [str(rule_called(rule)) for rule in RULES] == list(RULES)
    assert str(rule_called(" threshold=0.75 ")) == "threshold=0.75"


def test_results_show_all_rules_and_the_thresholds_of_the_policy():
    policy = replace(Policy(), thresholds=(Decimal("0.5"), Decimal("0.66")))

    assert [str(rule) for rule in rules_of(policy)] == [*RULES, "threshold=0.5"]


def test_the_data_is_that_of_the_command():
    held = [*agreed(A, B, each=2), *people(1, Choice.OBJECT, group=A), *people(1, Choice.ABSTAIN)]

    assert recounted_as_data(recount(count(held), rule_called("threshold=0.9"), EASY)) == {
        "rule": "threshold=0.9",
        "totals": {"support": 4, "accept": 0, "abstain": 1, "object": 1, "n": 6},
        "for": 0.8,
        "status": "contested",
        "depends_on_rule": True,
    }


@given(held=positions, policy=policies, several=objections)
def test_one_stop_alone_counts_just_what_came_from_it(held, policy, several):
    kept = [each for each in held if each.traits.channel == "stop:lagos"]
    left = [each for each in several if each.traits is None or each.traits.channel == "stop:lagos"]
    found = recount(count(held), rule_called("stop:lagos"), policy, several)

    assert found.totals == total(count(kept))
    assert found.outcome == recount(count(kept), Rule("person"), policy, left).outcome


@pytest.mark.parametrize(
    "text", ["stop:", "stop:Lagos", "stop:a b", "stop:lagos=1", "stops:lagos", "stop:-a"]
)
def test_what_is_no_stop_is_no_rule(text):
    with pytest.raises(ValueError, match="stop:SLUG"):
        rule_called(text)


def test_too_few_people_at_one_stop_are_no_warning():
    found = recount(
        count([*agreed(A, B), *people(1, group=A, channel="stop:lagos")]), rule_called("stop:lagos"), EASY
    )

    assert (found.depends, found.says_something, str(found.rule)) == (True, False, "stop:lagos")
