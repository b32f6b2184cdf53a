"""What counts as a change of substance, as far as endorsements are concerned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.release.substance import Standing, Step, Substance, changed_clauses

BINDS, TELLS = Standing(1, True), Standing(1, False)


def step(kind="edited", sources=("a",), significance=None, key="a"):
    return Step(key, kind, tuple(sources), significance)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (step(significance="substantive"), BINDS, BINDS),
        (step("same"), BINDS, Standing(2, True)),
        (step("same"), TELLS, BINDS),
        (step("same"), BINDS, TELLS),
        (step("new", (), "substantive"), None, BINDS),
        (step("removed", (), "substantive"), BINDS, None),
    ],
)
def test_what_would_hold_somebody_to_something_else_matters(change, before, after):
    old, new = ({"a": each} if each else {} for each in (before, after))

    assert changed_clauses([change], old=old, new=new) == ("a",)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (step("same"), BINDS, BINDS),
        (step(significance="editorial"), BINDS, BINDS),
        (step(significance="substantive"), TELLS, TELLS),
        (step("new", (), "substantive"), None, TELLS),
        (step("removed", (), "substantive"), TELLS, None),
    ],
)
def test_what_binds_nobody_or_says_the_same_does_not(change, before, after):
    old, new = ({"a": each} if each else {} for each in (before, after))

    assert changed_clauses([change], old=old, new=new) == ()


@given(st.lists(st.booleans(), max_size=8))
def test_a_draft_that_says_the_same_changes_nothing(binding):
    there = {str(n): Standing(n, binds) for n, binds in enumerate(binding)}
    steps = [Step(key, "same", (key,), None) for key in there]

    assert changed_clauses(steps, old=there, new=there) == ()


def test_nothing_is_false_and_anything_is_true():
    assert [bool(each) for each in (Substance(), Substance(("a",)), Substance(checklist=True), Substance(policy=True))] == [
        False, True, True, True,
    ]  # fmt: skip
