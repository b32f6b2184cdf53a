"""The tally of a clause: parts add up to totals, apart figures are inside, and the data is that of the
interface.
"""

from hypothesis import given

from consensus.voting.counting import Carried, Choice, Counts, added, count
from consensus.voting.shares import concentration
from consensus.voting.tally import tally, tally_as_data, tally_of

from .making import people, positions


@given(positions)
def test_every_table_adds_up_to_the_totals(held):
    found = tally_of(held)

    for by in (found.by_group, found.by_channel, found.by_continent):
        assert added(by.values()) == found.totals
    for part in (found.carried, found.edited, found.en_bloc, found.late, found.makers):
        assert found.totals - part
    assert found.carried - found.edited


@given(positions)
def test_shares_for_and_against_make_one_without_abstentions(held):
    found = tally_of(held)
    backing, against = found.shares

    assert backing.of == against.of == found.totals.of <= found.totals.n
    if backing.of:
        assert abs(backing.value + against.value - 1) < 2e-6


@given(positions)
def test_positions_and_their_counters_have_the_same_tally(held):
    assert tally(count(held)) == tally_of(held)


def test_the_data_has_the_fields_of_the_interface():
    held = [
        *people(5, group="subject", continent="africa"),
        *people(3, Choice.ACCEPT, channel="stop:lagos", en_bloc=True, carried=Carried.SAME_WORDS),
        *people(2, Choice.OBJECT, group="subject", maker=True),
        *people(4, Choice.ABSTAIN, late=True),
    ]

    data = tally_as_data(tally_of(held, stale=Counts(2, 1), roll=56, concentration=concentration({1: 14})))

    assert data == {
        "totals": {"support": 5, "accept": 3, "abstain": 4, "object": 2, "n": 14},
        "shares": {
            "for": {"value": 0.8, "low": 0.490162, "high": 0.943318, "of": 10},
            "against": {"value": 0.2, "low": 0.056682, "high": 0.509838, "of": 10},
        },
        "by_group": {
            "subject": {"support": 5, "accept": 0, "abstain": 0, "object": 2, "n": 7},
            "unstated": {"support": 0, "accept": 3, "abstain": 4, "object": 0, "n": 7},
        },
        "by_channel": {
            "online": {"support": 5, "accept": 0, "abstain": 4, "object": 2, "n": 11},
            "stop:lagos": {"support": 0, "accept": 3, "abstain": 0, "object": 0, "n": 3},
        },
        "by_continent": {
            "africa": {"support": 5, "accept": 0, "abstain": 0, "object": 0, "n": 5},
            "unstated": {"support": 0, "accept": 3, "abstain": 4, "object": 2, "n": 9},
        },
        "stale": 3,
        "carried": 3,
        "en_bloc": 3,
        "late": 4,
        "makers": 2,
        "set_aside": 0,
        "turnout": {"value": 0.25, "part": 14, "of": 56},
        "concentration": {"value": 0.142857, "held": 2, "positions": 14, "people": 14, "tenth": 2},
    }


def test_an_empty_tally_has_no_shares():
    data = tally_as_data(tally({}))

    assert data["shares"]["for"] == {"value": None, "low": None, "high": None, "of": 0}
    assert (data["turnout"], data["concentration"], data["by_group"]) == (None, None, {})
