"""Holding a draft against criteria: which version holds, what stands beside it, and at what cost."""

import pytest
from flask import Flask
from sqlalchemy import event

from consensus.kit.db import db
from consensus.kit.errors import Missing
from consensus.ledger import SETUP
from consensus.release.actions import load_criteria
from consensus.release.errors import NoCriteria, NoSuchTarget
from consensus.release.evaluating import evaluate
from consensus.release.shapes import gate_shape
from tests.drafts.making import published
from tests.factories import make_account, make_comment, make_draft
from tests.release.gates import GATES, act, criteria, set_by_hand
from tests.systems.acting import draft_with, review, say, system
from tests.voting.acting import take

LINES = "".join(f"Sentence number {n} says something. {{#s{n}}}\n\n" for n in range(1000))


@pytest.fixture
def draft(app: Flask):
    return published()


def test_without_criteria_nothing_can_be_said(draft):
    with pytest.raises(NoCriteria):
        evaluate(draft, "stable")


def test_there_are_two_targets_and_no_others(draft):
    set_by_hand("comments")
    with pytest.raises(NoSuchTarget) as refused:
        evaluate(draft, "final")

    assert isinstance(refused.value, Missing)


def test_the_first_criteria_hold_for_drafts_of_before_too(draft):
    set_by_hand("comments")

    found = evaluate(draft, "stable")

    assert (found.draft, found.target, found.version, found.passes) == ("0.1", "stable", 1, True)
    assert (found.before, found.beside, found.signatures) == (None, (), None)


def test_a_change_holds_from_the_next_draft_and_the_old_stays_beside_it(draft):
    set_by_hand("comments")
    set_by_hand("comments", "clauses", version=2)
    second = published(version="0.2")

    first = evaluate(draft, "stable")
    assert (first.version, first.passes, [(each.version, each.passes) for each in first.beside]) == (
        1,
        True,
        [(2, False)],
    )
    later = evaluate(second, "stable")
    assert (later.version, later.passes, [(each.version, each.passes) for each in later.beside]) == (
        2,
        False,
        [(1, True)],
    )
    assert later.before is not None and later.before.version == 1


def test_only_the_neighbours_of_a_version_stand_beside_it(draft):
    for version in (1, 2, 3):
        set_by_hand(*("comments", "objections", "stops")[:version], version=version)
    second = published(version="0.2")

    assert [evaluate(each, "stable").version for each in (draft, second)] == [1, 3]
    assert [[each.version for each in evaluate(one, "stable").beside] for one in (draft, second)] == [
        [2],
        [2],
    ]


def test_a_result_has_a_sentence_and_leads_to_its_rows(draft):
    set_by_hand("comments", "judged", "seal")
    found = evaluate(draft, "stable")

    assert [(each.id, each.rows) for each in found.criteria] == [
        ("comments", "/drafts/0.1/dispositions/?show=unanswered"), ("judged", "/release/0.1/?target=stable#c-judged"),
        ("seal", "/release/0.1/seal/"),
    ]  # fmt: skip
    assert found.called("judged").why == "2 more judgements are missing (board member)."
    assert (found.signatures, found.all_but("seal"), [each.id for each in found.missing]) == (
        2,
        False,
        ["judged", "seal"],
    )


def test_as_data_it_says_what_the_contract_asks_for(draft):
    set_by_hand("comments")
    shape = gate_shape(evaluate(draft, "stable"))

    assert list(shape) == ["draft", "target", "version", "digest", "passes", "criteria", "beside"]
    assert shape["criteria"] == [
        {
            "id": "comments", "kind": "comments", "title": "About comments", "necessary": True, "state": "pass", "value": 0,
            "threshold": 0, "why": "No comment that came in time waits for an answer.",
            "rows": "http://127.0.0.1:8000/drafts/0.1/dispositions/?show=unanswered",
        }
    ]  # fmt: skip
    assert shape["digest"] == criteria("comments").digest


def statements(ask) -> int:
    asked = []

    def note(*given):
        asked.append(given[2])

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)


def test_as_many_statements_for_fifty_clauses_as_for_a_thousand(app):
    for target in ("candidate", "stable"):
        act(set_from_content, target)
    few = make_draft("0.1", LINES[: LINES.index("Sentence number 50 ")])
    asked = statements(lambda: evaluate(few, "stable"))
    many = make_draft("0.2", LINES)

    assert [each.threshold for draft in (few, many) for each in evaluate(draft, "stable").criteria[:1]] == [
        50,
        1000,
    ]
    assert statements(lambda: evaluate(many, "stable")) == asked <= 30


def test_as_many_statements_however_many_people_comments_and_systems_there_are(app):
    act(set_from_content, "stable")
    draft = draft_with()
    asked = statements(lambda: evaluate(draft, "stable"))
    people = [make_account(f"P{n}", country="SN") for n in range(6)]
    for n, person in enumerate(people):
        take(draft, "code", "object" if n % 2 else "support", person)
        make_comment(draft, "data", by=person, body=f"Number {n}.")
        each = system(f"System {n}")
        review(each, draft, person)
        say(each, draft, people[n - 1])

    assert evaluate(draft, "stable").called("objections").value == 3
    assert statements(lambda: evaluate(draft, "stable")) == asked


def set_from_content(target: str) -> None:
    load_criteria([(GATES / f"{target}.toml").read_text("utf-8")], by=SETUP)
