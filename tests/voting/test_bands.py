"""The component vote of 2024, counted net and counted by what is for alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.bands import banded
from consensus.voting.counting import Counts
from consensus.voting.policies import NET, POSITIVE, STANDARD_BANDS, Bands

# For and against of each component; only the training datasets had votes against (phase 1).
FOR = {
    "libraries": 71, "parameters": 41, "training-code": 39, "inference-code": 39, "architecture": 33,
    "pre-processing-code": 29, "testing-datasets": 19, "usage-documentation": 19, "research-paper": 18,
    "evaluation-code": 15, "benchmarking-datasets": 15, "validation-datasets": 13, "other-documentation": 13,
    "model-card": 9, "technical-report": 7, "metadata": 6, "evaluation-results": 5, "sample-outputs": 4,
    "benchmark-code": 3, "evaluation-data": 3, "data-card": 1,
}  # fmt: skip
VOTES = {key: Counts(support=many) for key, many in FOR.items()} | {
    "training-datasets": Counts(support=20, accept=7, object=7)
}
OF_2024 = Bands(NET, Decimal("16.27"), STANDARD_BANDS, "no")


def test_the_training_datasets_turn_from_maybe_to_lean_yes():
    found = banded(VOTES, OF_2024)["training-datasets"]

    assert found.as_data == {
        "key": "training-datasets",
        "band": "maybe",
        "depends_on_rule": True,
        "ways": {"net": {"counted": 20, "band": "maybe"}, "positive": {"counted": 27, "band": "lean-yes"}},
    }


def test_the_other_way_of_counting_gives_the_other_band():
    bands = Bands(POSITIVE, Decimal("16.27"), STANDARD_BANDS, "no")

    assert banded(VOTES, bands)["training-datasets"].band == "lean-yes"


def test_no_other_component_depends_on_the_rule():
    found = banded(VOTES, OF_2024)

    assert [key for key, each in found.items() if each.depends] == ["training-datasets"]
    assert {
        band: [key for key, each in found.items() if each.band == band] for band in ("yes", "lean-yes")
    } == {
        "yes": ["libraries", "parameters", "training-code", "inference-code", "architecture"],
        "lean-yes": ["pre-processing-code"],
    }


@pytest.mark.parametrize(
    ("value", "band"), [(4, "yes"), (3, "lean-yes"), (2, "maybe"), (1, "lean-no"), (0, "no")]
)
def test_a_band_begins_at_its_multiple(value, band):
    bands = Bands(NET, Decimal(2), STANDARD_BANDS, "no")

    assert banded({"a": Counts(support=value)}, bands)["a"].band == band


def test_nothing_is_reached_where_the_mean_is_nothing():
    bands = Bands(NET, None, STANDARD_BANDS, "no")

    assert {each.band for each in banded({"a": Counts(), "b": Counts(object=3)}, bands).values()} == {"no"}
    assert banded({}, bands) == {}


@given(st.dictionaries(st.text(max_size=3), st.builds(Counts, *[st.integers(0, 50)] * 4), max_size=8))
def test_without_votes_against_the_way_of_counting_does_not_matter(totals):
    friendly = {key: Counts(each.support, each.accept, each.abstain) for key, each in totals.items()}

    assert not any(each.depends for each in banded(friendly, Bands(NET, None, STANDARD_BANDS, "no")).values())
