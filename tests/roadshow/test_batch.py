"""Each row of a file is taken, was there already, or is refused with its line and what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.roadshow.batch import COLUMNS, Kept, Known, RowGiven, checked, planned
from consensus.roadshow.entries import Entry
from consensus.roadshow.tabular import Line, Problem

KNOWN = Known(
    clauses={"use": ("use", True), "old-use": ("use", True), "title": ("title", False)},
    offered=("support", "accept", "object"), reasoned=("object",), group={"licensee": "licensee"}.get,
    language={"fr": "fr", "French": "fr"}.get, tidy=str,
)  # fmt: skip


def line(number=2, **cells):
    whole = {
        "sheet": "7",
        "participant": "Ana",
        "clause": "use",
        "position": "support",
        "entered_by": "Maria",
    }
    return Line(number, dict.fromkeys(COLUMNS, "") | whole | cells)


def row(number, clause="use", position="support", by="Maria", group="", sheet="7", reason=""):
    return RowGiven(number, sheet, "Ana", clause, Entry(position, reason, group=group, entered_by=by))


def test_a_row_is_read_with_what_its_words_mean():
    found = checked(
        line(clause="#old-use", position="2", group="licensee", language="French", comment="=1+1"), KNOWN
    )

    entry = Entry("accept", "", "=1+1", "fr", "licensee", "Maria")
    assert found == RowGiven(2, "7", "Ana", "use", entry)


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"sheet": " "}, ("sheet", "empty", "sheet")),
        ({"participant": "a" * 81}, ("participant", "too-long", "80")),
        ({"entered_by": ""}, ("entered_by", "empty", "entered_by")),
        ({"clause": "nowhere"}, ("clause", "no-clause", "nowhere")),
        ({"clause": ""}, ("clause", "empty", "clause")),
        ({"position": "maybe"}, ("position", "no-position", "maybe")),
        ({"position": "abstain"}, ("position", "not-offered", "abstain")),
        ({"position": "object"}, ("reason", "no-reason", "object")),
        ({"position": ""}, ("position", "nothing", "")),
        ({"clause": "title"}, ("position", "no-positions", "title")),
        ({"group": "wizards"}, ("group", "no-group", "wizards")),
        ({"language": "klingonish"}, ("language", "no-language", "klingonish")),
    ],
)
def test_what_is_wrong_is_told_with_its_column(cells, problem):
    assert checked(line(**cells), KNOWN) == [Problem(2, *problem)]


def test_all_that_is_wrong_with_a_row_is_told_at_once():
    assert [each.column for each in checked(line(sheet="", clause="x", position="y"), KNOWN)] == [
        "sheet", "clause", "position",
    ]  # fmt: skip


def test_a_comment_on_a_heading_needs_no_position():
    assert checked(line(clause="title", position="", comment="Shorter"), KNOWN).entry.comment == "Shorter"


def test_the_same_again_changes_nothing_and_another_hand_keys_it_again():
    plan = planned([row(2), row(3), row(4, by="Jo"), row(5, by="JO")], {}, {})

    assert (plan.accepted, plan.unchanged, plan.problems) == (2, 2, [])
    assert plan.new == plan.second


def test_the_same_hand_saying_otherwise_and_a_third_hand_are_refused():
    rows = [row(2), row(3, position="accept"), row(4, by="Jo"), row(5, by="Lu")]

    assert planned(rows, {}, {}).problems == [
        Problem(3, None, "otherwise", "2"), Problem(5, None, "enough", "2"),
    ]  # fmt: skip


def test_a_person_speaks_for_one_stakeholder_group():
    rows = [row(2, group="licensee"), row(3, "share", group="subject"), row(4, "study")]
    plan = planned(rows, {}, {})

    assert plan.problems == [Problem(3, "group", "other-group", "licensee")]
    assert [kept.line for kept in plan.new] == [2, 4]


def test_a_row_that_was_taken_back_may_be_keyed_anew_but_not_by_the_same_file():
    there = {("7", "Ana", "use"): Kept(("7", "Ana", "use"), row(2).entry, withdrawn=True, id=9)}

    assert planned([row(2)], there, {}).unchanged == 1
    [anew] = planned([row(2, position="accept")], there, {}).new
    assert (anew.id, anew.first.position, anew.withdrawn) == (9, "accept", False)


ROWS = st.builds(
    row, st.integers(2, 99), st.sampled_from(["use", "share"]), st.sampled_from(["support", "accept"]),
    st.sampled_from(["Maria", "Jo", "Lu"]), st.sampled_from(["", "licensee", "subject"]), st.sampled_from("12"),
)  # fmt: skip


@given(st.lists(ROWS, max_size=12))
def test_every_row_becomes_one_thing_and_the_same_file_again_brings_nothing(rows):
    plan = planned(rows, {}, {})
    there = {kept.key: kept for kept in plan.new}
    groups = {}
    for each in plan.new:
        groups.setdefault(each.key[:2], each.first.group) if each.first.group else None
    again = planned(rows, there, groups)

    assert plan.accepted + plan.unchanged + len(plan.problems) == len(rows)
    assert again.accepted == 0
    assert {problem.line for problem in again.problems} <= {problem.line for problem in plan.problems} | {
        each.line for each in rows
    }
