"""The desk's queue."""

from datetime import timedelta

import pytest
import time_machine

from consensus.accounts.models import Account
from consensus.discussion.actions import answer_disposition, assign, confirm_addressed, dispose
from consensus.discussion.queries.counts import totals_seen
from consensus.discussion.queries.desk import (
    Asked,
    alike_waiting,
    assignments_of,
    campaign_answer,
    campaign_waiting,
    comments_of_draft,
    how_many_silent,
    silent_objections,
)
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.kit.web.paging import make_cursor
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, id_of, second
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting


@pytest.fixture
def draft(app):
    return first()


def queue(draft, *, limit=50, **asked):
    """The numbers of the whole queue, page by page."""
    found, cursor = [], None
    while True:
        page = comments_of_draft(draft, Asked(**asked), cursor=cursor, limit=limit)
        found += [comment.id for comment in page.items]
        cursor = page.next
        if cursor is None:
            return found


@pytest.fixture
def waiting(draft):
    """A comment, an objection on a clause that goes, one with an answer; on the next draft an objection and a question."""
    plain, objection, answered = (
        make_comment(draft, "use"), make_comment(draft, "permission", kind="objection"), make_comment(draft, "code"),
    )  # fmt: skip
    make_comment(draft, "use", parent=plain)
    act(dispose, [again(answered)], outcome="noted", reason="We saw it.", by=make_account("Rosa"))
    newer = second()
    late = make_comment(newer, "parameters", kind="objection")
    question = make_comment(newer, kind="question")
    return newer, {
        "plain": plain,
        "objection": objection,
        "answered": answered,
        "late": late,
        "question": question,
    }


def names(ids, said):
    by_id = {comment.id: name for name, comment in said.items()}
    return [by_id[id] for id in ids]


@pytest.mark.parametrize("limit", [1, 2, 50])
@pytest.mark.both_databases
def test_open_objections_come_first_then_what_waits_longest_whatever_draft_it_was_said_on(waiting, limit):
    newer, said = waiting

    assert names(queue(newer, limit=limit), said) == ["objection", "late", "plain", "question"]
    assert names(queue(newer, limit=limit, objections_first=False), said) == [
        "plain",
        "objection",
        "late",
        "question",
    ]


@pytest.mark.parametrize(
    "asked, expected",
    [
        ({"kind": "question"}, ["question"]),
        ({"kind": "objection"}, ["objection", "late"]),
        ({"only_here": True}, ["late", "question"]),
        ({"unanswered": False}, ["objection", "late", "plain", "answered", "question"]),
        ({"before": "the beginning"}, []),
        ({"clause": "parameters"}, ["late"]),
        ({"clause": "code", "unanswered": False}, ["answered"]),
        ({"clause": "parameters", "unanswered": False}, ["late", "answered"]),
        ({"clause": "permission"}, ["objection"]),
        ({"clause": "parameters", "unanswered": False, "only_here": True}, ["late"]),
        ({"whole": True}, ["question"]),
        ({"part": "definition"}, []),
    ],
)
@pytest.mark.both_databases
def test_it_is_asked_for_by_clause_kind_age_and_draft(waiting, asked, expected):
    newer, said = waiting
    if "before" in asked:
        asked = asked | {"before": now() - timedelta(days=1)}
    if "clause" in asked:
        asked = asked | {"clause": id_of(asked["clause"])}

    assert names(queue(newer, **asked), said) == expected


@pytest.mark.both_databases
def test_who_takes_care_of_what(waiting):
    newer, said = waiting
    rosa, ida = make_account("Rosa", role="maintainer"), make_account("Ida")
    act(assign, [again(said["plain"])], to=rosa, by=rosa)
    rosa = db.session.get_one(Account, rosa.id)

    assert names(queue(newer, assigned_to=rosa.id), said) == ["plain"]
    assert queue(newer, assigned_to=ida.id) == []
    assert names(queue(newer, unassigned=True), said) == ["objection", "late", "question"]
    held = assignments_of([again(said["plain"]), again(said["late"])])
    assert {id: each.account.name for id, each in held.items()} == {said["plain"].id: "Rosa"}


