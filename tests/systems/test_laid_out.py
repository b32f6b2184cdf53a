"""How an assessment is set: groups, marks, what decides, what was published beside what comes out here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.laid_out import (
    WORST_FIRST,
    Because,
    Then,
    becauses,
    by_state,
    host,
    laid_out,
    told_all,
)
from consensus.systems.queries.editions import editions
from consensus.systems.queries.one import system_view
from tests.factories import make_account
from tests.systems.acting import ASKS_FOR_MORE, GOOD, draft_with, review, system

CHOICE = """requires = { all = ["code", { any = ["data", "weights"] }] }

[[component]]
id = "code"
title = "Code"
group = "A"
clause = "code"
[[component]]
id = "data"
title = "Data"
group = "B"
[[component]]
id = "weights"
title = "Weights"
group = "B"
[[component]]
id = "card"
title = "Card"
group = "B"
optional = true
"""
reasons = st.builds(Because, st.text(), st.text(), st.text(), st.sampled_from(WORST_FIRST))


def page_of(of, draft):
    """How a system is set under a draft."""
    return laid_out(system_view(of, draft=draft), editions())


@pytest.fixture
def chosen(app):
    """A draft that asks for one of two, and a system that has one of them."""
    draft, alpha = draft_with(checklist=CHOICE), system()
    review(alpha, draft, make_account(), {"code": "MIT", "weights": "MIT", "card": "MIT"})
    return page_of(alpha, draft)


def test_at_least_one_of_several_stands_together(chosen):
    assert [(block.title, block.any_of, [row.asked.id for row in block.rows]) for block in chosen.required] == [
        ("A", False, ["code"]), ("B", True, ["data", "weights"]),
    ]  # fmt: skip


def test_what_is_not_needed_is_marked_so_and_decides_nothing(chosen):
    assert [row.mark for row in chosen.rows] == ["met", "spared", "met"]
    assert chosen.counted == {"met": 2, "spared": 1} and chosen.deciding == ()


def test_what_is_not_asked_for_stands_apart(chosen):
    assert [row.asked.id for block in chosen.optional for row in block.rows] == ["card"]


def test_a_requirement_has_the_number_of_its_clause_in_the_draft(chosen):
    assert [bool(row.number) for row in chosen.rows] == [True, False, False]


def test_where_reviewers_differ_their_names_stand_beside_it(app):
    draft, alpha = draft_with(), system()
    review(alpha, draft, make_account("Ana"), GOOD)
    review(alpha, draft, make_account("Ben"), GOOD | {"data": "no"})

    page = page_of(alpha, draft)
    [row] = [row for row in page.rows if row.mark == "differ"]

    assert row.differing == (("Ana", "met"), ("Ben", "missing"))
    assert page.deciding == (Because("data", "Description of the data", "data", "differ"),)


def test_every_step_says_from_what_and_because_of_what(app):
    first, alpha = draft_with(), system()
    review(alpha, first, make_account())
    second = draft_with("0.2", checklist=ASKS_FOR_MORE)

    steps = page_of(alpha, second).steps

    assert [(step.verdict, step.before, step.because) for step in steps] == [
        ("conforms", None, ()), ("incomplete", "conforms", (Because("card", "Model card", "card"),)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "outcome, verdict, agrees, reported",
    [("conforms", "conforms", True, True), ("conforms", "incomplete", False, True), ("not-reported", None, False, False)],
)  # fmt: skip
def test_what_was_published_agrees_or_not(outcome, verdict, agrees, reported):
    then = Then(outcome, "", "0.1", verdict, ())

    assert (then.agrees, then.reported) == (agrees, reported)


def test_of_what_is_disputed_reviewers_differ():
    deciding = [("a", "", "unknown"), ("b", "key", "missing")]

    assert becauses(deciding, {"a": "A"}, verdict="disputed") == (Because("a", "A", "", "differ"), Because("b", "b", "key", "differ"))  # fmt: skip
    assert becauses(deciding, {"a": "A"}, verdict="incomplete")[1] == Because("b", "b", "key", "missing")


@given(st.lists(reasons))
def test_by_its_state_everything_is_told_once_the_worst_first(given):
    found = by_state(given)

    assert sorted((each for some in found.values() for each in some), key=repr) == sorted(given, key=repr)
    assert list(found) == [state for state in WORST_FIRST if state in found] and all(found.values())


@pytest.mark.parametrize(
    "sentences, said", [((), ""), (("it is there",), "It is there."), (("a", "b"), "A; b.")]
)
def test_reasons_are_one_sentence(sentences, said):
    assert told_all(sentences) == said


@pytest.mark.parametrize(
    "address, short",
    [("https://www.example.org/a", "example.org"), ("http://[::1", ""), ("nowhere", ""), ("https://Ex.org:1/", "ex.org")],
)  # fmt: skip
def test_a_link_is_shown_by_its_host(address, short):
    assert host(address) == short
