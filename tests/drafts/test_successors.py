"""Who keeps the lasting key."""

from consensus.drafts.sides import book
from consensus.drafts.successors import keepers
from tests.drafts.renditions import draft, side

OLD = book(
    [side("whole", "apples pears plums cherries and some nuts"), side("other", "rain and snow", order=1)]
)


def kept(new, sources):
    return keepers(OLD, book(new), sources)


def test_the_most_similar_successor_keeps_the_key():
    new = [side("small", "nuts and wheat"), side("large", "apples pears plums cherries", order=1)]

    assert kept(new, {"small": ("whole",), "large": ("whole",)}) == {"large": "whole"}


def test_a_merged_clause_keeps_the_key_of_its_first_source():
    assert kept([side("both", "apples rain")], {"both": ("other", "whole")}) == {"both": "other"}


def test_an_id_in_the_file_keeps_its_own_key():
    new = [side("whole", "nuts", given=True), side("large", "apples pears plums cherries", order=1)]

    assert kept(new, {"whole": ("whole",), "large": ("whole",)}) == {"whole": "whole"}


def test_a_key_that_nobody_else_wants_goes_to_a_later_source():
    new = [side("one", "apples pears rain"), side("two", "apples pears plums", order=1)]

    assert kept(new, {"one": ("other", "whole"), "two": ("whole",)}) == {"one": "other", "two": "whole"}


def test_examples_below_a_clause_leave_it_the_lead_term_and_the_key():
    old = book(
        draft(
            "i data: **Data transparency**: methods, data sets, provenance, scope, selection and labelling."
        )
    )
    new = book(
        draft(
            "i head: **Data information**: enough for a skilled person.\n"
            "  i examples: Methods, data sets, provenance, scope, selection and labelling."
        )
    )

    assert keepers(old, new, {"head": ("data",), "examples": ("data",)}) == {"head": "data"}


def test_new_clauses_keep_nothing():
    assert kept([side("new", "fog")], {"new": ()}) == {}
