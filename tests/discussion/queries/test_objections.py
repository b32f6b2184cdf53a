"""Objections: which stand, which is strongest, and which wait for their authors."""

from datetime import timedelta

import pytest

from consensus.accounts.models import Account
from consensus.discussion.actions import (
    answer_disposition,
    cosign,
    dispose,
    withdraw_objection,
)
from consensus.discussion.queries.objections import (
    ShownState,
    moves_of,
    objections_open,
    shown_states,
    strongest_in,
    sustained,
)
from consensus.drafts.actions import decide_map, withdraw_draft
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import FIRST, first, id_of, second, third
from tests.drafts.making import prepare, publish, published
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting


@pytest.fixture
def draft(app):
    return first()


def object_to(draft, *keys):
    return [make_comment(draft, key, kind="objection") for key in keys]


def state_of(comment, **given):
    return shown_states([again(comment)], **given).get(comment.id)


def answer(comment, said, *, outcome="noted", reason=""):
    rosa = make_account("Rosa")
    act(dispose, [again(comment)], outcome=outcome, reason="We saw it.", by=rosa)
    act(answer_disposition, again(comment), answer=said, reason=reason, by=again(comment).author)


class TestStates:
    def test_they_are_as_the_author_left_them(self, draft):
        standing, withdrawn, answered, sustained_ = object_to(draft, "use", "use", "use", "use")
        plain = make_comment(draft, "use")
        act(withdraw_objection, again(withdrawn), by=again(withdrawn).author)
        answer(answered, "agree")
        answer(sustained_, "sustain", reason="It is not what I said.")
        comments = [again(each) for each in (standing, withdrawn, answered, sustained_, plain)]

        states = shown_states(comments)

        assert [states[c.id].state if c.id in states else None for c in comments] == [
            "standing", "withdrawn", "answered", "sustained", None,
        ]  # fmt: skip

    @pytest.mark.both_databases
    def test_where_the_words_mean_something_else_now_it_waits_for_its_author(self, draft):
        said = dict(
            zip(
                ("use", "share", "permission", "code"),
                object_to(draft, "use", "share", "permission", "code"),
                strict=True,
            )
        )
        second()

        states = shown_states([again(each) for each in said.values()])

        assert {key: (states[each.id].state, states[each.id].since) for key, each in said.items()} == {
            "use": ("awaiting", "0.2"), "share": ("standing", None), "permission": ("awaiting", "0.2"), "code": ("awaiting", "0.2"),
        }  # fmt: skip

    def test_an_editorial_change_asks_nothing_of_its_author(self, draft):
        [objection] = object_to(draft, "permission")
        newer = prepare(FIRST.replace("permission first.", "permission, first."), "0.2")
        with transaction():
            decide_map(
                newer, [{"key": "permission", "significance": "editorial", "reason": "A comma."}], by=SETUP
            )
        publish(newer)

        assert state_of(objection) == ShownState("standing")

    def test_it_waits_since_the_first_draft_with_other_words_until_the_author_speaks(self, draft):
        [objection] = object_to(draft, "code")
        second()
        third()

        assert state_of(objection) == ShownState("awaiting", "0.2")

        answer(objection, "sustain", reason="Still.")
        assert state_of(objection) == ShownState("sustained")

    def test_words_that_came_back_wait_no_more(self, draft):
        [objection] = object_to(draft, "use")
        second()
        published(FIRST, "0.3")

        assert state_of(objection) == ShownState("standing")

    def test_after_thirty_days_there_was_no_reply(self, draft):
        [objection] = object_to(draft, "use")
        newer = second()
        at = newer.published_at

        assert state_of(objection, at=at + timedelta(days=29)) == ShownState("awaiting", "0.2")
        assert state_of(objection, at=at + timedelta(days=30)) == ShownState("awaiting", "0.2", no_reply=True)

    def test_a_withdrawn_draft_changes_nothing(self, draft):
        [objection] = object_to(draft, "use")
        newer = second()
        [on_newer] = object_to(newer, "parameters")
        act(withdraw_draft, newer, reason="A mistake.", by=SETUP)

        assert (state_of(objection).state, state_of(on_newer).state) == ("standing", "standing")

        published(FIRST, "0.3")
        assert (state_of(objection).state, state_of(on_newer).state) == ("standing", "awaiting")


class TestLists:
    def test_the_strongest_of_each_clause_comes_with_its_answer(self, draft):
        weak, strong = object_to(draft, "use", "use")
        [other] = object_to(draft, "code")
        act(cosign, again(strong), by=make_account("Bo"))
        answer(strong, "sustain", reason="No.")

        found = strongest_in(draft)

        assert {clause: each.comment.id for clause, each in found.items()} == {
            id_of("use"): strong.id, id_of("code"): other.id,
        }  # fmt: skip
        assert (found[id_of("use")].disposition.outcome, found[id_of("code")].disposition) == ("noted", None)
        assert weak.id not in {each.comment.id for each in found.values()}

    @pytest.mark.both_databases
    def test_open_ones_of_all_drafts_so_far_come_with_the_most_shared_first(self, draft):
        one, two = object_to(draft, "use", "permission")
        act(cosign, again(two), by=make_account("Bo"))
        newer = second()
        three, gone = object_to(newer, "use", "share")
        act(withdraw_objection, again(gone), by=again(gone).author)

        assert [comment.id for comment in objections_open(newer).items] == [two.id, three.id, one.id]
        assert [comment.id for comment in objections_open(draft).items] == [two.id, one.id]
        page = objections_open(newer, limit=2)
        assert [comment.id for comment in objections_open(newer, cursor=page.next).items] == [one.id]

    @pytest.mark.both_databases
    def test_what_was_sustained_is_listed_objection_or_not(self, draft):
        [objection], plain = object_to(draft, "use"), make_comment(draft, "use")
        make_comment(draft, "use", kind="objection")
        for each in (objection, plain):
            answer(each, "sustain", reason="No.")

        found = sustained(second()).items

        assert [(comment.id, comment.stands) for comment in found] == [
            (objection.id, True),
            (plain.id, False),
        ]

    def test_every_move_is_told(self, draft):
        [objection] = object_to(draft, "use")
        answer(objection, "sustain", reason="No.")

        moves = moves_of([again(objection)])[objection.id]

        assert [(str(move.state), move.reason) for move in moves] == [("standing", ""), ("sustained", "No.")]


def test_many_cost_as_many_statements_as_one(draft):
    said = object_to(draft, "use", "share", "code", "permission")
    newer = second()
    comments = [db.session.get_one(type(each), each.id) for each in said]
    assert newer.publication and db.session.get(Account, 1)
    counts = []
    for some in (comments[:1], comments):
        with counting() as sent:
            shown_states(some)
        counts.append(len(sent))

    assert counts == [3, 3]
