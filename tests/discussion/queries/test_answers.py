"""What became of comments, both ways."""

from functools import partial

import pytest
import time_machine

from consensus.accounts.models import Account
from consensus.discussion.actions import (
    Edit,
    answer_disposition,
    confirm_addressed,
    delete_comment,
    dispose,
)
from consensus.discussion.models import Acceptance, Operation
from consensus.discussion.queries.answers import (
    acceptances_of,
    addressings_of,
    answered_by,
    dispositions_for,
    dispositions_of,
    former_dispositions,
    outcomes_of,
    unasked_changes,
)
from consensus.discussion.queries.comments import comments_called
from consensus.drafts.queries import clause_in, clause_named
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, id_of, second
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting


@pytest.fixture
def draft(app):
    return first()


@pytest.fixture
def rosa(app):
    return make_account("Rosa", role="maintainer")


def answer(comments, *, by, outcome="accepted", **given):
    clauses = [clause_named(key) for key in given.pop("keys", ())]
    by = db.session.get_one(Account, by.id)
    found = [again(comment) for comment in comments]
    return act(dispose, found, outcome=outcome, reason="So it is.", clauses=clauses, by=by, **given)


def accept(comment, draft, *, by):
    """What accepting a suggestion leaves behind."""
    with transaction():
        db.session.add(Acceptance(comment_id=comment.id, draft_id=draft.id, by=by.actor_id, at=now()))


def test_the_current_answer_of_each_comment_is_told_with_everything_about_it(draft, rosa):
    comment, silent = make_comment(draft, "use"), make_comment(draft, "use")
    answer([comment], outcome="noted", by=rosa)
    newer = second()
    answer([comment], by=rosa, resolved_in=newer, keys=["use"])
    act(answer_disposition, again(comment), answer="agree", by=again(comment).author)

    [given] = dispositions_of([again(comment), again(silent)]).values()

    assert (given.comment_id, given.n, given.outcome, given.resolved_in.version) == (
        comment.id,
        2,
        "accepted",
        "0.2",
    )
    assert ([clause.key for clause in given.clauses], [str(said.answer) for said in given.answers]) == (
        ["use"],
        ["agree"],
    )
    assert [each.n for each in former_dispositions(again(comment))] == [1]


def test_that_an_objection_was_found_addressed_is_told(draft, rosa):
    objection = make_comment(draft, "use", kind="objection")
    [given] = answer([objection], outcome="noted", by=rosa)
    second_person = make_account("Ida", role="chair")
    with time_machine.travel(now().timestamp() + 15 * 86_400, tick=False):
        act(confirm_addressed, again(objection), reason="It answers the concern.", by=second_person)

    found = addressings_of(dispositions_of([again(objection)]).values())

    assert {id: each.reason for id, each in found.items()} == {given.id: "It answers the concern."}


class TestChangesAndWhatTheyAnswer:
    @pytest.mark.both_databases
    def test_each_clause_lists_what_its_change_answers(self, draft, rosa):
        said = [make_comment(draft, "use") for _ in range(7)]
        elsewhere = make_comment(draft, "code")
        newer = second()
        answer(said, by=rosa, resolved_in=newer, keys=["use"])
        answer([elsewhere], by=rosa, resolved_in=newer, keys=["code", "parameters"])
        answer([make_comment(draft, "use")], by=rosa, resolved_in=draft, keys=["use"])

        found = dispositions_for(newer)

        assert {clause: answers.total for clause, answers in found.items()} == {
            id_of("use"): 7, id_of("code"): 1, id_of("parameters"): 1,
        }  # fmt: skip
        assert [comment.id for comment in found[id_of("use")].comments] == [
            comment.id for comment in said[:5]
        ]
        page = answered_by(newer, id_of("use"), limit=4)
        rest = answered_by(newer, id_of("use"), cursor=page.next)
        assert [c.id for c in (*page.items, *rest.items)] == [comment.id for comment in said]

    def test_an_answer_that_was_replaced_counts_no_more(self, draft, rosa):
        comment = make_comment(draft, "use")
        newer = second()
        answer([comment], by=rosa, resolved_in=newer, keys=["use"])
        answer([comment], by=rosa, outcome="declined")

        assert dispositions_for(newer) == {}

    def test_an_accepted_suggestion_answers_by_itself_and_once(self, draft, rosa):
        edit = Edit(
            Operation.REPLACE, clause=clause_in(draft, "use"), text="Use it for any purpose whatever."
        )
        comment = make_comment(draft, "use", edits=[edit])
        newer = second()
        accept(comment, newer, by=rosa)
        answer([comment], by=rosa, resolved_in=newer, keys=["use"])

        assert {clause: answers.total for clause, answers in dispositions_for(newer).items()} == {
            id_of("use"): 1
        }
        assert [each.draft.version for each in acceptances_of([again(comment)])[comment.id]] == ["0.2"]

    @pytest.mark.both_databases
    def test_changes_that_nothing_names_are_those_nobody_asked_for(self, draft, rosa):
        comment = make_comment(draft, "code")
        newer = second()

        assert [change.key for change in unasked_changes(newer)] == [
            "use", "nobody", "code", "parameters", "permission",
        ]  # fmt: skip

        answer([comment], by=rosa, resolved_in=newer, keys=["code"])
        assert [change.key for change in unasked_changes(newer)] == ["use", "nobody", "permission"]
        assert unasked_changes(draft) == []


@pytest.mark.both_databases
def test_how_many_have_which_outcome_is_known_without_counting(draft, rosa):
    one, two, three, gone, silent = (make_comment(draft, "use") for _ in range(5))
    reply = make_comment(draft, "use", parent=three)
    answer([one, two, three, gone, reply], by=rosa, outcome="declined")
    answer([two], by=rosa, outcome="declined", resolved_in=draft)
    answer([three], by=rosa, outcome="noted")
    act(delete_comment, again(gone), by=again(gone).author)
    newer = second()
    answer([make_comment(newer, "use")], by=rosa, outcome="accepted")

    assert outcomes_of(draft) == {"declined": 4, "noted": 1}
    assert outcomes_of(newer) == {"accepted": 1}


def asked_by(work):
    with counting() as sent:
        work()
    return len(sent)


def test_many_cost_as_many_statements_as_one(draft, rosa):
    newer = second()
    said = [make_comment(draft, key) for key in ("use", "code", "share")]
    counts = []
    for some in (said[:1], said):
        answer(some, by=rosa, resolved_in=newer, keys=["use", "code"])
        found = comments_called([comment.id for comment in some])
        db.session.refresh(newer)
        counts.append((asked_by(partial(dispositions_of, found)), asked_by(partial(dispositions_for, newer))))

    assert counts[0] == counts[1]
