"""A verdict is computed from answers, explained requirement by requirement, and never comes from an empty cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.answers import Answer
from consensus.systems.scoring import Known, Verdict, cells, evaluate

from .making import (
    NAMES,
    answer,
    answers,
    assess,
    checklist,
    checklist_of,
    component,
    expressions,
    sheets,
    terms,
)

ALL = checklist({"all": ["a", "b"]})
RANK = [Verdict.DOES_NOT_CONFORM, Verdict.INCOMPLETE, Verdict.WOULD_CONFORM, Verdict.CONFORMS]


@pytest.mark.parametrize("a, b, verdict", [
    ("MIT", "CC-BY-4.0", "conforms"), ("MIT", "CC-BY-NC-4.0", "would-conform"), ("MIT", "no", "does-not-conform"),
    ("CC-BY-NC-4.0", "no", "does-not-conform"), ("MIT", "unknown", "incomplete"), ("MIT", "", "incomplete"),
    ("CC-BY-NC-4.0", "", "incomplete"), ("CC-BY-NC-4.0", "unknown", "incomplete"), ("no", "unknown", "does-not-conform"),
])  # fmt: skip
def test_verdicts_of_two_requirements(a: str, b: str, verdict: str) -> None:
    assert assess(ALL, answers(a=a, b=b)).verdict == verdict


def test_without_a_checklist_there_is_no_verdict() -> None:
    assert (assess(None, answers(a="MIT")).verdict, assess(None, answers(a="MIT")).reasons) == (None, ())


def test_an_empty_sheet_is_incomplete_and_says_what_is_missing() -> None:
    found = assess(checklist_of("0.0.8"), [])

    assert found.verdict == Verdict.INCOMPLETE
    assert [(each.state, each.why[0].code, each.decides) for each in found.reasons] == [
        ("unknown", "not-answered", True)
    ] * 11


def test_one_good_alternative_is_enough_and_the_others_say_so() -> None:
    found = assess(checklist({"any": ["a", "b"]}), answers(a="no", b="MIT"))

    assert found.verdict == Verdict.CONFORMS
    assert [(each.requirement, each.state, each.why[-1].code) for each in found.reasons] == [
        ("a", "missing", "spared"), ("b", "met", "osi-approved"),
    ]  # fmt: skip


def test_every_requirement_names_its_clause_and_why() -> None:
    given_answers = [Answer("a", "yes", "Gemma"), Answer("b", "no")]
    found = assess(
        checklist({"all": ["a", {"clause": "b"}]}, component("a", clause="key-of-a")), given_answers
    )

    assert [(each.requirement, each.clause, each.state, [w.text for w in each.why]) for each in found.reasons] == [
        ("a", "key-of-a", "terms", ["it is available", "Gemma Terms of Use forbids certain uses"]),
        ("b", "b", "missing", ["it is not available"]),
    ]  # fmt: skip


def test_those_that_decide_are_marked() -> None:
    found = assess(checklist({"all": ["a", "b", "c"]}), answers(a="MIT", b="CC-BY-NC-4.0", c=""))

    assert [(each.requirement, each.why[-1].code) for each in found.deciding] == [("c", "not-stated")]


def test_a_contradiction_is_shown_and_changes_nothing() -> None:
    found = assess(checklist("a"), [Answer("a", "yes", "MIT", use="restricted")])

    assert found.verdict == Verdict.CONFORMS
    assert [each.code for each in found.reasons[0].cell.contradiction] == ["contradiction"]


def test_known_bad_terms_of_something_perhaps_not_there_are_told() -> None:
    found = assess(checklist("a"), [Answer("a", "unknown", "Gemma")])

    assert found.reasons[0].cell.known == Known(0, 1)
    assert [each.code for each in found.reasons[0].why] == ["availability-unknown", "use-restrictions"]


def test_where_no_terms_are_asked_for_being_there_is_enough() -> None:
    assert assess(checklist("a", component("a", framework="")), answers(a="")).verdict == Verdict.CONFORMS


def test_answers_on_what_is_not_asked_for_count_for_nothing() -> None:
    assert assess(checklist("a"), answers(a="MIT", b="no", zzz="no")).verdict == Verdict.CONFORMS


def test_a_matrix_has_a_cell_for_optional_components_too() -> None:
    asked = checklist_of("0.0.8")

    found = cells(asked, [Answer("data-card", "yes", "MIT")], terms=terms)

    assert (len(found), found["data-card"].known) == (26, Known(2, 2))


def test_of_two_answers_on_one_component_the_later_stands() -> None:
    given_answers = [Answer("a", "no"), Answer("a", "yes", "MIT")]

    assert evaluate(checklist("a"), given_answers, terms=terms).verdict == Verdict.CONFORMS


@given(expressions, sheets)
def test_an_empty_cell_never_gives_conforms_where_it_matters(requires: object, sheet: list[Answer]) -> None:
    asked = checklist(requires)
    certain = [each for each in sheet if each.available != "unknown" and each.licence]
    rest = [Answer(name, "no") for name in NAMES if name not in {each.component for each in certain}]

    assert (assess(asked, sheet).verdict == Verdict.CONFORMS) is (
        assess(asked, [*certain, *rest]).verdict == Verdict.CONFORMS
    )


better = st.sampled_from([
    ("no", "MIT"), ("no", "CC-BY-NC-4.0"), ("no", ""), ("no", "unknown"), ("unknown", "MIT"), ("unknown", "CC-BY-NC-4.0"),
    ("unknown", ""), ("", "MIT"), ("", "CC-BY-NC-4.0"), ("CC-BY-NC-4.0", "MIT"), ("CC-BY-NC-4.0", "CC-BY-4.0"),
])  # fmt: skip


@given(expressions, sheets, st.sampled_from(NAMES), better)
def test_a_better_answer_never_worsens_a_verdict(
    requires: object, sheet: list[Answer], name: str, step: tuple[str, str]
) -> None:
    asked = checklist(requires)
    then, now = (assess(asked, [*sheet, answer(name, said)]).verdict for said in step)

    assert RANK.index(now) >= RANK.index(then)  # type: ignore[arg-type]


@given(expressions, sheets)
def test_the_order_of_answers_makes_no_difference(requires: object, sheet: list[Answer]) -> None:
    assert assess(checklist(requires), sheet) == assess(checklist(requires), sheet[::-1])


@given(expressions, sheets)
def test_something_decides_exactly_when_it_does_not_conform(requires: object, sheet: list[Answer]) -> None:
    found = assess(checklist(requires), sheet)

    assert bool(found.deciding) is (found.verdict != Verdict.CONFORMS)


@given(expressions, sheets)
def test_mending_what_decides_is_enough_to_do_better(requires: object, sheet: list[Answer]) -> None:
    found = assess(checklist(requires), sheet)
    mended = [*sheet, *(Answer(each.requirement, "yes", "MIT") for each in found.deciding)]

    assert found.verdict == Verdict.CONFORMS or (
        RANK.index(assess(checklist(requires), mended).verdict) > RANK.index(found.verdict)  # type: ignore[arg-type]
    )
