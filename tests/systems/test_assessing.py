"""Everything that reviewers said of a version → its assessment under every draft."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.checklists import Checklist
from consensus.systems.answers import Answer
from consensus.systems.assessing import Sheet, assess, held_under
from consensus.systems.carrying import Edition
from consensus.systems.expressions import State
from consensus.systems.scoring import Verdict

from .making import NAMES, answers, checklist, component, expressions, sheets, terms

ASKED = checklist({"all": ["a", "b"]})
ONE = Edition("1", ASKED)
SAME = Edition("2", ASKED)
CHANGED = Edition("3", ASKED, frozenset({"b"}))
GOOD = tuple(answers(a="MIT", b="MIT"))


def sheet(reviewer="Ana", draft="1", said=GOOD, *, maker=False, recused=False, ref=None):
    return Sheet(ref or f"review:{reviewer}{draft}", reviewer, draft, maker, recused, tuple(said))


def verdicts(editions, *given):
    wanted = [edition.draft for edition in editions]
    found = assess(editions, given, wanted=wanted, terms=terms)
    return [each.combined.evaluation.verdict for each in found.values()]


def test_a_review_counts_where_it_was_given_and_later_as_far_as_it_carries():
    assert verdicts([ONE, SAME, CHANGED], sheet()) == ["conforms", "conforms", "incomplete"]


def test_it_never_counts_before():
    assert verdicts([ONE, SAME], sheet(draft="2")) == ["incomplete", "conforms"]


def test_under_a_draft_without_a_checklist_nothing_comes_out_and_answers_pass():
    assert verdicts([ONE, Edition("0", None), SAME], sheet()) == ["conforms", None, "conforms"]


def test_only_what_is_wanted_is_computed():
    assert list(assess([ONE, SAME], [sheet()], wanted=["2"], terms=terms)) == ["2"]


def test_stepping_back_ends_what_was_said_until_one_reviews_again():
    given = [sheet(), sheet(draft="2", recused=True), sheet(draft="3", said=answers(b="MIT"))]
    [first, _second, third] = held_under([ONE, SAME, replace(CHANGED, draft="3")], given).values()

    assert [set(each.standing.answers) for each in (*first, *third)] == [{"a", "b"}, {"b"}]
    assert verdicts([ONE, SAME, CHANGED], *given) == ["conforms", "incomplete", "incomplete"]


def test_what_was_said_while_stepping_back_counts_for_nothing():
    assert verdicts([ONE], sheet(recused=True)) == ["incomplete"]


def test_reviewers_of_whom_nothing_stands_are_not_counted():
    other = Edition("2", Checklist({"z": component("z")}, "z"))
    found = assess([ONE, other], [sheet()], wanted=["2"], terms=terms)

    assert found["2"].held == ()


def test_optional_components_are_known_too_and_open_where_reviewers_differ():
    asked = checklist("a", component("z", optional=True))
    here = Edition("1", asked)
    said = [sheet(said=answers(a="MIT", z="MIT")), sheet("Ben", said=answers(a="MIT", z="no"))]

    assert assess([here], said[:1], wanted=["1"], terms=terms)["1"].cells["z"] == State.MET
    assert assess([here], said, wanted=["1"], terms=terms)["1"].cells["z"] == State.UNKNOWN
    assert assess([here], [], wanted=["1"], terms=terms)["1"].cells["z"] == State.UNKNOWN


def basis(*given):
    return assess([ONE], given, wanted=["1"], terms=terms)["1"].basis


@pytest.mark.parametrize("other, same", [
    (sheet(said=[replace(each, note="Looked.") for each in GOOD]), True),
    (sheet(said=tuple(reversed(GOOD))), True),
    (sheet(said=[replace(each, evidence="https://example.org") for each in GOOD]), False),
    (sheet(said=answers(a="MIT", b="Apache-2.0")), False),
    (sheet(maker=True), False), (sheet(ref="review:9"), False),
])  # fmt: skip
def test_the_basis_is_what_it_rests_on(other, same):
    assert (basis(sheet()) == basis(other)) is same


people = st.lists(
    st.builds(
        lambda reviewer, draft, said, maker, recused: sheet(reviewer, draft, said, maker=maker, recused=recused),
        st.sampled_from(["Ana", "Ben", "Eva"]), st.sampled_from(["1", "2", "3"]), sheets, st.booleans(), st.booleans(),
    ),
    max_size=5, unique_by=lambda each: (each.reviewer, each.draft),
)  # fmt: skip


def drafts(requires, changed):
    asked = checklist(requires)
    return [Edition("1", asked), Edition("2", asked, frozenset(changed)), Edition("3", asked)]


@given(expressions, st.sets(st.sampled_from(NAMES)), people, st.randoms())
def test_the_order_of_reviews_makes_no_difference(requires, changed, said, random):
    shuffled = list(said)
    random.shuffle(shuffled)
    here, wanted = drafts(requires, changed), ["1", "2", "3"]

    assert assess(here, said, wanted=wanted, terms=terms) == assess(
        here, shuffled, wanted=wanted, terms=terms
    )


@given(expressions, st.sets(st.sampled_from(NAMES)), people)
def test_whoever_is_unknown_never_makes_it_conform(requires, changed, said):
    silent = [replace(each, answers=tuple(Answer(one.component) for one in each.answers)) for each in said]
    found = assess(drafts(requires, changed), silent, wanted=["1", "2", "3"], terms=terms)

    assert {each.combined.evaluation.verdict for each in found.values()} <= {Verdict.INCOMPLETE}


@given(expressions, st.sets(st.sampled_from(NAMES)), people)
def test_the_cells_are_the_states_of_the_reasons(requires, changed, said):
    for each in assess(drafts(requires, changed), said, wanted=["1", "2", "3"], terms=terms).values():
        reasons = {one.requirement: one.state for one in each.combined.evaluation.reasons}

        assert {id: each.cells[id] for id in reasons} == reasons
