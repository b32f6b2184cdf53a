"""Positions hold as long as the meaning does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.alignment import align
from consensus.drafts.changes import ChangeFound, ChangeKind, describe
from consensus.drafts.meanings import NEW, Meant, assign_meanings, surroundings_digest, surroundings_of
from tests.drafts.renditions import draft, drafts, unnamed

CHANGE = ChangeFound(
    key="one", kind=ChangeKind.SAME, sources=("one",), moved=False, surroundings=False, significance=None,
    risks=(), confidence=1.0, reason="", keeps="one",
)  # fmt: skip
PREVIOUS = {"one": Meant(7, "words", "around"), "two": Meant(8, "others", "around")}


def meaning(former=None, said=("words", "around"), **more):
    return assign_meanings([replace(CHANGE, **more)], {"one": said}, PREVIOUS, former)["one"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, 7),
        ({"kind": ChangeKind.MOVED, "moved": True}, 7),
        ({"kind": ChangeKind.EDITED, "significance": "editorial"}, 7),
        ({"kind": ChangeKind.RENAMED, "significance": "editorial"}, 7),
        ({"kind": ChangeKind.EDITED, "significance": "substantive"}, NEW),
        ({"surroundings": True, "significance": "substantive"}, NEW),
        ({"kind": ChangeKind.MOVED, "moved": True, "surroundings": True, "significance": "substantive"}, NEW),
        ({"kind": ChangeKind.SPLIT, "significance": "substantive"}, NEW),
        ({"kind": ChangeKind.MERGED, "sources": ("one", "two"), "significance": "substantive"}, NEW),
        ({"kind": ChangeKind.NEW, "sources": (), "keeps": None, "significance": "substantive"}, NEW),
    ],
)
def test_a_meaning_is_shared_where_nothing_of_substance_changed(more, expected):
    assert meaning(**more) == expected


def test_words_that_come_back_in_the_same_surroundings_take_their_meaning_back():
    edited = {"kind": ChangeKind.EDITED, "significance": "substantive", "said": ("first", "around")}

    assert meaning({("one", "first", "around"): 3}, **edited) == 3
    assert meaning({("one", "first", "elsewhere"): 3}, **edited) == NEW
    assert meaning({("two", "first", "around"): 3}, **edited) == NEW


def test_a_clause_that_was_away_takes_its_meaning_back_under_its_own_key():
    back = {"kind": ChangeKind.NEW, "sources": (), "keeps": None, "significance": "substantive"}

    assert meaning({("one", "words", "around"): 3}, **back) == 3


def test_what_was_declared_substantive_does_not_fall_back_to_the_meaning_it_left():
    assert meaning({("one", "words", "around"): 7}, significance="substantive") == NEW


def test_removed_clauses_have_no_meaning():
    assert assign_meanings([replace(CHANGE, kind=ChangeKind.REMOVED)], {}, PREVIOUS) == {}


def test_surroundings_are_what_governs_and_not_the_headings():
    notation = "h top: Heading\n  p lead: It must:\n    i one: Be open.\n  p end: Over."
    before = surroundings_of(draft(notation))
    other_heading = surroundings_of(draft(notation.replace("Heading", "Other")))
    other_lead = surroundings_of(draft(notation.replace("must", "may")))

    assert other_heading == before
    assert [key for key in before if other_lead[key] != before[key]] == ["one"]


def test_required_and_optional_are_other_surroundings():
    found = {surroundings_digest(["lead"], required) for required in (True, False, None)}

    assert len(found | {surroundings_digest([], None)}) == 4


@given(drafts(), drafts(), st.sampled_from([{}, "editorial", "substantive"]))
def test_nobody_takes_over_the_meaning_of_words_that_changed_in_substance(old, new, said):
    new = unnamed(new)
    declared = {side.key: said for side in new} if said else {}
    changes = describe(old, new, align(old, new), declared=declared)
    around, was_around = surroundings_of(new), surroundings_of(old)
    previous = {side.key: Meant(n, side.digest, was_around[side.key]) for n, side in enumerate(old)}

    found = assign_meanings(changes, {side.key: (side.digest, around[side.key]) for side in new}, previous)

    taken = [meaning for meaning in found.values() if meaning != NEW]
    assert list(found) == [side.key for side in new]
    assert len(set(taken)) == len(taken)
    for change in changes:
        if change.kind != "removed" and change.significance == "substantive":
            assert found[change.key] == NEW