@pytest.mark.both_databases
def test_how_much_waits_is_counted_with_earlier_drafts(waiting, draft):
    newer, _said = waiting

    assert (totals_seen(newer).unanswered, totals_seen(newer).objections) == (4, 2)
    assert (totals_seen(draft).unanswered, totals_seen(draft).objections) == (2, 1)


class TestSilence:
    """Objections whose authors let their time to reply pass."""

    @pytest.fixture
    def answered(self, waiting):
        """Both objections, answered by Rosa with a day to reply."""
        newer, said = waiting
        objections = [again(said[name]) for name in ("objection", "late", "plain")]
        given = {"outcome": "noted", "reason": "We saw it.", "answer_by": now() + timedelta(days=1)}
        act(dispose, objections, by=make_account("Rosa", role="maintainer"), **given)
        return newer, {name: again(said[name]) for name in ("objection", "late")}

    def silent(self, draft):
        found, cursor = [], None
        while True:
            page = silent_objections(draft, cursor=cursor, limit=1)
            found, cursor = found + [comment.id for comment in page.items], page.next
            if cursor is None:
                return found

    @pytest.mark.both_databases
    def test_those_whose_time_is_over_are_listed_the_first_first(self, answered, draft):
        newer, said = answered
        assert self.silent(newer) == []

        with time_machine.travel(now() + timedelta(days=2)):
            assert names(self.silent(newer), said) == ["objection", "late"]
            assert names(self.silent(draft), said) == ["objection"]
            assert [how_many_silent(newer, most=most) for most in (1, 2, 3)] == [2, 2, 2]

    @pytest.mark.both_databases
    def test_a_reply_a_new_answer_and_a_second_person_end_the_silence(self, answered):
        newer, said = answered
        again_ = said["objection"]
        act(answer_disposition, again_, answer="sustain", reason="No.", by=again_.author)
        with time_machine.travel(now() + timedelta(days=2)):
            assert names(self.silent(newer), said) == ["late"]
            act(
                confirm_addressed,
                again(said["late"]),
                reason="It says so.",
                by=make_account("Ida", role="chair"),
            )
            assert self.silent(newer) == []
            act(
                dispose,
                [again(again_)],
                outcome="noted",
                reason="Anew.",
                by=make_account("Rosa", role="maintainer"),
            )
        with time_machine.travel(now() + timedelta(days=30)):
            assert names(self.silent(newer), said) == ["objection"]


LETTER = "Please keep the training data in the definition, since nobody can study a system without what it learned from."


@pytest.mark.both_databases
def test_what_waits_of_a_campaign_is_counted_and_listed(draft):
    first_, *others = (make_comment(draft, "use", LETTER) for _ in range(4))
    alone = make_comment(draft, "use", "Something else entirely.")
    rosa = make_account("Rosa", role="maintainer")

    assert alike_waiting([again(others[1]), again(alone)]) == {first_.id: 4}
    assert [each.id for each in campaign_waiting(first_.id, most=3)] == [
        first_.id,
        others[0].id,
        others[1].id,
    ]
    assert campaign_answer(first_.id) is None

    [given] = act(dispose, [again(first_)], outcome="noted", reason="So.", by=rosa)
    assert alike_waiting([again(first_)]) == {first_.id: 3}
    assert campaign_answer(first_.id).id == given.id
    act(dispose, [again(each) for each in others[:2]], outcome="noted", reason="So.", by=rosa)
    assert alike_waiting([again(others[2])]) == {}


def test_from_an_older_draft_later_comments_are_not_seen(waiting, draft):
    _newer, said = waiting

    assert names(queue(draft), said) == ["objection", "plain"]


@pytest.mark.parametrize("cursor", ["!", make_cursor([1]), make_cursor(["a", "b"])])
def test_a_strange_cursor_is_refused(draft, cursor):
    with pytest.raises(Invalid):
        comments_of_draft(draft, cursor=cursor)


def test_it_costs_as_many_statements_for_many_as_for_one(waiting):
    newer, _said = waiting
    assert newer.publication
    counts = []
    for limit in (1, 50):
        with counting() as sent:
            comments_of_draft(newer, limit=limit)
        counts.append(len(sent))

    assert counts == [4, 4]
