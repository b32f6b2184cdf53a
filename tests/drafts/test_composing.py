"""Maps of drafts that are not neighbours."""

from itertools import pairwise

from hypothesis import given

from consensus.drafts.alignment import Join, align
from consensus.drafts.changes import describe
from consensus.drafts.composing import compose
from tests.drafts import renditions
from tests.drafts.renditions import draft, drafts, unnamed


def chained(*notations, declared=None, sources=None):
    """The composed map of several drafts in which every clause keeps its key, told by key."""
    sides = [draft(notation) for notation in notations]
    maps = []
    for number, (old, new) in enumerate(pairwise(sides)):
        known = {side.key for side in old}
        joins = []
        for side in new:
            own = (side.key,) if side.key in known else ()
            joins.append(Join(side.key, (sources or {}).get((number, side.key), own), 0.9, ""))
        maps.append(describe(old, new, joins, declared=(declared or {}).get(number, {})))
    return {change.key: change for change in compose(maps, sides[0], sides[-1])}


def told(changes):
    return {key: (str(change.kind), change.sources, change.significance) for key, change in changes.items()}


def test_words_that_came_back_are_the_same():
    found = chained("p one: It must be open.", "p one: It may be open.", "p one: It must be open.")

    assert told(found) == {"one": ("same", ("one",), None)}


def test_two_editorial_changes_are_editorial_and_one_that_matters_is_enough():
    words = ["p one: It is open.", "p one: It's open.", "p one: It's open!"]
    editorial = {0: {"one": "editorial"}, 1: {"one": "editorial"}}

    assert told(chained(*words, declared=editorial)) == {"one": ("edited", ("one",), "editorial")}
    assert told(chained(*words, declared={0: {"one": "editorial"}})) == {
        "one": ("edited", ("one",), "substantive")
    }


def test_sources_are_followed_through_a_split_and_a_merge():
    found = chained(
        "p one: Red and green.",
        "p one: Red.\np two: Green.",
        "p one: Red.\np two: Green with blue.",
        sources={(0, "two"): ("one",)},
    )

    assert told(found) == {
        "one": ("split", ("one",), "substantive"),
        "two": ("split", ("one",), "substantive"),
    }
    assert found["one"].reason == "followed through 2 maps"


def test_what_came_in_between_is_new_and_what_went_is_removed():
    found = chained("p one: Red.", "p two: Green.", "p two: Green!\np three: Blue.")

    assert told(found) == {
        "two": ("new", (), "substantive"),
        "three": ("new", (), "substantive"),
        "one": ("removed", (), "substantive"),
    }


def test_a_clause_that_was_away_and_came_back_is_itself():
    found = chained("p one: Red.\np two: Green.", "p two: Green.", "p one: Red.\np two: Green.")

    assert told(found) == {"one": ("same", ("one",), None), "two": ("same", ("two",), None)}


def test_confidence_is_that_of_the_weakest_link():
    assert chained("p one: Red.", "p one: Red!", "p one: Red?")["one"].confidence == 0.9


def test_from_the_first_to_the_last_draft_everything_with_an_id_is_found():
    first, *_, last = notations = [renditions.FIRST, renditions.SECOND, renditions.THIRD, renditions.FOURTH]
    sides = [draft(notation) for notation in notations]
    maps = [describe(old, new, align(old, new)) for old, new in pairwise(sides)]

    found = compose(maps, draft(first), draft(last))

    with_ids = {side.key for side in draft(first)} & {side.key for side in draft(last)}
    assert {change.key for change in found if change.key in change.sources} == with_ids


@given(drafts(), drafts())
def test_a_chain_of_one_map_is_that_map(old, new):
    new = unnamed(new)
    found = describe(old, new, align(old, new))

    assert compose([found], old, new) == found


@given(drafts(), drafts())
def test_a_step_in_which_nothing_changed_adds_nothing(old, new):
    new = unnamed(new)
    step = describe(old, new, align(old, new))
    still = describe(new, new, [Join(side.key, (side.key,), 1.0, "") for side in new])

    before = [(change.key, change.kind, change.sources, change.significance) for change in step]
    assert before == [
        (change.key, change.kind, change.sources, change.significance)
        for change in compose([step, still], old, new)
    ]
