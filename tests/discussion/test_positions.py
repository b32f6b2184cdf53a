"""Where something new or moved can stand."""

import pytest

from consensus.discussion.clause_trees import Tree
from consensus.discussion.positions import Spot, spot_for_inserted, spot_for_moved
from consensus.drafts.pieces import Kind
from tests.discussion.held import TEXT, find, outline_of

FOUND = outline_of(TEXT)


def told(at):
    """Kind, level, what it hangs from, what stands before it."""
    return at and (str(at.like.kind), at.like.level, at.parent, at.previous)


def spot(key):
    return Spot(find(FOUND, key) if key else None)


@pytest.mark.parametrize(
    ("kind", "after", "place"),
    [
        (Kind.PARAGRAPH, "use", ("item", 0, "lead", "use")),
        (Kind.PARAGRAPH, "study", ("item", 0, "lead", "look")),
        (Kind.PARAGRAPH, "look", ("item", 1, "study", "look")),
        (Kind.PARAGRAPH, "permission", ("paragraph", 0, "freedoms", "permission")),
        (Kind.PARAGRAPH, "lead", ("paragraph", 0, "freedoms", "share")),
        (Kind.PARAGRAPH, "freedoms", ("paragraph", 0, "freedoms", "freedoms")),
        (Kind.PARAGRAPH, "boxed", ("note", 0, "table", "boxed")),
        (Kind.PARAGRAPH, None, ("paragraph", 0, None, None)),
        (Kind.ITEM, "lead", ("item", 0, "lead", "lead")),
        (Kind.NOTE, "permission", ("note", 0, "freedoms", "permission")),
        (Kind.ROW, "card", ("row", 0, "head", "card")),
        (Kind.ROW, "head", ("row", 0, "head", "head")),
        (Kind.HEADING, "freedoms", ("heading", 2, None, "permission")),
        (Kind.HEADING, "use", None),
        (Kind.PARAGRAPH, "fn-parts", None),
        (Kind.ROW, None, None),
    ],
)
def test_what_is_put_in_is_like_what_it_stands_after(kind, after, place):
    assert told(spot_for_inserted(Tree(FOUND.clauses), kind, spot(after))) == place


@pytest.mark.parametrize(
    ("key", "after", "place"),
    [
        ("share", "look", ("item", 1, "study", "look")),
        ("look", "use", ("item", 0, "lead", "use")),
        ("use", "freedoms", ("item", 0, "freedoms", "freedoms")),
        ("permission", "use", ("item", 0, "lead", "use")),
        ("permission", "freedoms", ("paragraph", 0, "freedoms", "freedoms")),
        ("lead", "use", None),
        ("lead", "last", ("paragraph", 0, "table", "last")),
        ("code", "card", ("row", 0, "head", "card")),
        ("card", "head", ("row", 0, "head", "head")),
        ("boxed", "permission", ("note", 0, "freedoms", "permission")),
        ("freedoms", "last", ("heading", 2, None, "last")),
        ("freedoms", "card", None),
        ("head", "last", None),
        ("last", None, ("paragraph", 0, None, None)),
        ("use", None, None),
    ],
)
def test_what_moves_stays_what_it_is_or_stays_where_it_is(key, after, place):
    assert told(spot_for_moved(Tree(FOUND.clauses), find(FOUND, key), spot(after))) == place


def test_what_comes_next_stands_after_what_was_put_in_before():
    assert told(spot_for_inserted(Tree(FOUND.clauses), Kind.ITEM, spot("use"), tail="share"))[3] == "share"
