"""Several reviewers: what they know is put together, and where they cannot all be right it is disputed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.answers import Answer
from consensus.systems.combining import Combined, Opinion, combine
from consensus.systems.scoring import Verdict

from .making import answers, assess, checklist, expressions, sheets

ALL = checklist({"all": ["a", "b"]})
GOOD = {"a": "MIT", "b": "MIT"}


def combined(*reviews: dict[str, str], makers: tuple[int, ...] = ()) -> Combined:
    opinions = [
        Opinion(f"reviewer {place}", place in makers, assess(ALL, answers(**review)))
        for place, review in enumerate(reviews)
    ]
    return combine(ALL, opinions)


@pytest.mark.parametrize("one, other, verdict", [
    (GOOD, GOOD, "conforms"), (GOOD, {**GOOD, "b": "no"}, "disputed"), (GOOD, {**GOOD, "b": "Gemma"}, "disputed"),
    (GOOD, {}, "conforms"), (GOOD, {"a": "unknown"}, "conforms"), ({"a": "MIT"}, {"b": "MIT"}, "conforms"),
    ({"a": "MIT"}, {"a": "MIT"}, "incomplete"), ({}, {}, "incomplete"), ({"a": "MIT"}, {"a": "no"}, "disputed"),
    ({"a": "no"}, {"a": "no", "b": "MIT"}, "does-not-conform"), ({"a": "Gemma", "b": "MIT"}, {"a": ""}, "would-conform"),
    ({"a": "no", "b": "MIT"}, {"a": "MIT", "b": "no"}, "does-not-conform"),
    ({"a": "no", "b": "MIT"}, {"a": "no", "b": "Gemma"}, "does-not-conform"),
])  # fmt: skip
def test_verdicts_of_two_reviewers(one: dict[str, str], other: dict[str, str], verdict: str) -> None:
    assert combined(one, other).evaluation.verdict == verdict


def test_a_dispute_says_who_differs_where() -> None:
    found = combined(GOOD, {**GOOD, "b": "no"}, {})

    assert [(each.requirement, each.clause, each.said) for each in found.differences] == [
        ("b", "b", (("reviewer 0", "met"), ("reviewer 1", "missing")))
    ]
    assert [(each.requirement, each.why[0].text) for each in found.evaluation.deciding] == [
        ("b", "reviewers differ: reviewer 0: met; reviewer 1: missing")
    ]
    assert found.verdicts == (
        ("reviewer 0", "conforms"), ("reviewer 1", "does-not-conform"), ("reviewer 2", "incomplete"),
    )  # fmt: skip


def test_an_empty_review_can_neither_make_nor_unmake_a_verdict() -> None:
    assert [combined(GOOD, {}).evaluation.verdict, combined({}).evaluation.verdict] == [
        "conforms",
        "incomplete",
    ]


def test_the_verdict_is_shown_without_makers_too() -> None:
    found = combined(GOOD, {**GOOD, "b": "no"}, makers=(0,))

    assert (found.evaluation.verdict, found.without_makers) == ("disputed", "does-not-conform")


def test_where_only_makers_have_reviewed_nobody_else_has_a_verdict() -> None:
    assert combined(GOOD, makers=(0,)).without_makers is None


def test_a_difference_that_does_not_matter_is_no_dispute() -> None:
    asked = checklist({"all": [{"any": ["a", "b"]}, "c"]})
    opinions = [
        Opinion("x", False, assess(asked, answers(a="MIT", b="no"))),
        Opinion("y", False, assess(asked, answers(a="MIT", b="MIT"))),
    ]

    found = combine(asked, opinions)

    assert (found.evaluation.verdict, [each.requirement for each in found.differences]) == (
        "incomplete",
        ["b"],
    )


def test_without_reviews_it_is_incomplete_and_without_a_checklist_it_is_nothing() -> None:
    assert (combine(ALL, []).evaluation.verdict, combine(None, []).evaluation.verdict) == ("incomplete", None)


many = st.lists(st.tuples(st.booleans(), sheets), max_size=4)


def opinions_on(requires: object, reviews: list[tuple[bool, list[Answer]]]) -> list[Opinion]:
    asked = checklist(requires)
    return [Opinion(f"r{place}", maker, assess(asked, sheet)) for place, (maker, sheet) in enumerate(reviews)]


@given(expressions, many, st.randoms())
def test_the_order_of_reviewers_makes_no_difference(
    requires: object, reviews: list[tuple[bool, list[Answer]]], random: object
) -> None:
    opinions = opinions_on(requires, reviews)
    mixed = list(opinions)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    assert combine(checklist(requires), mixed) == combine(checklist(requires), opinions)


@given(expressions, sheets, st.integers(1, 3))
def test_reviewers_who_agree_come_to_what_each_says(
    requires: object, sheet: list[Answer], number: int
) -> None:
    found = combine(checklist(requires), opinions_on(requires, [(False, sheet)] * number))

    assert (found.evaluation, found.differences) == (assess(checklist(requires), sheet), ())


@given(expressions, many)
def test_opposite_conclusions_are_always_disputed_and_the_difference_is_named(
    requires: object, reviews: list[tuple[bool, list[Answer]]]
) -> None:
    opinions = opinions_on(requires, reviews)
    found = combine(checklist(requires), opinions)
    verdicts = {each.evaluation.verdict for each in opinions}

    assert found.evaluation.verdict == Verdict.DISPUTED or not verdicts >= {
        Verdict.CONFORMS,
        Verdict.DOES_NOT_CONFORM,
    }
    assert found.evaluation.verdict != Verdict.DISPUTED or found.differences
    assert bool(found.evaluation.deciding) is (found.evaluation.verdict != Verdict.CONFORMS)


@given(expressions, many)
def test_what_all_conclude_is_what_comes_out_or_better_known(
    requires: object, reviews: list[tuple[bool, list[Answer]]]
) -> None:
    opinions = opinions_on(requires, reviews)
    verdicts = {each.evaluation.verdict for each in opinions}
    found = combine(checklist(requires), opinions).evaluation.verdict

    assert found in verdicts or len(verdicts) != 1 or verdicts & {Verdict.INCOMPLETE, Verdict.WOULD_CONFORM}


@given(expressions, sheets, st.lists(sheets, max_size=3))
def test_saying_nothing_adds_nothing(
    requires: object, sheet: list[Answer], others: list[list[Answer]]
) -> None:
    reviews = [(False, each) for each in (sheet, *others)]
    silent = combine(checklist(requires), opinions_on(requires, [*reviews, (False, [])]))

    assert silent.evaluation == combine(checklist(requires), opinions_on(requires, reviews)).evaluation
