"""Answers of the editors: reasoned, in bulk, replaced in sight, linked to what changed; an objection stands on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consensus.discussion.actions import delete_comment, dispose, edit_comment
from consensus.discussion.errors import AnsweredMeanwhile, CommentIsDeleted, OwnComment
from consensus.discussion.models import Disposition
from consensus.discussion.queries.answers import dispositions_of, former_dispositions
from consensus.discussion.queries.desk import state_of
from consensus.discussion.texts import prepare_text
from consensus.drafts.actions import withdraw_draft
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_named
from consensus.kit.clock import now, rfc3339
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from tests.discussion.acting import act, again, counters, entries, verbs
from tests.drafts.making import NEW, OLD, prepare, published
from tests.factories import make_account, make_comment


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


@pytest.fixture
def may(app):
    return make_account("May", role="maintainer")


def answer(comments, by, outcome="declined", reason="It was decided otherwise.", **given):
    some = comments if isinstance(comments, list) else [comments]
    return act(dispose, [again(each) for each in some], outcome=outcome, reason=reason, by=by, **given)


def test_a_comment_is_answered_with_a_reason_and_a_time_to_reply(draft, may):
    comment = make_comment(draft, "use")

    [given] = answer(comment, may)

    assert (given.n, str(given.outcome), given.reason, given.by) == (
        1, "declined", "It was decided otherwise.", may.actor_id,
    )  # fmt: skip
    assert given.answer_by - given.at == pytest.approx(timedelta(days=14), abs=timedelta(minutes=1))
    assert (again(comment).unanswered, counters(draft, "clause:use")) == (False, (1, 0, 0, 0, None))
    assert entries()[-1].details == {
        "draft": "0.1", "clause": "use", "outcome": "declined", "n": 1, "answer_by": rfc3339(given.answer_by),
    }  # fmt: skip


def test_an_answered_objection_stands(draft, may):
    objection = make_comment(draft, "use", kind="objection")

    answer(objection, may, outcome="accepted")

    assert (again(objection).state, objection.stands) == ("standing", True)
    assert counters(draft, "clause:use") == (1, 1, 0, 0, objection.id)


def test_a_later_answer_replaces_the_former_which_stays_in_sight(draft, may):
    comment = make_comment(draft, "use")
    [first] = answer(comment, may)

    [second] = answer(comment, may, outcome="noted")

    assert dispositions_of([comment])[comment.id].id == second.id
    assert [each.id for each in former_dispositions(comment)] == [first.id]
    assert (second.n, db.session.get(Disposition, first.id).replaced_at is not None) == (2, True)


def test_a_selection_is_answered_in_one_act_each_author_told(draft, may):
    comments = [make_comment(draft, key) for key in ("use", "study", "share")]

    given = answer(comments, may, outcome="out-of-scope")

    assert len({each.batch for each in given}) == 1
    assert given[0].batch is not None
    assert verbs() == ["comment.added"] * 3 + ["comment.disposed"] * 3
    assert [counters(draft, f"clause:{key}")[3] for key in ("use", "study", "share")] == [0, 0, 0]


def test_an_answer_names_the_draft_and_the_clauses_that_resolved_it(draft, may):
    comment = make_comment(draft, "permission")
    later = published(NEW, "0.2")

    [given] = answer(
        comment, may, outcome="accepted", resolved_in=later,
        clauses=[clause_named("permission"), clause_named("use")],
    )  # fmt: skip

    found = dispositions_of([comment])[comment.id]
    assert (found.id, found.resolved_in.version) == (given.id, "0.2")
    assert [clause.key for clause in found.clauses] == ["use", "permission"]
    assert entries()[-1].details["clauses"] == ["permission", "use"]


@pytest.mark.parametrize(
    "given, field",
    [
        ({"reason": "  "}, "reason"),
        ({"reason": "\u200b"}, "reason"),
        ({"reason": "x" * 8193}, "reason"),
        ({"outcome": "duplicate"}, "duplicate_of"),
        ({"answer_by": now() - timedelta(days=1)}, "answer_by"),
        ({"answer_by": now() + timedelta(days=400)}, "answer_by"),
    ],
)
def test_an_answer_that_is_none_is_refused_by_its_field(draft, may, given, field):
    comment = make_comment(draft, "use")

    with pytest.raises(Invalid) as refused:
        answer(comment, may, **given)

    assert list(refused.value.errors) == [field]
    assert db.session.scalars(select(Disposition)).all() == []


def test_clauses_that_the_draft_knows_nothing_of_did_not_resolve_anything(draft, may):
    comment = make_comment(draft, "use")
    later = published(NEW, "0.2")

    with pytest.raises(Invalid) as refused:
        answer(comment, may, resolved_in=draft, clauses=[clause_named("parameters")])

    assert (list(refused.value.errors), later.version) == (["clauses"], "0.2")


def test_a_draft_that_is_not_published_or_withdrawn_resolves_nothing(draft, may):
    comment = make_comment(draft, "use")
    prepared, withdrawn = prepare(NEW, "0.3"), published(NEW, "0.2")
    act(withdraw_draft, withdrawn, reason="A mistake.", by=SETUP)

    for id in (prepared.id, withdrawn.id):
        with pytest.raises(Invalid) as refused:
            answer(comment, may, resolved_in=db.session.get_one(Draft, id))
        assert list(refused.value.errors) == ["resolved_in"]


def test_duplicates_are_linked_and_never_in_a_circle(draft, may):
    first, second, third = (make_comment(draft, "use") for _ in range(3))

    answer([second, third], may, outcome="duplicate", duplicate_of=first)

    assert [each.duplicate_of_id for each in dispositions_of([second, third]).values()] == [
        first.id,
        first.id,
    ]
    for comment, other in ((first, second), (first, first)):
        with pytest.raises(Invalid) as refused:
            answer(comment, may, outcome="duplicate", duplicate_of=again(other))
        assert list(refused.value.errors) == ["duplicate_of"]


def test_a_duplicate_of_what_was_deleted_is_refused(draft, may):
    ana = make_account("Ana")
    first, second = make_comment(draft, "use", by=ana), make_comment(draft, "use")
    act(delete_comment, first, by=ana)

    with pytest.raises(Invalid):
        answer(second, may, outcome="duplicate", duplicate_of=again(first))
    with pytest.raises(CommentIsDeleted):
        answer(first, may)


def test_nobody_answers_their_own_objection_for_the_editors(draft, may):
    own, other = make_comment(draft, "use", by=may, kind="objection"), make_comment(draft, "use")

    with pytest.raises(OwnComment):
        answer([own, other], may)

    assert dispositions_of([other]) == {}


def test_a_small_team_answers_its_own_notes(draft, may):
    own = make_comment(draft, "use", by=may, kind="question")

    [given] = answer(own, may, outcome="noted")

    assert (given.by, again(own).unanswered) == (may.actor_id, False)


def test_the_same_answer_again_is_no_act(draft, may):
    later = published(NEW, "0.2")
    comments = [make_comment(draft, key) for key in ("use", "share")]
    said = {"outcome": "accepted", "resolved_in": later, "clauses": [clause_named("use")]}
    first = answer(comments, may, **said)

    again_ = answer(comments, may, **said)
    other = answer(comments[:1], may, **said | {"clauses": []})

    assert [each.id for each in again_] == [each.id for each in first]
    assert (other[0].n, verbs().count("comment.disposed")) == (2, 3)


def shown(*comments):
    """What a page saw of comments."""
    given = dispositions_of(comments)
    return {each.id: state_of(again(each), given.get(each.id)) for each in comments}


def test_an_answer_to_what_was_changed_meanwhile_is_refused(draft, may):
    comment, other = make_comment(draft, "use"), make_comment(draft, "use")
    seen = shown(comment, other)
    act(edit_comment, again(comment), text=prepare_text("Other words."), by=again(comment).author)

    with pytest.raises(AnsweredMeanwhile):
        answer([comment, other], may, seen=seen)
    assert dispositions_of([comment, other]) == {}

    answer(other, may, seen=(before := shown(other)))
    with pytest.raises(AnsweredMeanwhile):
        answer(other, make_account("Ida", role="maintainer"), seen=before)
    answer(other, may, outcome="noted", seen=shown(other))
    assert dispositions_of([other])[other.id].n == 2


@pytest.mark.parametrize("n", [0, 501])
def test_a_selection_has_its_bounds(draft, may, n):
    with pytest.raises(Invalid) as refused:
        act(dispose, [make_comment(draft, "use")] * n, outcome="noted", reason="So.", by=may)

    assert list(refused.value.errors) == ["comments"]


def test_a_reason_in_markdown_is_kept_finished(draft, may):
    comment = make_comment(draft, "use")
    words = prepare_text("See *clause 2*.", field="reason")

    [given] = answer(comment, may, reason=words)

    assert given.reason == "See *clause 2*."
