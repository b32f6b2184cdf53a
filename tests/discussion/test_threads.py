"""Any flat list becomes threads in which each comment stands once."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from consensus.discussion.threads import folded, tree, walk


@dataclass(frozen=True)
class Said:
    """A comment, as far as threads know it."""

    id: int
    parent_id: int | None


lists = st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 30)), max_size=40).map(
    lambda pairs: [Said(*pair) for pair in dict(pairs).items()]
)


def drawn(nodes):
    """Threads as text: ``1(2(4) 3)``."""
    return " ".join(f"{n.item.id}({drawn(n.children)})" if n.children else str(n.item.id) for n in nodes)


def test_replies_hang_from_what_they_reply_to_oldest_first_and_roots_stand_as_given():
    items = [Said(7, None), Said(5, 1), Said(1, None), Said(3, 1), Said(4, 3), Said(2, 1)]

    assert drawn(tree(items)) == "7 1(2 3(4) 5)"


def test_orphans_and_circles_are_roots():
    assert drawn(tree([Said(9, 4), Said(1, None), Said(10, 9)])) == "9(10) 1"
    assert drawn(tree([Said(1, None), Said(2, 3), Said(3, 2), Said(4, 4)])) == "1 2(3) 4"


def test_nothing_is_indented_more_than_four_steps():
    chain = tree([Said(n, n - 1 if n else None) for n in range(8)])

    assert [(node.depth, node.indent) for node in walk(chain)] == [
        *((n, n) for n in range(5)),
        (5, 4),
        (6, 4),
        (7, 4),
    ]


def test_what_hangs_deeper_is_folded_onto_the_last_step_behind_what_it_replies_to():
    items = [Said(0, None), Said(1, 0), Said(2, 1), Said(3, 2), Said(4, 1), Said(5, 0), Said(6, 2)]
    threads = tree(items)

    assert drawn(threads) == "0(1(2(3 6) 4) 5)"
    assert drawn(folded(threads, most=2)) == "0(1(2 3 6 4) 5)"
    assert drawn(folded(threads, most=0)) == "0 1 2 3 6 4 5"
    assert drawn(threads) == "0(1(2(3 6) 4) 5)"


def test_twenty_thousand_replies_and_a_thousand_levels_are_walked_without_a_fall():
    wide = [Said(0, None), *(Said(n, 0 if n % 12 == 1 else n - 1) for n in range(1, 20_001))]
    deep = [Said(n, n - 1 if n else None) for n in range(5_000)]

    assert sum(1 for _ in walk(tree(wide))) == 20_001
    assert max(node.depth for node in walk(tree(wide))) == 12
    assert [node.depth for node in walk(tree(deep))] == list(range(5_000))
    assert len(folded(tree(deep))[0].children[0].children[0].children[0].children) == 4_996


@given(lists)
def test_each_comment_stands_once_and_under_its_parent(items):
    nodes = list(walk(tree(items)))

    assert sorted(node.item.id for node in nodes) == sorted(item.id for item in items)
    assert [child.item.parent_id for node in nodes for child in node.children] == [
        node.item.id for node in nodes for _ in node.children
    ]
    assert [child.depth for node in nodes for child in node.children] == [
        node.depth + 1 for node in nodes for _ in node.children
    ]


@given(lists, st.integers(0, 5))
def test_folding_keeps_the_reading_order(items, most):
    threads = tree(items)

    assert [n.item for n in walk(folded(threads, most=most))] == [n.item for n in walk(threads)]
