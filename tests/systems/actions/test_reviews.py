"""Reviewing: saving, submitting, revising, stepping back, withdrawing."""

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.systems.actions import hand_in, recuse, save_review, submit_review, withdraw_review
from consensus.systems.answers import Answer
from consensus.systems.errors import NoChecklist, NothingToSubmit, NotReviewable, NotSubmitted, ReviewIsStale
from consensus.systems.given import Declared
from consensus.systems.models import Review, ReviewState, System
from consensus.systems.queries.comparing import compared
from consensus.systems.queries.reviews import public_reviews, review_form
from tests.factories import make_account
from tests.systems.acting import (
    ASKS_FOR_MORE,
    CHECKLIST,
    GOOD,
    OTHER_CODE,
    TEXT,
    act,
    answers,
    draft_with,
    entries,
    review,
    system,
    verdict,
)


@pytest.fixture
def draft(app: Flask) -> Draft:
    return draft_with()


@pytest.fixture
def alpha(draft: Draft) -> System:
    return system("Alpha")


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana")


def saved(alpha, draft, by, said=None, **given):
    given.setdefault("declared", Declared())
    return act(save_review, alpha.leading, draft=draft, answers=answers(**(said or GOOD)), by=by, **given)


def test_a_system_that_nobody_reviewed_is_incomplete(alpha, draft):
    assert verdict(alpha, draft) == "incomplete"


def test_what_is_saved_is_seen_by_its_author_alone(alpha, draft, ana):
    saved(alpha, draft, ana)

    assert verdict(alpha, draft) == "incomplete"
    assert public_reviews(alpha.leading) == []
    assert review_form(alpha.leading, draft=draft, viewer=ana).answers["code"].licence == "MIT"
    assert review_form(alpha.leading, draft=draft, viewer=None).answers == {}
    assert entries("review.submitted") == []


def test_a_submitted_review_is_public_and_counts_at_once(alpha, draft, ana):
    made = saved(alpha, draft, ana, declared=Declared("Lab", "A grant", maker=True))
    revision = act(submit_review, made, by=ana)

    assert verdict(alpha, draft) == "conforms"
    [entry] = entries("review.submitted")
    assert (entry.by, entry.subject, revision.n) == (ana.actor_id, f"review:{made.id}", entry.n)
    assert entry.details == {
        "system": "alpha", "version": "1", "draft": "0.1", "maker": True, "answers": revision.digest, "waits": False,
    }  # fmt: skip
    assert [
        (each.reviewer_name, each.affiliation, each.funding) for each in public_reviews(alpha.leading)
    ] == [("Ana", "Lab", "A grant")]
    assert compared() == []


def test_a_verdict_that_changes_is_on_record_by_rule(alpha, draft, ana):
    review(alpha, draft, ana)
    told = entries("evaluation.changed")[-1]

    assert (told.by, told.subject, told.details["before"], told.details["verdict"]) == (
        "system:rule", "system:alpha", "incomplete", "conforms",
    )  # fmt: skip


def test_one_may_save_as_one_goes_and_submit_later(alpha, draft, ana):
    saved(alpha, draft, ana, {"code": "MIT"})
    made = saved(alpha, draft, ana, GOOD)

    assert (made.revision, [each["component"] for each in made.answers]) == (2, ["code", "data", "weights"])


def test_a_sheet_saved_elsewhere_meanwhile_is_not_overwritten(alpha, draft, ana):
    made = saved(alpha, draft, ana, revision=0)
    saved(alpha, draft, ana, {"code": "no"}, revision=made.revision)

    with pytest.raises(ReviewIsStale):
        saved(alpha, draft, ana, revision=1)
    with pytest.raises(ReviewIsStale):
        saved(alpha, draft, ana, revision=0)


def test_saving_after_submitting_changes_nothing_in_public(alpha, draft, ana):
    made = review(alpha, draft, ana)
    saved(alpha, draft, ana, {"code": "no"})

    assert verdict(alpha, draft) == "conforms"
    assert (made.state, made.public, len(made.revisions)) == (ReviewState.SUBMITTED, 1, 1)


