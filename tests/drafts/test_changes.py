"""The kinds of change, in their order, and what counts as substantive."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.alignment import Join, align
from consensus.drafts.changes import ChangeKind, describe
from tests.drafts import renditions
from tests.drafts.renditions import draft, drafts, unnamed

OLD = """
h top: Preamble
  p lead: It grants the freedoms to:
    i use: **Use** it for any purpose.
    i share: **Share** it with all others.
h part: Definition
  p end: The end of it.
"""


def changed(before, after, sources=None, **more):
    """Key → change; joined by key unless `sources` say otherwise."""
    old, new = draft(before), draft(after)
    known = {side.key for side in old}
    joins = [
        Join(side.key, (sources or {}).get(side.key, (side.key,) if side.key in known else ()), 1.0, "")
        for side in new
    ]
    return {change.key: change for change in describe(old, new, joins, **more)}


def kinds(*arguments, **more):
    return {key: str(change.kind) for key, change in changed(*arguments, **more).items()}


SAME = dict.fromkeys(["top", "lead", "use", "share", "part", "end"], "same")


def test_nothing_changed_is_the_same_without_significance():
    found = changed(OLD, OLD)

    assert {key: str(change.kind) for key, change in found.items()} == SAME
    assert {change.significance for change in found.values()} == {None}
    assert {change.keeps for change in found.values()} == set(SAME)


@pytest.mark.parametrize(
    ("words", "others", "key", "kind"),
    [
        ("The end of it.", "The end of all of it.", "end", "edited"),
        ("The end of it.", "The *end* of it.", "end", "edited"),
        ("**Use** it", "**Run** it", "use", "renamed"),
        ("**Use** it for any", "**Use** it for every", "use", "edited"),
        ("h part: Definition", "h part: The definition", "part", "renamed"),
        ("  p end: The end of it.", "    p end: The end of it.", "end", "same"),
    ],
)
def test_the_first_kind_that_fits_is_taken(words, others, key, kind):
    assert kinds(OLD, OLD.replace(words, others)) == {**SAME, key: kind}


def test_a_clause_in_another_part_is_moved():
    after = OLD.replace("h part: Definition\n", "").rstrip() + "\nh part: Definition\n"

    assert kinds(OLD, after) == {**SAME, "end": "moved"}


def test_new_removed_split_and_merged():
    after = """
h top: Preamble
  p lead: It grants the freedoms to:
    i use: **Use** it for any
    i purpose: purpose.
  p fresh: Something else.
  p end: It ends here, and it is shared with all others.
