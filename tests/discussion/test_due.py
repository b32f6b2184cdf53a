"""Authors are reminded of objections whose clause says something else by now: twice for the words of a draft, no more."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from consensus.accounts.actions import erase
from consensus.discussion import due
from consensus.discussion.actions import answer_disposition, delete_comment, dispose, withdraw_objection
from consensus.discussion.due import remind_authors
from consensus.discussion.models import Reminder
from consensus.discussion.queries.objections import shown_states
from consensus.drafts.actions import correct_map, withdraw_draft
from consensus.drafts.models import Draft
from consensus.following.actions import set_pace
from consensus.following.paces import Pace
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.mail import OutboxMail
from consensus.ledger import SETUP
from tests.discussion.acting import act, again
from tests.drafts.making import NEW, OLD, published
from tests.factories import make_account, make_comment, make_guest

THIRD = NEW.replace("any purpose whatever", "each and every purpose")


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


@pytest.fixture
def ana(app):
    return make_account("Ana", email="ana@example.org")


def follow(days=0):
    """Take turns until nothing is left, so many days from now."""
    with time_machine.travel(now() + timedelta(days=days), tick=False):
        turns = 0
        while remind_authors():
            turns += 1
            assert turns < 100
    db.session.expire_all()


def reminders():
    query = select(Reminder.comment_id, Draft.version, Reminder.n).join(Draft, Draft.id == Reminder.draft_id)
    return [tuple(row) for row in db.session.execute(query.order_by(Reminder.at, Reminder.comment_id))]


def letters():
    return db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()


def test_the_author_is_reminded_when_the_words_changed_and_once_more_after_two_weeks(draft, ana):
    objection = make_comment(draft, "use", "This **is** too wide.", kind="objection", by=ana)
    published(NEW, "0.2")

    for days in (0, 1, 13, 14, 15, 40):
        follow(days)

    assert reminders() == [(objection.id, "0.2", 1), (objection.id, "0.2", 2)]
    first, second = letters()
    assert (first.recipient, first.subject) == (
        "ana@example.org", "Consensus: Your objection waits for you: draft 0.2 has other words",
    )  # fmt: skip
    assert f"/comments/{objection.id}\n" in first.text
    assert "> This is too wide." in first.text
    assert "second and last" in second.text
    assert "second and last" not in first.text
    assert first.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nobody_is_reminded_of_words_that_stayed_or_of_what_is_no_open_objection(draft, ana):
    make_comment(draft, "code", kind="objection", by=ana)
    make_comment(draft, "use", by=ana)
    withdrawn, deleted = (make_comment(draft, "use", kind="objection", by=ana) for _ in range(2))
    act(withdraw_objection, withdrawn, by=ana)
    act(delete_comment, again(deleted), by=ana)
    published(NEW, "0.2")

    follow()

    assert (reminders(), letters()) == ([], [])


def test_nobody_is_reminded_before_there_are_new_words(draft, ana):
    make_comment(draft, "use", kind="objection", by=ana)

    assert remind_authors() == 0


def test_a_clause_that_is_gone_is_news_too(draft, ana):
    objection = make_comment(draft, "permission", kind="objection", by=ana)
    published(NEW, "0.2")

    follow()

    assert reminders() == [(objection.id, "0.2", 1)]


def withdraw(objection, ana):
    act(withdraw_objection, objection, by=ana)


def sustain(objection, ana):
    act(dispose, [objection], outcome="declined", reason="No.", by=make_account("May", role="maintainer"))
    act(answer_disposition, again(objection), answer="sustain", reason="Still.", by=ana)


@pytest.mark.parametrize("reply", [withdraw, sustain])
def test_whoever_replied_is_not_reminded_again(draft, ana, reply):
    objection = make_comment(draft, "use", kind="objection", by=ana)
    published(NEW, "0.2")
    follow()

    reply(again(objection), ana)
    follow(15)

    assert reminders() == [(objection.id, "0.2", 1)]


def test_words_that_changed_once_more_are_news_and_the_same_words_in_a_further_draft_are_not(draft, ana):
    objection = make_comment(draft, "use", kind="objection", by=ana)
    for text, version in ((NEW, "0.2"), (NEW.replace("three parts", "four parts"), "0.3"), (THIRD, "0.4")):
        published(text, version)
        follow()

    follow(15)

    assert reminders() == [(objection.id, "0.2", 1), (objection.id, "0.4", 1), (objection.id, "0.4", 2)]


def test_the_second_reminder_is_sent_as_long_as_the_words_are_the_same(draft, ana):
    objection = make_comment(draft, "use", kind="objection", by=ana)
    published(NEW, "0.2")
    follow()
    published(NEW.replace("three parts", "four parts"), "0.3")

    follow(15)

    assert reminders() == [(objection.id, "0.2", 1), (objection.id, "0.2", 2)]


def test_a_draft_that_was_withdrawn_is_not_asked_about_again(draft, ana):
    objection = make_comment(draft, "use", kind="objection", by=ana)
    second = published(NEW, "0.2")
    follow()

    act(withdraw_draft, db.session.get_one(Draft, second.id), reason="A mistake.", by=SETUP)
    follow(15)

    assert (reminders(), len(letters())) == ([(objection.id, "0.2", 1)], 1)


def test_after_thirty_days_it_is_shown_that_nobody_replied(draft, ana):
    objection = make_comment(draft, "use", kind="objection", by=ana)
    published(NEW, "0.2")

    states = [
        shown_states([again(objection)], at=now() + timedelta(days=days))[objection.id] for days in (1, 31)
    ]

    assert [(each.state, each.no_reply) for each in states] == [("awaiting", False), ("awaiting", True)]


def want_no_mail(ana):
    set_pace(ana, pace=Pace.NEVER)


def leave(ana):
    erase(ana, by=ana)


@pytest.mark.parametrize("act_of", [want_no_mail, leave])
def test_whoever_wants_no_mail_or_is_gone_gets_none_and_the_search_goes_on(draft, ana, act_of):
    silent = make_comment(draft, "use", kind="objection", by=ana)
    guest = make_comment(draft, "use", kind="objection", by=make_guest())
    other = make_comment(draft, "use", kind="objection", by=make_account("Bo", email="bo@example.org"))
    act(act_of, ana)
    published(NEW, "0.2")

    follow()

    assert [id for id, _version, _n in reminders()] == [silent.id, guest.id, other.id]
    assert [each.recipient for each in letters()] == ["bo@example.org"]


def test_the_search_goes_on_in_small_stretches_where_it_stopped(draft, monkeypatch):
    monkeypatch.setattr(due, "STRETCH", 3)
    monkeypatch.setattr(due, "AT_A_TIME", 2)
    kinds = ["objection", "comment", "comment", "comment", "objection", "objection", "objection", "comment"]
    made = [make_comment(draft, "use", kind=kind) for kind in kinds]
    published(NEW, "0.2")

    follow()
    follow(14)

    wanted = [each.id for each, kind in zip(made, kinds, strict=True) if kind == "objection"]
    assert [id for id, _version, n in reminders() if n == 1] == wanted
    assert [id for id, _version, n in reminders() if n == 2] == wanted


def test_a_corrected_map_is_searched_anew(draft, ana):
    objection = make_comment(draft, "code", kind="objection", by=ana)
    second = published(NEW, "0.2")
    follow()

    changes = [{"key": "code", "from": []}]
    act(correct_map, db.session.get_one(Draft, second.id), changes, reason="It was wrong.", by=SETUP)
    follow()

    assert [id for id, _version, _n in reminders()] == [objection.id]