def test_a_revised_review_keeps_its_history(alpha, draft, ana):
    made = review(alpha, draft, ana)
    review(alpha, draft, ana, GOOD | {"data": "no"})
    db.session.expire_all()

    assert verdict(alpha, draft) == "does-not-conform"
    assert [each.number for each in made.revisions] == [1, 2]
    assert [each.answers[1].get("available") for each in made.revisions] == ["yes", "no"]
    assert [entry.details["draft"] for entry in entries("review.revised")] == ["0.1"]
    assert compared() == []


def test_the_same_again_is_not_submitted_twice(alpha, draft, ana):
    made = review(alpha, draft, ana)

    with pytest.raises(NothingToSubmit):
        act(submit_review, made, by=ana)
    again, first = act(
        hand_in, alpha.leading, draft=draft, answers=answers(**GOOD), declared=Declared(), by=ana
    )
    assert (again.id, first, len(entries("review.submitted", "review.revised"))) == (made.id, False, 1)


def test_an_empty_sheet_is_not_submitted(alpha, draft, ana):
    made = act(save_review, alpha.leading, draft=draft, answers=[], declared=Declared(), by=ana)

    with pytest.raises(NothingToSubmit):
        act(submit_review, made, by=ana)


def test_of_an_answer_that_says_nothing_nothing_is_kept(alpha, draft, ana):
    made = act(
        save_review, alpha.leading, draft=draft, answers=[Answer("code"), Answer("data", "no")],
        declared=Declared(), by=ana,
    )  # fmt: skip

    assert made.answers == [{"component": "data", "available": "no"}]


