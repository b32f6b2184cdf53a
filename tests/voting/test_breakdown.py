"""Slices hold whatever results leave out or show apart, and come to the same as counting positions."""

from hypothesis import given

from consensus.voting.breakdown import (
    CONTINENT,
    MAKER,
    ORGANISATION,
    STOP,
    Breakdown,
    Slice,
    breakdown_of,
    by_channel,
    by_continent,
    less,
    slice_called,
    slices_of,
    summed,
    together,
)
from consensus.voting.counting import UNSTATED, Counts, Traits, count, kept, split_by, total

from .making import positions

ONE = Counts(support=1)


@given(positions)
def test_everything_is_in_the_slice_of_everything(held):
    counters = count(held)

    assert breakdown_of(counters).by_group == split_by(counters, lambda traits: traits.group)
    assert breakdown_of(counters).total() == total(counters)


@given(positions)
def test_a_slice_is_what_has_its_trait(held):
    counters, found = count(held), breakdown_of(count(held))

    assert found.total(MAKER) == total(kept(counters, lambda traits: traits.maker))
    assert found.total(STOP, "lagos") == total(kept(counters, lambda traits: traits.channel == "stop:lagos"))
    assert found.all_of(ORGANISATION) == split_by(
        kept(counters, lambda traits: traits.organisation is not None), lambda traits: traits.group
    )


@given(positions)
def test_by_channel_and_by_continent_everybody_stands_once(held):
    counters, found = count(held), breakdown_of(count(held))

    assert by_channel(found) == split_by(counters, lambda traits: traits.channel)
    assert by_continent(found, UNSTATED) == split_by(counters, lambda traits: traits.continent)


@given(positions, positions)
def test_breakdowns_add_up_as_counters_do(some, others):
    one, other = count(some), count(others)
    both = {key: one.get(key, Counts()) + other.get(key, Counts()) for key in one.keys() | other.keys()}

    assert together([breakdown_of(one), breakdown_of(other)]) == breakdown_of(both)


def test_a_breakdown_is_one_already():
    found = Breakdown({Slice(): {"licensee": ONE}})

    assert breakdown_of(found) is found


def test_a_position_is_in_a_slice_for_each_of_its_traits():
    traits = Traits(
        channel="stop:lagos",
        continent="africa",
        organisation="open-lab",
        maker=True,
        established=False,
        scribe="p:s",
    )

    assert [each.text for each in slices_of(traits)] == [
        "new", "maker", "organisation:open-lab", "stop:lagos", "scribe:p:s", "continent:africa",
    ]  # fmt: skip
    assert list(slices_of(Traits())) == []


def test_slices_are_known_by_their_texts():
    for each in (Slice(), Slice(MAKER), Slice(CONTINENT, "africa"), Slice("scribe", "p:abc")):
        assert slice_called(each.text) == each


def test_what_is_left_without_a_part_has_no_empty_groups():
    everything = {"licensee": ONE, "regulator": Counts(object=2)}

    assert less(everything, {"licensee": ONE}) == {"regulator": Counts(object=2)}
    assert summed([everything, {"licensee": ONE}]) == {
        "licensee": Counts(support=2),
        "regulator": Counts(object=2),
    }