"""
    found = kinds(OLD, after, {"purpose": ("use",), "end": ("end", "share")})

    assert found == {
        "top": "same", "lead": "same", "use": "split", "purpose": "split", "fresh": "new", "end": "merged", "part": "removed",
    }  # fmt: skip


def test_split_and_merged_are_substantive_whatever_was_declared():
    after = OLD.replace("    i share", "    i half: of any purpose.\n    i share")
    found = changed(OLD, after, {"half": ("use",)}, declared={"use": "editorial", "half": "editorial"})

    assert (found["use"].significance, found["half"].significance) == ("substantive", "substantive")
    assert (found["use"].keeps, found["half"].keeps) == ("use", None)


def test_an_edit_is_substantive_until_declared_editorial():
    after = OLD.replace("The end of it.", "The end of all of it.")

    assert changed(OLD, after)["end"].significance == "substantive"
    assert changed(OLD, after, declared={"end": "editorial"})["end"].significance == "editorial"


def test_other_marks_on_the_same_words_are_editorial():
    found = changed(OLD, OLD.replace("The end of it.", "The *end* of it."))["end"]

    assert (found.kind, found.significance) == (ChangeKind.EDITED, "editorial")


def test_what_hangs_from_a_lead_sentence_that_changed_has_other_surroundings():
    after = OLD.replace("grants the freedoms", "denies the freedoms")
    found = changed(OLD, after)

    assert [
        (found[key].kind, found[key].surroundings, found[key].significance) for key in ("use", "share", "end")
    ] == [
        ("same", True, "substantive"),
        ("same", True, "substantive"),
        ("same", False, None),
    ]


def test_an_editorial_change_of_the_lead_sentence_leaves_its_items_alone():
    after = OLD.replace("grants the freedoms", "grants these freedoms")
    found = changed(OLD, after, declared={"lead": "editorial"})

    assert (found["use"].surroundings, found["use"].significance) == (False, None)


def test_changed_surroundings_cannot_be_declared_away():
    after = OLD.replace("grants the freedoms", "denies the freedoms").replace("any purpose", "every purpose")
    found = changed(OLD, after, declared={"use": "editorial"})["use"]

    assert (found.kind, found.significance) == (ChangeKind.EDITED, "substantive")


def test_a_heading_organises_and_does_not_govern():
    after = OLD.replace("h part: Definition", "h part: Other words").replace(
        "h top: Preamble", "h top: Beginning"
    )
    found = changed(OLD, after)

    assert [key for key, change in found.items() if change.surroundings] == []


def test_a_technical_report_that_becomes_required_has_other_surroundings():
    before = "g? table: Optional | Terms\n  r? report: Technical report | OSD"
    after = "g! needed: Required | Terms\n  r! report: Technical report | OSD"
    found = changed(before, after)["report"]

    assert (found.kind, found.moved, found.surroundings, found.significance) == (
        "moved",
        True,
        True,
        "substantive",
    )


def test_surroundings_reach_down_through_unchanged_groups():
    before = "g! table: Required | Terms\n  g! group: Data | OSD\n    r! report: Technical report | OSD"
    after = before.replace("Required |", "At least one of |")

    assert [change.surroundings for change in changed(before, after).values()] == [False, True, True]


def test_marked_words_are_found_across_all_pieces_of_a_split():
    before = "p whole: All of it must be free."
    after = "p whole: All of it\np rest: should be free."

    found = changed(before, after, {"rest": ("whole",)})

    assert found["whole"].risks == found["rest"].risks == ("modal:must", "modal:should")


def test_a_renamed_part_moves_nothing():
    after = OLD.replace("h part: Definition", "h part: What it is")
    old = draft(OLD)
    new = [replace(side, part="other-slug") if side.part == "part" else side for side in draft(after)]
    joins = [Join(side.key, (side.key,), 1.0, "") for side in new]

    assert [change.key for change in describe(old, new, joins) if change.moved] == []


def test_sources_that_are_not_there_are_left_out():
    assert kinds("p one: Words", "p other: Words", {"other": ("nowhere",)}) == {
        "other": "new",
        "one": "removed",
    }


@pytest.mark.parametrize(("before", "after"), renditions.STEPS)
def test_the_same_kinds_are_found_with_and_without_ids(before, after):
    old, new = draft(before), draft(after)
    bare = unnamed(new)
    told = [
        [
            (
                change.kind,
                change.sources,
                change.moved,
                change.surroundings,
                change.significance,
                change.risks,
            )
            for change in found
        ]
        for found in (describe(old, new, align(old, new)), describe(old, bare, align(old, bare)))
    ]

    assert told[0] == told[1]


@given(drafts(), drafts())
def test_removed_are_exactly_those_that_are_nobodys_source(old, new):
    new = unnamed(new)
    found = describe(old, new, align(old, new))
    used = {source for change in found for source in change.sources}

    assert [change.key for change in found if change.kind != "removed"] == [side.key for side in new]
    assert [change.key for change in found if change.kind == "removed"] == [
        side.key for side in old if side.key not in used
    ]


@given(drafts(), drafts(), st.sampled_from(["editorial", "substantive"]))
def test_every_key_is_kept_once_and_only_by_one_that_comes_from_it(old, new, said):
    new = unnamed(new)
    found = describe(old, new, align(old, new), declared={side.key: said for side in new})
    kept = [change.keeps for change in found if change.keeps]

    assert len(set(kept)) == len(kept)
    assert set(kept) == {
        source for change in found for source in change.sources if change.kind not in ("split", "merged")
    } | {change.keeps for change in found if change.kind in ("split", "merged") and change.keeps}
    assert [change.key for change in found if change.keeps and change.keeps not in change.sources] == []


@given(drafts())
def test_a_draft_described_against_itself_is_the_same_throughout(sides):
    found = describe(sides, unnamed(sides), align(sides, unnamed(sides)))

    assert [(change.kind, change.moved, change.surroundings, change.significance) for change in found] == [
        ("same", False, False, None)
    ] * len(sides)
