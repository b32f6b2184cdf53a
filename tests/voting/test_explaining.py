"""An outcome says why, and ends with what would change it; and what it says would change it does."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.counting import Choice, Counts, count
from consensus.voting.explaining import more_against, more_backing, outcome, outcome_as_data
from consensus.voting.outcome import Objections, Status, objections_of
from consensus.voting.robustness import Dependence
from consensus.voting.tally import tally, tally_of

from .making import EASY, agreed, objections, people, policies, positions

A, B = "system-creator", "license-creator"
ENOUGH = agreed(A, B, each=2)


def told(held, policy=EASY, standing=Objections(), **more):
    return [each.text for each in outcome(tally_of(held), policy, standing, **more).sentences]


def test_too_few_positions_say_how_many_are_missing():
    assert told([*agreed(A, each=2), *people(1, Choice.OBJECT)], EASY, Objections(1, 1)) == [
        "Too few positions.",
        "Positions so far: 3 of the 4 that are needed.",
        "Stakeholder groups heard: 1 of the 2 that are needed; not heard: license-creator, regulator,"
        " licensee, end-user, subject.",
        "Objections that stand: 1.",
        "Positions still needed: 1.",
        "Stakeholder groups still to be heard: 1 of license-creator, regulator, licensee, end-user, subject.",
    ]


def test_a_group_that_must_be_heard_is_named():
    found = told(ENOUGH, replace(EASY, must_be_heard=("subject",)))

    assert found == [
        "Too few positions.",
        "Not heard, though they have to be: subject.",
        "Still to be heard: subject.",
    ]


def test_only_abstentions_are_no_answer():
    held = [*people(2, Choice.ABSTAIN, group=A), *people(2, Choice.ABSTAIN, group=B)]

    assert told(held) == [
        "Too few positions.",
        "Nobody is for or against.",
        "Positions for or against would change this.",
    ]


def test_consensus_says_what_would_end_it():
    assert told([*ENOUGH, *people(6, group=A, of="more"), *people(1, Choice.OBJECT, group=A)]) == [
        "Consensus: 10 of 11 for, no objection stands.",
        "The lowest share is that of system-creator: 8 of 9.",
        "One standing objection would change this.",
        "So would 2 more against in the stakeholder group license-creator.",
    ]


def test_rough_consensus_says_what_would_make_it_more_and_less():
    found = told([*ENOUGH], EASY, Objections(2, 0, 1))

    assert found[0] == "Rough consensus: 4 of 4 for; objections that stand, all addressed: 2."
    assert found[-1] == "It would be consensus without the objections that stand: 2."


def test_contested_names_the_groups_and_the_objections():
    held = [*agreed(A, each=4), *people(1, group=B), *people(2, Choice.OBJECT, group=B)]

    assert told(held, EASY, Objections(2, 1, 0)) == [
        "Contested.",
        "In the stakeholder group license-creator 1 of 3 are for, less than 0.66.",
        "Objections that stand and are not addressed: 1.",
        "It changes once they are addressed or let go.",
        "With 3 more for, the threshold is reached in the stakeholder group license-creator.",
    ]


def test_a_last_call_without_objection_still_says_what_is_missing():
    assert told(agreed(A, each=3), last_call_ended=True) == [
        "No objection in the last call; positions: 3.",
        "Positions so far: 3 of the 4 that are needed.",
        "Stakeholder groups heard: 1 of the 2 that are needed; not heard: license-creator, regulator,"
        " licensee, end-user, subject.",
        "One standing objection would change this.",
    ]


def test_unanimity_that_is_missed_can_only_be_reached_by_people_who_change():
    held = [*ENOUGH, *people(1, Choice.OBJECT, group=A)]
    policy = replace(EASY, threshold=Decimal(1), rough_threshold=Decimal(1))

    assert told(held, policy)[-1] == (
        "In the stakeholder group system-creator only positions that change could reach the threshold."
    )


counts = st.builds(Counts, st.integers(0, 40), st.integers(0, 40), st.integers(0, 5), st.integers(0, 40))
thresholds = st.integers(1, 100).map(lambda percent: Decimal(percent) / 100)


@given(counts, thresholds)
def test_margins_are_the_fewest_that_are_enough(found, threshold):
    def reaches(each):
        return each.share is not None and each.share >= threshold

    if reaches(found):
        more = more_against(found, threshold)
        assert not reaches(found + Counts(object=more))
        assert more == 1 or reaches(found + Counts(object=more - 1))
    elif found.of:
        more = more_backing(found, threshold)
        if more is None:
            assert threshold == 1
        else:
            assert reaches(found + Counts(more))
            assert not reaches(found + Counts(more - 1))


@given(positions, policies, objections, st.booleans())
def test_every_outcome_ends_with_what_would_change_it(held, policy, several, called):
    found = outcome(tally(count(held)), policy, objections_of(several), last_call_ended=called)

    assert found.sentences[0].code.startswith(found.status.value)
    assert found.sentences[-1].code.startswith("change-")
    assert all(each.text for each in found.sentences)


def test_the_data_holds_status_sentence_and_what_it_depends_on():
    found = outcome(tally_of(ENOUGH), EASY)

    data = outcome_as_data(found, [Dependence("without-organisation", "org:1", Status.QUIET)])

    assert data == {
        "status": "consensus",
        "sentence": "Consensus: 4 of 4 for, no objection stands. "
        "The lowest share is that of system-creator: 2 of 2. One standing objection would change this. "
        "So would 2 more against in the stakeholder group system-creator.",
        "depends_on": [{"rule": "without-organisation", "name": "org:1", "status": "quiet"}],
        "not_heard": ["regulator", "licensee", "end-user", "subject"],
        "lowest": {"group": "system-creator", "backing": 2, "of": 2},
        "below": [],
        "objections": {"standing": 0, "unaddressed": 0, "sustained": 0},
    }


@pytest.mark.parametrize("policy", [EASY])
def test_a_tally_of_nobody_is_explained(policy):
    assert outcome(tally({}), policy).status == Status.QUIET
    assert outcome_as_data(outcome(tally({}), policy))["lowest"] is None
