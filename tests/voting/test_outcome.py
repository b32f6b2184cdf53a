"""What becomes of a clause: the first outcome that fits, by exact fractions."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.counting import Choice, Counts, count, split_by
from consensus.voting.outcome import (
    Objection,
    Objections,
    Status,
    objections_of,
    status_of,
    weigh,
    worse_of,
)

from .making import EASY, agreed, objections, people, policies, positions

A, B, C = "system-creator", "license-creator", "regulator"
NO_OBJECTION = Objections()
UNANSWERED, ADDRESSED = Objections(1, 1, 0), Objections(1, 0, 1)


def status(held, policy=EASY, standing=NO_OBJECTION, *, last_call_ended=False):
    by_group = split_by(count(held), lambda traits: traits.group)
    return status_of(weigh(by_group, policy), policy, standing, last_call_ended=last_call_ended).value


ENOUGH = agreed(A, B, each=2)
SPLIT = [*agreed(A, each=4), *people(2, Choice.OBJECT, group=B)]
FEW = agreed(A, each=3)


@pytest.mark.parametrize(
    ("held", "standing", "called", "expected"),
    [
        (ENOUGH, NO_OBJECTION, False, "consensus"),
        (ENOUGH, ADDRESSED, False, "rough-consensus"),
        (ENOUGH, UNANSWERED, False, "contested"),
        (ENOUGH, Objections(2, 1, 1), False, "contested"),
        (SPLIT, NO_OBJECTION, False, "contested"),
        (SPLIT, ADDRESSED, False, "contested"),
        (FEW, NO_OBJECTION, False, "quiet"),
        (FEW, UNANSWERED, False, "quiet"),
        ([], NO_OBJECTION, False, "quiet"),
        (ENOUGH, NO_OBJECTION, True, "consensus"),
        (ENOUGH, ADDRESSED, True, "rough-consensus"),
        (ENOUGH, UNANSWERED, True, "contested"),
        (SPLIT, NO_OBJECTION, True, "no-objection"),
        (FEW, NO_OBJECTION, True, "no-objection"),
        ([], NO_OBJECTION, True, "no-objection"),
        (FEW, ADDRESSED, True, "quiet"),
    ],
)
def test_the_first_outcome_that_fits(held, standing, called, expected):
    assert status(held, EASY, standing, last_call_ended=called) == expected


def test_a_last_call_is_an_outcome_only_where_the_policy_accepts_it():
    assert status(FEW, replace(EASY, last_call_accepted=False), last_call_ended=True) == "quiet"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"quorum": 4}, "consensus"),
        ({"quorum": 5}, "quiet"),
        ({"quorum_per_group": 3}, "quiet"),
        ({"groups_heard": 3}, "quiet"),
        ({"must_be_heard": (A,)}, "consensus"),
        ({"must_be_heard": (C,)}, "quiet"),
    ],
)
def test_quorums_are_asked_in_total_by_group_and_of_groups(change, expected):
    assert status(ENOUGH, replace(EASY, **change)) == expected


def test_abstentions_count_to_the_quorums_and_to_no_share():
    abstaining = [*agreed(A, each=2), *people(2, Choice.ABSTAIN, group=B)]

    assert status(abstaining) == "consensus"
    assert status([*people(2, Choice.ABSTAIN, group=A), *people(2, Choice.ABSTAIN, group=B)]) == "quiet"


def test_a_large_group_cannot_hide_a_small_one():
    held = [*agreed(A, each=98), *people(2, Choice.OBJECT, group=B)]
    weighed = weigh(split_by(count(held), lambda traits: traits.group), EASY)

    assert weighed.share == Fraction(98, 100)
    assert (weighed.lowest, weighed.below(EASY.threshold)) == (B, (B,))
    assert status(held) == "contested"


def test_a_group_below_its_quorum_is_not_heard_and_blocks_nothing():
    held = [*ENOUGH, *people(1, Choice.OBJECT, group=C), *people(1, group="no-longer-listed")]
    weighed = weigh(split_by(count(held), lambda traits: traits.group), EASY)

    assert weighed.heard == (A, B)
    assert weighed.not_heard == (C, "licensee", "end-user", "subject")
    assert status(held) == "consensus"


@pytest.mark.parametrize(("against", "expected"), [(1, "consensus"), (2, "contested")])
def test_thresholds_are_exact(against, expected):
    held = [*agreed(A, each=2), *people(against, Choice.OBJECT), *people(0)]
    policy = replace(EASY, quorum=1, groups_heard=1, threshold=Decimal("0.5"), rough_threshold=Decimal("0.5"))
    third = replace(policy, threshold=Decimal("0.666666666666"), rough_threshold=Decimal("0.666666666666"))

    assert status([*held, *people(against - 1, Choice.OBJECT, of="q")], policy) == expected
    assert status(held, third) == ("consensus" if against == 1 else "contested")


def test_rough_consensus_may_ask_for_less():
    policy = replace(EASY, rough_threshold=Decimal("0.5"))
    held = [*people(2, group=A), *people(2, Choice.OBJECT, group=A), *agreed(B, each=2)]

    assert status(held, policy) == "rough-consensus"
    assert status(held, policy, UNANSWERED) == "contested"
    assert status(held) == "contested"


def test_groups_may_weigh_equally():
    held = [*agreed(A, each=8), *people(1, group=B), *people(1, Choice.OBJECT, group=B)]
    by_group = split_by(count(held), lambda traits: traits.group)

    assert weigh(by_group, EASY).share == Fraction(9, 10)
    assert weigh(by_group, EASY, groups_equal=True).share == Fraction(3, 4)
    assert weigh({}, EASY, groups_equal=True).share is None


@given(positions, policies, objections, st.booleans())
def test_every_clause_has_one_outcome_that_keeps_its_promise(held, policy, several, called):
    weighed = weigh(split_by(count(held), lambda traits: traits.group), policy)
    standing = objections_of(several)
    found = status_of(weighed, policy, standing, last_call_ended=called)

    assert set(weighed.heard) | set(weighed.not_heard) == set(policy.slugs)
    if found in (Status.CONSENSUS, Status.NO_OBJECTION):
        assert standing.standing == 0
    if found == Status.ROUGH:
        assert standing.unaddressed == 0
    if found in (Status.CONSENSUS, Status.ROUGH):
        assert weighed.totals.n >= policy.quorum
        assert all(share >= Fraction(policy.threshold) for share in weighed.shares.values())


@given(positions, policies)
def test_more_support_never_makes_an_agreed_clause_contested(held, policy):
    before = status(held, policy)
    after = status([*held, *people(1, of="new", group=A)], policy)

    if before == "consensus":
        # one more may make a group heard that objects; without that it stays
        heard = weigh(split_by(count(held), lambda traits: traits.group), policy).heard
        assert after == "consensus" or A not in heard


def test_objections_are_counted_by_what_became_of_them():
    found = objections_of(
        [Objection("a"), Objection("b", addressed=True, sustained=True), Objection("c", True)]
    )

    assert found == Objections(standing=3, unaddressed=1, sustained=1)


def test_the_worse_outcome_is_the_one_a_gate_takes():
    assert worse_of(Status.CONSENSUS, Status.ROUGH) == Status.ROUGH
    assert worse_of(Status.QUIET, Status.CONTESTED) == Status.CONTESTED
    assert worse_of(Status.NO_OBJECTION, Status.QUIET) == Status.QUIET


def test_a_tally_of_nobody_weighs_nothing():
    weighed = weigh({}, EASY)

    assert (weighed.totals, weighed.share, weighed.lowest) == (Counts(), None, None)
