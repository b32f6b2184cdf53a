"""What a comment is in a later draft is what the map says of its clause, and of its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.discussion.carrying import Carried, Carrier, carried
from consensus.drafts.changes import ChangeFound, ChangeKind, describe
from consensus.drafts.composing import compose
from consensus.drafts.sides import Join, Side


def side(key, text, *, order=0, part="a", markdown=None):
    """A paragraph of a draft; its text is its digest."""
    return Side(
        key, True, "paragraph", text, markdown or text, f"digest of {text}", "", part, None, None, order
    )


def seen(old, new, joins):
    """A carrier between two drafts."""
    changes = describe(old, new, [Join(key, sources, 1.0, "") for key, sources in joins.items()])
    return Carrier(changes, {one.key: one.digest for one in new})


OLD = [side(key, f"words of {key}", order=n) for n, key in enumerate("abcdefg")]
NEW = [
    side("a", "words of a", order=0),
    side("b", "other words of b", order=1),
    side("c", "words of c", order=2, part="b"),
    side("d", "words of d", order=3),
    side("d2", "more words of d", order=4),
    side("e", "words of e and f", order=5),
    side("new", "new words", order=6),
]
JOINS = {"a": ("a",), "b": ("b",), "c": ("c",), "d": ("d",), "d2": ("d",), "e": ("e", "f")}


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("a", {"a": Carried.SAME}),
        ("b", {"b": Carried.CHANGED}),
        ("c", {"c": Carried.MOVED}),
        ("d", {"d": Carried.SPLIT, "d2": Carried.SPLIT}),
        ("e", {"e": Carried.MERGED}),
        ("f", {"e": Carried.MERGED}),
        ("g", {"g": Carried.GONE}),
        ("new", {"new": Carried.GONE}),
    ],
)
def test_each_kind_of_change_has_its_word(key, found):
    carrier = seen(OLD, NEW, JOINS)

    assert carrier.carried(key, f"digest of words of {key}") == found
    assert carrier.said(key, f"digest of words of {key}") == next(iter(found.values()))


def test_words_that_look_the_same_are_the_same_whatever_their_marks():
    carrier = seen(
        [side("a", "open data")], [side("a", "open data", markdown="**open** data")], {"a": ("a",)}
    )

    assert carrier.carried("a", "digest of open data") == {"a": Carried.SAME}
    assert carrier.carried("a", "digest of other data") == {"a": Carried.CHANGED}
    assert carrier.carried("a", None) == {"a": Carried.CHANGED}


def test_on_its_own_draft_everything_is_the_same():
    assert carried("a", "x", changes=None, digests={"a": "x"}) == {"a": Carried.SAME}
    assert carried("b", "x", changes=None, digests={"a": "x"}) == {"b": Carried.GONE}


def test_words_that_went_away_and_came_back_are_the_same_through_a_chain():
    first, second, third = [side("a", "one")], [side("a", "two")], [side("a", "one")]
    joins = [Join("a", ("a",), 1.0, "")]
    chain = [describe(first, second, joins), describe(second, third, joins)]
    changes = compose(chain, first, third)

    assert carried("a", "digest of one", changes=changes, digests={"a": "digest of one"}) == {
        "a": Carried.SAME
    }


kinds = st.sampled_from([kind for kind in ChangeKind if kind not in (ChangeKind.NEW, ChangeKind.REMOVED)])
keys = st.text("abcdef", min_size=1, max_size=1)
maps = st.dictionaries(
    st.text("uvwxyz", min_size=1, max_size=1), st.tuples(kinds, st.lists(keys, max_size=3))
)


@given(maps, keys)
def test_a_comment_is_carried_to_all_that_came_of_its_clause_and_nowhere_else(rows, key):
    changes = [
        ChangeFound(newer, kind, tuple(sources), False, False, None, (), 1.0, "", None)
        for newer, (kind, sources) in rows.items()
    ]
    heirs = [newer for newer, (_, sources) in rows.items() if key in sources]

    found = carried(key, "x", changes=changes, digests={})

    assert list(found) == (heirs or [key])
    assert (Carried.GONE in found.values()) is (not heirs)
