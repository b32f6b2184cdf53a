"""Entries from before do not say everything that a count needs: ``verify.py`` then says so, and holds nothing against anybody."""

from pathlib import Path
from typing import Any

import pytest

from .recorded import Recorded, last_of, read_back, wrong_in
from .test_verify import run
from .test_verify_gate import CLAUSES, OBJECTIONS, STOPS, assess, review, say

SYSTEMS = {"kind": "systems", "at_least": 1, "reviewers": 1}
EXAMPLES = {"kind": "examples", "at_least": 1, "agreeing": 1}


def of_before(record: Recorded, at: int, *names: str) -> Recorded:
    """The record with an entry as it was written before it said these things."""
    for name in names:
        del record.entries[at - 1]["details"][name]
    record.rewritten()
    return record


def states(record: Recorded, version: str = "1.0") -> dict[str, str]:
    """What every criterion comes to."""
    gate = read_back(record).gate
    return {row[0]: row[1] for row in gate.states(version, gate.holding("stable", version))}


@pytest.fixture
def record() -> Recorded:
    """Two drafts, and a system of two versions that was reviewed."""
    made = Recorded()
    made.criteria(CLAUSES, OBJECTIONS, STOPS, SYSTEMS, EXAMPLES, {"kind": "disagreements"})
    made.publish("1.0")
    made.publish("2.0", sources=[])
    made.add("system.added", "system:amber", versions=["1B", "7B"], reviews=[])
    review(made, 1, "p:ana")
    assess(made, "conforms")
    return made


def test_everything_that_is_said_is_counted(record: Recorded) -> None:
    assert set(states(record).values()) == {"pass", "fail"}


def test_without_the_normative_clauses_these_are_not_counted(record: Recorded) -> None:
    of_before(record, 2, "normative")

    assert [name for name, state in states(record).items() if state == "cannot be counted"] == ["clauses"]


def test_without_what_came_from_what_nothing_is_counted_by_lineage(record: Recorded) -> None:
    of_before(record, 4, "sources")

    untold = [name for name, state in states(record, "2.0").items() if state == "cannot be counted"]
    assert untold == ["clauses", "objections"]
    assert "cannot be counted" not in states(record).values()


def test_which_version_leads_is_known_where_there_is_one_only(record: Recorded) -> None:
    at = next(each["n"] for each in record.entries if each["verb"] == "evaluation.changed")
    of_before(record, at, "leads")
    before = states(record)
    record.add("system.changed", "system:amber", versions=["7B"], reviews=[])
    assess(record, "conforms", "two")
    of_before(record, len(record.entries), "leads")

    assert [before[name] for name in ("systems", "examples", "disagreements")] == ["cannot be counted"] * 3
    assert states(record)["systems"] == "pass"


def test_whose_reviews_came_in_files_is_not_guessed(record: Recorded) -> None:
    record.add(
        "system.changed", "system:amber", versions=["1B", "7B"], reviews=[["review:2", "1.0", "d" * 64]]
    )

    assert states(record)["systems"] == "cannot be counted"


def test_whether_a_disagreement_named_its_ground_is_not_guessed(record: Recorded) -> None:
    say(record, "verdict.disputed", 1, "p:bo")
    found = states(record)
    record.add("dispute.answered", "verdict-opinion:1", system="amber", draft="1.0")

    assert (found["disagreements"], found["examples"], found["systems"]) == (
        "cannot be counted", "cannot be counted", "pass",
    )  # fmt: skip
    assert states(record)["disagreements"] == "pass"


def counted(record: Recorded, *changed: Any) -> Recorded:
    """The record with a count of it, in which some numbers are others."""
    gate = read_back(record).gate
    rows = [
        [each[0], "pass", 7, 7] if each[1] == "cannot be counted" else each
        for each in gate.states("1.0", gate.holding("stable", "1.0"))
    ]
    record.count(*[next((row for row in changed if row[0] == each[0]), each) for each in rows])
    return record


def test_a_number_that_cannot_be_counted_is_told_and_no_failure(record: Recorded, tmp_path: Path) -> None:
    counted(of_before(record, 2, "normative"))

    result = run(record.write(tmp_path))

    assert (result.returncode, result.stderr) == (0, "")
    assert (
        "Note: 1 of their numbers cannot be counted, since earlier entries do not say enough."
        in result.stdout.splitlines()
    )


def test_the_other_numbers_are_counted_all_the_same(record: Recorded) -> None:
    counted(of_before(record, 2, "normative"), ["stops", "fail", 1, 0])

    assert last_of(record) == [
        "states fail (1 of 0) for stops; it comes to pass (0 of 0) of draft 1.0 (stable)"
    ]
    assert len(wrong_in(record)) == 1
