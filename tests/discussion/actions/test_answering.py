"""What authors say to answers, and how objections come to rest: by their authors, or by a second person after silence."""

from datetime import timedelta

import pytest
import time_machine

from consensus.discussion.actions import (
    answer_disposition,
    confirm_addressed,
    delete_comment,
    dispose,
    withdraw_objection,
)
from consensus.discussion.errors import (
    AuthorHasAnswered,
    AuthorHasTime,
    CommentIsDeleted,
    NeedsASecondPerson,
    NoAnswerYet,
    NoObjection,
    NotTheAuthor,
    ObjectionIsOver,
    OwnComment,
)
from consensus.kit.clock import now
from consensus.kit.errors import Invalid
from tests.discussion.acting import act, again, counters, entries, moves, verbs
from tests.drafts.making import NEW, OLD, published
from tests.factories import make_account, make_comment


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


@pytest.fixture
def people(app):
    return {
        "ana": make_account("Ana"),
        "may": make_account("May", role="maintainer"),
        "cem": make_account("Cem", role="chair"),
    }


@pytest.fixture
def objection(draft, people):
    return make_comment(draft, "use", kind="objection", by=people["ana"])


def dispose_of(comment, people, by="may", **given):
    values = {"outcome": "declined", "reason": "No."} | given
    act(dispose, [again(comment)], by=people[by], **values)


def reply(comment, people, answer, reason="", by="ana"):
    return act(answer_disposition, again(comment), answer=answer, reason=reason, by=people[by])


def test_agreeing_lets_go_of_an_objection(draft, people, objection):
    dispose_of(objection, people)

    reply(objection, people, "agree")

    assert (again(objection).state, objection.stands) == ("answered", False)
    assert moves(objection) == [("standing", "0.1"), ("answered", "0.1")]
    assert counters(draft, "clause:use") == (1, 0, 0, 0, None)
    assert entries()[-1].details == {"draft": "0.1", "clause": "use", "answer": "agree", "n": 1}


def test_sustaining_on_the_new_draft_keeps_it_with_the_words_it_is_sustained_on(draft, people, objection):
    published(NEW, "0.2")
    dispose_of(objection, people)

    reply(objection, people, "sustain", "The new words say the same.")

    assert (again(objection).state, objection.stands) == ("sustained", True)
    assert moves(objection) == [("standing", "0.1"), ("sustained", "0.2")]
    assert counters(draft, "clause:use")[1] == 1


def test_sustaining_needs_a_reason(people, objection):
    dispose_of(objection, people)

    with pytest.raises(Invalid) as refused:
        reply(objection, people, "sustain", " ")

    assert list(refused.value.errors) == ["reason"]


def test_the_same_reply_again_is_no_act(people, objection):
    dispose_of(objection, people)
    first = reply(objection, people, "sustain", "Still.")

    second = reply(objection, people, "sustain", "Still.")

    assert (second.id, verbs().count("disposition.answered")) == (first.id, 1)


def test_an_author_may_sustain_first_and_agree_later_and_then_it_is_over(people, objection):
    dispose_of(objection, people)
    reply(objection, people, "sustain", "Still.")
    reply(objection, people, "agree")

    with pytest.raises(ObjectionIsOver):
        reply(objection, people, "sustain", "After all.")

    assert again(objection).state == "answered"


def test_what_was_let_go_returns_only_when_the_editors_answer_anew(draft, people, objection):
    dispose_of(objection, people, outcome="accepted")
    reply(objection, people, "agree")
    dispose_of(objection, people, outcome="declined")

    reply(objection, people, "sustain", "This was not what I agreed to.")

    assert (again(objection).state, counters(draft, "clause:use")[1]) == ("sustained", 1)


def test_a_withdrawn_objection_does_not_return(people, objection):
    act(withdraw_objection, objection, reason="I was wrong.", by=people["ana"])
    dispose_of(objection, people)

    with pytest.raises(ObjectionIsOver):
        reply(objection, people, "sustain", "Or was I?")


def test_a_sustained_comment_of_another_kind_is_no_objection(draft, people):
    comment = make_comment(draft, "use", by=people["ana"])
    dispose_of(comment, people)

    reply(comment, people, "sustain", "It matters.")

    assert (str(again(comment).kind), comment.state, comment.stands) == ("comment", "sustained", False)
    assert counters(draft, "clause:use") == (1, 0, 0, 0, None)


