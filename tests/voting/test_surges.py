"""A surge is told by its busiest stretch."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.policies import Policy
from consensus.voting.surges import Surge, surge_of

NOON = datetime(2024, 9, 7, 12, tzinfo=UTC)
POLICY = replace(Policy(), surge_positions=3, surge_minutes=60)


def at(*minutes):
    return [NOON + timedelta(minutes=each) for each in minutes]


def test_as_many_as_expected_are_no_surge():
    assert surge_of(at(0, 1, 2), POLICY) is None
    assert surge_of(at(0, 20, 40, 60), POLICY) is None
    assert surge_of([], POLICY) is None


def test_the_busiest_stretch_is_told():
    assert surge_of(at(300, 0, 10, 20, 30, 310, 311, 312, 313), POLICY) == Surge(*at(300, 313), 5)
    assert surge_of(at(0, 10, 20, 59), POLICY) == Surge(*at(0, 59), 4)


@given(st.lists(st.integers(0, 600), max_size=20))
def test_a_surge_is_the_most_that_fit_in_the_time(minutes):
    found = surge_of(at(*minutes), POLICY)
    most = max((sum(start <= each < start + 60 for each in minutes) for start in minutes), default=0)

    assert (found.positions if found else 0) == (most if most > 3 else 0)
