"""The clauses of a draft as a tree that can be changed."""

from hypothesis import given
from hypothesis import strategies as st

from consensus.discussion.clause_trees import At, Tree
from tests.discussion.held import TEXT, find, outline_of

FOUND = outline_of(TEXT)


def tree():
    return Tree(FOUND.clauses)


def test_a_tree_that_nobody_changed_gives_its_clauses_back():
    assert tree().clauses() == FOUND.clauses


def test_a_branch_is_a_clause_with_all_that_hangs_from_it_but_footnotes():
    assert tree().branch("lead") == ["lead", "use", "study", "look", "share"]
    assert tree().hanging(find(FOUND, "study")) == ["look", "fn-parts"]


def test_the_end_of_a_branch_leaves_out_what_is_taken_away():
    assert (tree().end_of("lead"), tree().end_of("study", without=("look",))) == ("share", "study")


def test_the_widest_row_says_how_many_columns_a_table_has():
    assert tree().columns(find(FOUND, "card")) == 2


def test_a_new_clause_hangs_where_it_is_put():
    grown = tree()
    made = grown.insert(
        find(FOUND, "use"), At(find(FOUND, "use"), "lead", "share"), taken=("use-it-for-any-purpose",)
    )

    clauses = {clause.key: clause for clause in grown.clauses()}
    assert (made.key, clauses[made.key].parent) == ("use-it-for-any-purpose-2", clauses["lead"].order)
    assert clauses[made.key].order == clauses["share"].order + 1


@given(st.lists(st.sampled_from([clause.key for clause in FOUND.clauses]), unique=True))
def test_whatever_is_taken_out_the_rest_is_counted_anew(keys):
    grown = tree()
    for key in keys:
        grown.remove(grown.at(key))

    left = grown.clauses()

    assert [clause.key for clause in left] == [
        clause.key for clause in FOUND.clauses if clause.key not in keys
    ]
    assert [clause.order for clause in left] == list(range(len(left)))
    assert all(clause.parent is None or clause.parent < clause.order for clause in left)
