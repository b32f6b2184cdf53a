"""A policy says what it holds, in sentences that a page can show."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from consensus.voting.policies import NET, STANDARD_BANDS, Bands, Policy, policy_as_data, said_of

CHANGES = [
    {"who": "confirmed"}, {"who": "named"}, {"advisory": False}, {"identity": "public"}, {"en_bloc": False},
    {"must_be_heard": ("subject",)}, {"last_call_accepted": False}, {"tally_visible": "always"},
    {"tally_visible": "after-closing"}, {"quorum": 13}, {"quorum_per_group": 9}, {"groups_heard": 1},
    {"threshold": Decimal("0.7")}, {"rough_threshold": Decimal("0.6")}, {"grace_days": 1},
    {"challenge_days": 1}, {"last_call_days": 99}, {"appeal_days": 1}, {"appeal_participants": 1},
    {"answer_days": 1}, {"reminders": 9},
    {"no_reply_days": 1}, {"surge_positions": 1}, {"surge_minutes": 1},
    {"established_days": 1}, {"thresholds": ()},
    {"coarsen_below": 9}, {"map_people": 9}, {"map_positions": 9}, {"map_smallest": 9},
    {"bands": Bands(NET, None, STANDARD_BANDS, "no")},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: "-".join(map(str, change)))
def test_whatever_is_changed_in_a_policy_is_said(change):
    before, after = said_of(Policy()), said_of(replace(Policy(), **change))

    assert before != after
    assert all(each.text for each in after)


def test_the_standard_policy_says_what_is_enough():
    said = [each.text for each in said_of(Policy())]

    assert said[0] == "Everyone may take part: every account, and every guest of a sitting."
    assert "Positions needed on a clause, abstentions included: 12." in said
    assert "Stakeholder groups that have to be heard: 4 of 6." in said
    assert "Each outcome is also counted with other thresholds: 0.5, 0.75." in said


def test_the_data_keeps_decimals_as_they_were_written():
    bands = Bands(NET, Decimal("16.27"), (("yes", Decimal("2.0")),), "no")

    data = json.loads(json.dumps(policy_as_data(replace(Policy(), threshold=Decimal("0.660"), bands=bands))))

    assert data["threshold"] == "0.660"
    assert data["positions"] == ["support", "accept", "abstain", "object"]
    assert data["bands"] == {"count": "net", "mean": "16.27", "factors": [["yes", "2.0"]], "below": "no"}
    assert data["groups"][5]["slug"] == "subject"
    assert data["sentences"][0].startswith("Everyone may take part")
