"""Answers and assessments as JSON, and back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.answers import AVAILABLE, FINDINGS, Answer
from consensus.systems.combining import Opinion, combine
from consensus.systems.stored import (
    answers_of,
    decided_of,
    differences_of,
    digest,
    evaluation_of,
    json_of,
    reasons_json,
    summary_json,
    whys_of,
)

from .making import assess, checklist, expressions, sheets

words = st.text(max_size=20)
each_answer = st.builds(
    Answer, words, st.sampled_from(AVAILABLE), words, words, words, words, *[st.sampled_from(FINDINGS)] * 4
)


@given(st.lists(each_answer))
def test_answers_come_back_as_they_were(answers):
    assert list(answers_of(json.loads(json.dumps(json_of(answers))))) == answers


def test_what_says_nothing_is_not_stored():
    assert json_of([Answer("code"), Answer("data", "no", use="allowed")]) == [
        {"component": "code"}, {"component": "data", "available": "no", "use": "allowed"},
    ]  # fmt: skip


@given(expressions, sheets)
def test_an_assessment_comes_back_as_it_was(requires, answers):
    found = assess(checklist(requires), answers)

    assert evaluation_of(found.verdict, json.loads(json.dumps(reasons_json(found)))) == found


@given(expressions, st.lists(sheets, max_size=3))
def test_of_a_summary_differences_and_what_decides_come_back(requires, some):
    asked = checklist(requires)
    opinions = [Opinion(f"review:{n}", n == 1, assess(asked, each)) for n, each in enumerate(some)]
    found = combine(asked, opinions)
    stored = json.loads(json.dumps(summary_json(found, reviewers=len(opinions))))

    assert differences_of(stored) == found.differences
    light = decided_of(found.evaluation.verdict, stored)
    assert [(each.requirement, each.clause, each.state) for each in light.deciding] == [
        (each.requirement, each.clause, each.state) for each in found.evaluation.deciding
    ]


def test_a_reason_that_is_no_longer_known_is_left_out():
    assert whys_of([["gone", {}], ["available", {}]])[0].code == "available"


def test_a_digest_does_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": "é"}) == digest({"b": "é", "a": 1}) != digest({"a": 1, "b": "e"})