def test_agreeing_to_the_answer_to_a_comment_moves_nothing(draft, people):
    comment = make_comment(draft, "use", by=people["ana"])
    dispose_of(comment, people)

    reply(comment, people, "agree")

    assert (again(comment).state, moves(comment), verbs()[-1]) == (None, [], "disposition.answered")


def test_only_the_author_replies_and_only_to_an_answer(people, objection):
    with pytest.raises(NoAnswerYet):
        reply(objection, people, "agree")
    dispose_of(objection, people)
    with pytest.raises(NotTheAuthor):
        reply(objection, people, "agree", by="may")
    act(delete_comment, again(objection), by=people["ana"])
    with pytest.raises(CommentIsDeleted):
        reply(objection, people, "agree")


def test_late_replies_are_taken(people, objection):
    dispose_of(objection, people)

    with time_machine.travel(now() + timedelta(days=100), tick=False):
        reply(objection, people, "agree")

    assert again(objection).state == "answered"


def test_an_objection_is_withdrawn_at_any_time_once(draft, people, objection):
    published(NEW, "0.2")

    act(withdraw_objection, again(objection), by=people["ana"])
    act(withdraw_objection, again(objection), by=people["ana"])

    assert moves(objection) == [("standing", "0.1"), ("withdrawn", "0.2")]
    assert verbs() == ["comment.added", "objection.withdrawn"]


def test_what_is_no_objection_or_somebody_elses_or_over_is_not_withdrawn(draft, people, objection):
    comment = make_comment(draft, "use", by=people["ana"])
    with pytest.raises(NoObjection):
        act(withdraw_objection, comment, by=people["ana"])
    with pytest.raises(NotTheAuthor):
        act(withdraw_objection, again(objection), by=people["may"])
    dispose_of(objection, people)
    reply(objection, people, "agree")
    with pytest.raises(ObjectionIsOver):
        act(withdraw_objection, again(objection), by=people["ana"])


def confirm(comment, people, by="cem", days=15, reason="The change answers the concern."):
    with time_machine.travel(now() + timedelta(days=days), tick=False):
        return act(confirm_addressed, again(comment), reason=reason, by=people[by])


def test_after_silence_a_second_person_finds_an_objection_addressed(draft, people, objection):
    dispose_of(objection, people)

    found = confirm(objection, people)

    assert (found.by, found.reason) == (people["cem"].actor_id, "The change answers the concern.")
    assert (again(objection).state, objection.stands) == ("answered", False)
    assert (verbs()[-1], counters(draft, "clause:use")[1]) == ("objection.addressed", 0)


@pytest.mark.parametrize(
    "given, refusal",
    [
        ({"days": 13}, AuthorHasTime),
        ({"by": "may"}, NeedsASecondPerson),
        ({"by": "ana"}, OwnComment),
        ({"reason": ""}, Invalid),
    ],
)
def test_it_is_not_addressed_before_time_by_the_same_person_or_without_a_reason(
    people, objection, given, refusal
):
    dispose_of(objection, people)

    with pytest.raises(refusal):
        confirm(objection, people, **given)

    assert again(objection).stands is True


def test_a_reply_is_no_silence(people, objection):
    dispose_of(objection, people)
    reply(objection, people, "sustain", "No.")

    with pytest.raises(AuthorHasAnswered):
        confirm(objection, people)


def test_what_was_found_addressed_is_over_until_the_editors_answer_anew(people, objection):
    dispose_of(objection, people)
    confirm(objection, people)

    with pytest.raises(ObjectionIsOver):
        confirm(objection, people)
    with pytest.raises(ObjectionIsOver):
        reply(objection, people, "sustain", "I was on holiday.")
    dispose_of(objection, people, reason="We looked again: no.")
    reply(objection, people, "sustain", "I was on holiday.")
    assert again(objection).stands is True


def test_neither_a_comment_nor_an_unanswered_objection_is_addressed(draft, people, objection):
    comment = make_comment(draft, "use", by=people["ana"])

    for thing, refusal in ((comment, NoObjection), (objection, NoAnswerYet)):
        with pytest.raises(refusal):
            confirm(thing, people)
