"""Combinations that few people share: made coarser from counts alone, as the published rule does from people."""

from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.coarse import published_of
from consensus.voting.coarsening import HIDDEN, Row, coarsened

FEATURES = st.tuples(*[st.sampled_from("ab")] * 3)


@given(st.lists(FEATURES, max_size=14))
def test_counts_give_what_people_give(features: list[tuple[str, ...]]) -> None:
    many = {each: features.count(each) for each in features}

    becomes = published_of(many, below=3)

    assert [becomes[each] for each in features] == coarsened(
        [Row(str(n), each) for n, each in enumerate(features)]
    )


def test_one_alone_is_hidden_altogether() -> None:
    assert published_of({("x", "y"): 1}, below=2) == {("x", "y"): (HIDDEN, HIDDEN)}
