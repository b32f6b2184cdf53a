"""The score: what each note says, and where systems end."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.counting import Counts
from consensus.voting.outcome import Status
from consensus.voting.policies import Policy
from consensus.voting.score import MOST, STEP, Column, Note, note_of, notes_of, systems

POLICY = Policy(quorum_per_group=3, threshold=Decimal("0.66"))


@pytest.mark.parametrize(
    "counts, note",
    [
        (Counts(support=2), Note.REST),
        (Counts(), Note.REST),
        (Counts(support=3), Note.FULL),
        (Counts(support=2, accept=2), Note.FULL),
        (Counts(support=1, accept=3), Note.HALF),
        (Counts(support=2, object=1), Note.FULL),
        (Counts(support=1, object=1, abstain=1), Note.NOTCHED),
        (Counts(object=4), Note.NOTCHED),
        (Counts(abstain=3), Note.OPEN),
    ],
)
def test_a_note_says_how_a_stakeholder_group_stands(counts: Counts, note: Note) -> None:
    assert note_of(counts, POLICY) == note


def test_a_clause_has_a_note_on_every_line_in_the_order_of_the_policy() -> None:
    notes = notes_of({"licensee": Counts(support=3), "of no group": Counts(object=9)}, POLICY)

    assert notes == (Note.REST, Note.REST, Note.REST, Note.FULL, Note.REST, Note.REST)


def column(number: int, part: str = "a") -> Column:
    return Column(f"k{number}", str(number), "", part, Status.QUIET, (Note.FULL, Note.HALF))


def test_a_short_draft_is_one_system() -> None:
    [found] = systems([column(n) for n in range(5)])

    assert [placed.column.key for placed in found.columns] == ["k0", "k1", "k2", "k3", "k4"]
    assert {b.x - a.x for a, b in zip(found.columns, found.columns[1:], strict=False)} == {STEP}
    assert [placed.begins for placed in found.columns] == [True, False, False, False, False]
    assert found.ends < found.width


def test_a_system_ends_with_a_part_where_one_ends_in_time() -> None:
    found = systems([column(n, "a" if n < 9 else "b") for n in range(20)], most=12)

    assert [len(each.columns) for each in found] == [9, 11]
    assert [each.columns[0].begins for each in found] == [True, True]


def test_a_draft_without_clauses_has_no_system() -> None:
    assert systems([]) == []


@given(st.lists(st.sampled_from("abc"), max_size=150).map(sorted))
def test_every_clause_stands_in_the_score_once_and_in_order(parts: list[str]) -> None:
    columns = [column(n, part) for n, part in enumerate(parts)]

    found = systems(columns)

    assert [placed.column for system in found for placed in system.columns] == columns
    assert all(0 < len(system.columns) <= MOST for system in found)
