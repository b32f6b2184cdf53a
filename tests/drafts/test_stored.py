import json

from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.clauses import outline
from consensus.drafts.plans import Decisions, Declaration
from consensus.drafts.sides import Join
from consensus.drafts.sources import read
from consensus.drafts.stored import (
    decisions_from_json,
    decisions_to_json,
    joins_from_json,
    joins_to_json,
    outline_from_json,
    outline_to_json,
)
from tests.drafts.making import OLD

KEYS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
SOURCES = st.lists(KEYS, max_size=3).map(tuple)
WORDS = st.none() | st.text(max_size=20)
DECISIONS = st.builds(
    Decisions,
    st.dictionaries(KEYS, st.tuples(st.sampled_from(["new", "edited", "split"]), SOURCES)),
    st.dictionaries(
        KEYS,
        st.builds(
            Declaration,
            st.sampled_from(["editorial", "substantive"]),
            KEYS,
            WORDS,
            WORDS,
            st.none() | SOURCES,
        ),
    ),
    st.dictionaries(KEYS, st.booleans()),
)
JOINS = st.lists(
    st.builds(
        Join, KEYS, SOURCES, st.integers(0, 1000).map(lambda n: n / 1000), st.text(max_size=9), KEYS,
        st.lists(st.tuples(KEYS, st.integers() | st.text(max_size=5)), max_size=2).map(tuple),
    )
)  # fmt: skip


def through_text(data):
    return json.loads(json.dumps(data))


@given(DECISIONS)
def test_decisions_come_back_as_they_were(decisions):
    assert decisions_from_json(through_text(decisions_to_json(decisions))) == decisions


@given(JOINS)
def test_joins_come_back_as_they_were(joins):
    assert joins_from_json(through_text(joins_to_json(joins))) == joins


def test_an_outline_comes_back_as_it_was():
    found = outline([read("a.md", OLD + "\nTODO\n")])

    assert outline_from_json(through_text(outline_to_json(found))) == found


def test_nothing_decided_is_stored_as_nothing():
    assert decisions_from_json(None) == decisions_from_json({}) == Decisions()
