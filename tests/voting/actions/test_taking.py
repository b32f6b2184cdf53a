"""Taking a position, changing it, taking it back; what is said with it; and when it is refused."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.discussion.actions import add_comment
from consensus.discussion.errors import NotOpen
from consensus.discussion.models import Comment
from consensus.discussion.places import OnClause
from consensus.discussion.texts import prepare_text
from consensus.drafts.actions import withdraw_draft
from consensus.drafts.errors import NoSuchDraft
from consensus.drafts.models import Draft
from consensus.kit.db import again_on_a_race, db, transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.voting.actions import take_position
from consensus.voting.errors import DraftClosed, DraftSuperseded, DraftWithdrawn
from consensus.voting.models import Ending, Position
from consensus.voting.queries import position_of
from tests.drafts.making import NEW, prepare, published
from tests.factories import make_account, make_guest
from tests.voting.acting import (
    act,
    close,
    current,
    draft_with_policy,
    entries,
    how_many,
    row_of,
    take,
    take_back,
)


@pytest.fixture
def draft(app: Flask) -> Draft:
    return published()


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana", stakeholder_group="licensee", country="SN")


def test_a_position_is_stored_with_what_is_known_of_its_holder_and_stands_on_the_record(draft, ana):
    taken = take(draft, "use", "support", ana)

    [entry] = entries("position.taken")
    position = taken.position
    assert taken.is_first
    assert (position.stakeholder_group, position.continent, position.established) == (
        "licensee",
        "africa",
        False,
    )
    assert (entry.n, entry.by, entry.subject) == (position.taken_n, position.voter, f"position:{position.id}")
    assert entry.details == {
        "draft": "0.1", "key": "use", "wording": row_of(draft, "use").digest, "choice": "support",
        "group": "licensee", "continent": "africa", "channel": "online", "organisation": None, "maker": False,
        "en_bloc": False, "established": False, "scribe": None, "late": False,
    }  # fmt: skip


def test_the_record_never_says_which_person_it_was(draft, ana):
    take(draft, "use", "object", ana)

    told = [entry.as_dict() for entry in entries()]
    assert [each["verb"] for each in told] == ["comment.added", "position.taken"]
    assert str(ana.actor_id) not in str(told)
    assert ana.name not in str(told)


def test_group_and_continent_may_be_left_out(draft, ana):
    taken = take(draft, "use", "support", ana, leave_out=("group", "continent"))

    assert (taken.position.stakeholder_group, taken.position.continent) == (None, None)


def test_a_person_speaks_for_one_stakeholder_group_in_a_draft(draft, ana):
    take(draft, "use", "support", ana)
    with transaction():
        db.session.get_one(Account, ana.id).stakeholder_group = "regulator"
    here = take(draft, "share", "support", ana)
    there = take(published(NEW, "0.2"), "parts", "support", ana)

    assert here.position.stakeholder_group == "licensee"
    assert there.position.stakeholder_group == "regulator"


@pytest.mark.parametrize("group, maker, expected", [
    ("system-creator", None, True), ("licensee", None, False), ("licensee", True, True), ("system-creator", False, False),
])  # fmt: skip
def test_whoever_speaks_as_a_system_creator_is_a_maker_unless_they_say_otherwise(
    draft, group, maker, expected
):
    taken = take(draft, "use", "support", make_account("Ben", stakeholder_group=group), maker=maker)

    assert taken.position.maker is expected


def test_the_same_choice_again_is_no_act(draft, ana):
    first = take(draft, "use", "support", ana)
    again = take(draft, "use", "support", ana)

    assert (again.is_new, again.position.id) == (False, first.position.id)
    assert len(entries()) == 1


def test_a_change_takes_the_place_of_what_was_said_before(draft, ana):
    first = take(draft, "use", "support", ana).position
    second = take(draft, "use", "abstain", ana)

    assert (second.is_first, second.was.id) == (False, first.id)
    assert (first.ended_by, first.ended_n) == (Ending.REPLACED, second.position.taken_n)
    assert current() == [("0.1", "abstain")]


@pytest.mark.parametrize("choice", ["support", "accept", "abstain"])
def test_an_objection_takes_a_reason_which_is_an_objection_in_the_discussion(draft, ana, choice):
    with pytest.raises(Invalid) as refused, transaction():
        take_position(draft, row_of(draft, "use"), choice="object", by=ana)
    taken = take(draft, "use", "object", ana, reason="It goes too far.")
    other = take(draft, "share", choice, ana)

    comment = db.session.scalars(select(Comment)).one()
    assert list(refused.value.errors) == ["reason"]
    assert (taken.comment, taken.position.comment_id, other.comment) == (comment, comment.id, None)
    assert (str(comment.kind), comment.body, comment.stands) == ("objection", "It goes too far.", True)


def test_other_choices_may_have_a_reason_too(draft, ana):
    taken = take(draft, "use", "abstain", ana, reason="I do not know enough.")

    assert (str(taken.comment.kind), taken.position.comment_id) == ("comment", taken.comment.id)


def test_under_a_pseudonymous_policy_the_reason_is_said_under_the_second_id(draft, ana):
    comment = take(draft, "use", "object", ana).comment

    assert comment.said_by == comment.voice == entries("position.taken")[0].by
    assert comment.said_by_name == f"Participant {comment.voice[2:6]}"


def test_under_a_public_policy_the_reason_is_said_by_name(app, ana):
    draft = draft_with_policy('identity = "public"')
    comment = take(draft, "use", "object", ana).comment

    assert (comment.voice, comment.said_by) == (None, ana.actor_id)


def test_a_second_objection_on_the_same_words_is_no_second_position(draft, ana):
    first = take(draft, "use", "object", ana, reason="It goes too far.")
    second = take(draft, "use", "object", ana, reason="And it is unclear.")

    assert (second.is_new, second.position.id) == (False, first.position.id)
    assert second.comment.id != first.comment.id
    assert current() == [("0.1", "object")]


def test_the_same_objection_again_is_said_once_as_long_as_it_stands(draft, ana):
    first, again = (take(draft, "study", "object", ana, reason="Not for schools.") for _ in range(2))
    other = take(draft, "study", "object", ana, reason="Nor for hospitals.")
    take(draft, "study", "accept", ana)
    anew = take(draft, "study", "object", ana, reason="Not for schools.")

    assert again.comment.id == first.comment.id
    assert len({first.comment.id, other.comment.id, anew.comment.id}) == 3


def test_the_same_form_twice_is_one_position_and_one_comment(draft, ana):
    first = take(draft, "use", "object", ana, nonce="once")
    again = take(draft, "use", "object", ana, nonce="once")

    assert (again.is_new, again.comment.id) == (False, first.comment.id)
    assert how_many() == 1


@pytest.mark.parametrize(
    "choice, stands", [("accept", False), ("support", False), ("abstain", False), ("object", True)]
)
def test_who_no_longer_objects_lets_go_of_the_objection(draft, ana, choice, stands):
    comment = take(draft, "use", "object", ana).comment
    taken = take(draft, "use", choice, ana)

    assert comment.stands is stands
    assert [each.id for each in taken.let_go] == ([] if stands else [comment.id])


def test_taking_a_position_back_ends_it_and_its_objection(draft, ana):
    taken = take(draft, "use", "object", ana)
    ended = take_back(draft, "use", ana)
    again = take_back(draft, "use", ana)

    assert (ended.id, ended.ended_by, again) == (taken.position.id, Ending.WITHDRAWN, None)
    assert (current(), taken.comment.stands) == ([], False)
    assert [each.verb for each in entries()] == [
        "comment.added", "position.taken", "position.withdrawn", "objection.withdrawn",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["freedoms"])
def test_headings_take_no_positions(draft, ana, key):
    with pytest.raises(Invalid) as refused:
        take(draft, key, "support", ana)

    assert list(refused.value.errors) == ["position"]


@pytest.mark.parametrize("choice", ["maybe", "", "Support"])
def test_there_are_four_positions(draft, ana, choice):
    with pytest.raises(Invalid) as refused:
        take(draft, "use", choice, ana)

    assert list(refused.value.errors) == ["position"]


def test_a_policy_may_offer_fewer_and_ask_for_more_reasons(app, ana):
    draft = draft_with_policy('positions = ["support", "object"]\nreason_required = ["support", "object"]')

    for choice, field in (("abstain", "position"), ("support", "reason")):
        with pytest.raises(Invalid) as refused:
            take(draft, "use", choice, ana)
        assert list(refused.value.errors) == [field]


def test_a_prepared_draft_is_none_for_positions(app, ana):
    row, prepared = row_of(published(), "use"), prepare(NEW, "0.2")
    with pytest.raises(NoSuchDraft), transaction():
        take_position(prepared, row, choice="support", by=ana)


@pytest.mark.parametrize("choice", ["support", "object", "abstain"])
def test_on_a_superseded_draft_nothing_is_added_and_the_answer_leads_to_the_current_words(draft, ana, choice):
    take(draft, "study", "object", ana)
    published(NEW, "0.2")
    with pytest.raises(DraftSuperseded) as refused:
        take(draft, "study", choice, ana, reason="Why not.")

    assert refused.value.details == {"url": "/drafts/0.2/clauses/study/"}
    assert "/drafts/0.2/clauses/study/" in str(refused.value)


def test_where_nothing_came_of_the_words_it_leads_to_the_draft(draft, ana):
    published(NEW, "0.2")
    with pytest.raises(DraftSuperseded) as refused:
        take(draft, "permission", "support", ana)

    assert refused.value.details == {"url": "/drafts/0.2/"}


def test_after_closing_an_objector_may_move_to_accept_or_withdraw_and_nobody_else_anything(draft, ana):
    ben = make_account("Ben")
    for key, by in (("use", ana), ("share", ana), ("use", ben)):
        take(draft, key, "object" if by is ana else "support", by)
    close(draft)

    taken, ended = take(draft, "use", "accept", ana), take_back(draft, "share", ana)
    for refused in (lambda: take(draft, "use", "accept", ben), lambda: take_back(draft, "use", ben)):
        with pytest.raises(DraftClosed):
            refused()

    assert (taken.position.choice, taken.position.late, ended.choice) == ("accept", False, "object")


def test_on_paper_taken_in_time_it_may_come_in_late_for_some_days(draft, ana):
    ben = make_account("Ben")
    close(draft, ago=timedelta(days=6))
    late = take(draft, "use", "object", ana, on_paper=True, channel="stop:lagos", scribe="p:scribe")
    close(draft, ago=timedelta(days=8))
    with pytest.raises(DraftClosed):
        take(draft, "use", "support", ben, on_paper=True)

    assert (late.position.late, late.position.channel, late.position.scribe) == (
        True,
        "stop:lagos",
        "p:scribe",
    )
    assert (late.comment.late, late.comment.stands) == (True, True)


def test_a_withdrawn_draft_takes_no_positions(draft, ana):
    second = published(NEW, "0.2")
    take(second, "study", "object", ana)
    act(withdraw_draft, second, reason="A slip.", by=SETUP)
    second = db.session.get_one(Draft, second.id)
    with pytest.raises(DraftWithdrawn) as refused:
        take(second, "study", "accept", ana)

    assert refused.value.details["url"].startswith("/drafts/0.1/")
    assert take_back(second, "study", ana).choice == "object"


def test_what_was_said_of_unchanged_words_goes_on_and_saying_it_again_is_said_here(draft, ana):
    take(draft, "share", "support", ana)
    second = published(NEW, "0.2")
    before = position_of(ana, second, row_of(second, "share"))
    taken = take(second, "share", "support", ana)
    after = position_of(ana, second, row_of(second, "share"))

    assert (before.taken_on, before.carried, taken.is_new, taken.is_first) == ("0.1", True, True, False)
    assert (after.taken_on, after.carried) == ("0.2", False)
    assert current() == [("0.2", "support")]


def test_guests_take_positions_too(draft):
    guest = make_guest()

    assert take(draft, "use", "support", guest).is_first


def test_an_objection_in_the_discussion_alone_is_refused_after_closing_all_the_same(draft, ana):
    """What comes in on paper is let in by taking a position, nothing else."""
    close(draft)
    text = prepare_text("No.")
    with pytest.raises(NotOpen), transaction():
        add_comment(OnClause(draft, row_of(draft, "use")), text=text, kind="objection", by=ana)


@pytest.mark.both_databases
def test_from_several_windows_at_once_it_is_one_position(app, draft, ana):
    answers: list[Any] = []
    draft_id, ana_id = draft.id, ana.id

    def click(choice: str) -> None:
        with app.app_context():
            here, by = db.session.get_one(Draft, draft_id), db.session.get_one(Account, ana_id)
            row = row_of(here, "use")
            taken = again_on_a_race(lambda: take_position(here, row, choice=choice, by=by))
            answers.append(taken.position.id)
            db.session.remove()

    db.session.rollback()
    windows = [threading.Thread(target=click, args=(choice,)) for choice in ["support", "accept"] * 4]
    for window in windows:
        window.start()
    for window in windows:
        window.join()

    held = db.session.scalars(select(Position).where(Position.ended_at.is_(None))).all()
    assert (len(answers), len(held)) == (8, 1)
    assert len(entries("position.taken")) == how_many()