@pytest.mark.parametrize(
    "wrong, field",
    [
        (Answer("wings", "yes"), "component-wings"), (Answer("code", "perhaps"), "available-code"),
        (Answer("code", "yes", document="javascript:alert(1)"), "document-code"),
        (Answer("code", "yes", evidence="ftp://example.org"), "evidence-code"),
        (Answer("code", "yes", use="sometimes"), "use-code"),
        (Answer("code", "yes", licence="M" * 301), "licence-code"),
        (Answer("code", "yes", note="n" * 4_001), "note-code"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_taken_is_named_with_its_field(alpha, draft, ana, wrong, field):
    with pytest.raises(Invalid) as refused:
        act(save_review, alpha.leading, draft=draft, answers=[wrong], declared=Declared(), by=ana)

    assert list(refused.value.errors) == [field]


def test_a_component_is_answered_once(alpha, draft, ana):
    twice = [Answer("code", "yes"), Answer("code", "no")]

    with pytest.raises(Invalid):
        act(save_review, alpha.leading, draft=draft, answers=twice, declared=Declared(), by=ana)


def test_notes_lose_what_cannot_be_seen(alpha, draft, ana):
    note = "  <b>Look</b>\u202e here\x00\r\n\n\n\nthere  "
    made = act(
        save_review,
        alpha.leading,
        draft=draft,
        answers=[Answer("code", note=note)],
        declared=Declared(),
        by=ana,
    )

    assert made.answers == [{"component": "code", "note": "<b>Look</b> here\n\nthere"}]


def test_nothing_is_reviewed_under_a_draft_that_is_prepared_or_has_no_checklist(alpha, draft, ana):
    bare = draft_with("0.2", checklist=None)
    prepared = draft_with("0.3", publish=False)

    with pytest.raises(NoChecklist):
        review(alpha, bare, ana)
    with pytest.raises(NotReviewable):
        review(alpha, prepared, ana)
    assert verdict(alpha, bare) is None


def test_a_withdrawn_review_counts_no_more_and_its_history_stays(alpha, draft, ana):
    made = review(alpha, draft, ana)
    act(withdraw_review, made, by=ana)

    assert verdict(alpha, draft) == "incomplete"
    assert public_reviews(alpha.leading) == []
    assert len(db.session.get_one(Review, made.id).revisions) == 1
    with pytest.raises(NotSubmitted):
        act(withdraw_review, made, by=ana)
    review(alpha, draft, ana)
    assert verdict(alpha, draft) == "conforms"
    assert compared() == []


def test_who_steps_back_counts_neither_there_nor_later(alpha, draft, ana):
    review(alpha, draft, ana)
    later = draft_with("0.2")
    assert verdict(alpha, later) == "conforms"
    act(recuse, alpha.leading, draft=later, declared=Declared(), reason="They pay me.", by=ana)

    assert (verdict(alpha, draft), verdict(alpha, later)) == ("conforms", "incomplete")
    assert [entry.subject for entry in entries("review.recused")] == [f"review:{_mine(ana, later)}"]
    review(alpha, later, ana)
    assert verdict(alpha, later) == "conforms"


def _mine(account, draft):
    return next(each.id for each in db.session.query(Review) if each.draft_id == draft.id)


def test_answers_carry_to_the_next_draft_but_for_what_changed(alpha, draft, ana):
    review(alpha, draft, ana)
    later = draft_with("0.2", OTHER_CODE)
    form = review_form(alpha.leading, draft=later, viewer=ana)

    assert verdict(alpha, later) == "incomplete"
    assert (set(form.answers), set(form.stale), form.unanswered) == ({"data", "weights"}, {"code"}, ("code",))
    assert form.before["code"].licence == "MIT"
    assert set(form.carried.values()) == {"0.1"}


def test_looking_again_at_what_changed_is_enough(alpha, draft, ana):
    review(alpha, draft, ana)
    later = draft_with("0.2", OTHER_CODE)
    review(alpha, later, ana, {"code": "MIT"})

    assert (verdict(alpha, draft), verdict(alpha, later)) == ("conforms", "conforms")
    assert review_form(alpha.leading, draft=later, viewer=ana).stale == {}


def test_a_review_under_a_later_draft_says_nothing_of_an_earlier_one(alpha, draft, ana):
    later = draft_with("0.2", TEXT, ASKS_FOR_MORE)
    review(alpha, later, ana, GOOD | {"card": "CC-BY-4.0"})

    assert (verdict(alpha, draft), verdict(alpha, later)) == ("incomplete", "conforms")


def test_two_reviewers_who_cannot_both_be_right_dispute_it(alpha, draft, ana):
    review(alpha, draft, ana)
    review(alpha, draft, make_account("Ben"), GOOD | {"data": "no"})

    assert verdict(alpha, draft) == "disputed"
    assert compared() == []


def test_a_better_version_leads_once_it_is_reviewed(draft, ana):
    beta = system("Beta", "1", "2")
    assert beta.leading.version == "2"
    old = next(each for each in beta.versions if each.version == "1")
    act(hand_in, old, draft=draft, answers=answers(**GOOD), declared=Declared(), by=ana)

    assert (beta.leading.version, verdict(beta, draft)) == ("1", "conforms")
    assert compared() == []


@pytest.mark.both_databases
def test_a_reviewer_has_one_sheet_for_a_version_and_draft(alpha, draft, ana):
    saved(alpha, draft, ana)
    first = db.session.query(Review).one()
    twin = {
        name: getattr(first, name)
        for name in ("version_id", "draft_id", "account_id", "created_at", "changed_at")
    }

    with pytest.raises(IntegrityError), transaction():
        db.session.add(Review(**twin))


@pytest.mark.both_databases
def test_what_comes_out_is_what_is_stored_on_either_database(alpha, draft, ana):
    review(alpha, draft, ana, GOOD | {"weights": "CC-BY-NC-4.0"})
    later = draft_with("0.2", OTHER_CODE, CHECKLIST)

    assert (verdict(alpha, draft), verdict(alpha, later)) == ("would-conform", "incomplete")
    assert compared() == []
