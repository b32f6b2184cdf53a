"""What is said at one place, in pages."""

from functools import partial

import pytest

from consensus.discussion.actions import Edit, cosign, delete_comment, dispose
from consensus.discussion.models import Operation
from consensus.discussion.queries.spots import Spot
from consensus.discussion.queries.threads import (
    comments_on,
    parties_in,
    thread_of,
    thread_page,
    threads_on,
)
from consensus.drafts.queries import clause_in
from consensus.kit.errors import Invalid
from consensus.kit.web.paging import make_cursor
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, id_of, second, third, three_drafts
from tests.drafts.making import published
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting


@pytest.fixture
def draft(app):
    return first()


def ids(things):
    return [thing.id for thing in things]


def roots(spot, **given):
    return [thread.root.id for thread in threads_on(spot, **given).items]


def all_pages(ask, **given):
    """Everything, page by page."""
    found, cursor = [], None
    while True:
        page = ask(cursor=cursor, **given)
        found += page.items
        cursor = page.next
        if cursor is None:
            return found


def suggestion(draft, key, text):
    edit = Edit(Operation.REPLACE, clause=clause_in(draft, key), text=text)
    return make_comment(draft, key, edits=[edit])


class TestThreads:
    def test_the_newest_come_first_unless_asked_otherwise(self, draft):
        one, two, three = (make_comment(draft, "use") for _ in range(3))
        act(cosign, two, by=make_account("Bo"))
        spot = Spot(draft, id_of("use"))

        assert roots(spot) == ids([three, two, one])
        assert roots(spot, order="oldest") == ids([one, two, three])
        assert roots(spot, order="strongest") == ids([two, three, one])

    @pytest.mark.parametrize("order", ["newest", "oldest", "strongest"])
    @pytest.mark.both_databases
    def test_pages_together_are_the_whole_over_all_drafts(self, app, order):
        drafts, said = three_drafts()
        spot = Spot(drafts.third, id_of("code"))
        act(cosign, said["parameters@0.2"], by=make_account("Bo"))
        whole = roots(spot, order=order)

        paged = [
            t.root.id for t in all_pages(lambda **given: threads_on(spot, limit=1, order=order, **given))
        ]

        assert paged == whole
        assert sorted(whole) == sorted(
            ids(said[name] for name in ("code@0.1", "code@0.2", "parameters@0.2", "code@0.3"))
        )

    @pytest.mark.both_databases
    def test_they_come_with_their_first_replies_and_say_how_many_there_are(self, draft):
        root, other = make_comment(draft, "use"), make_comment(draft, "use")
        replies = [make_comment(draft, "use", parent=root) for _ in range(22)]

        [_other, thread] = threads_on(Spot(draft, id_of("use"))).items

        assert (thread.root.id, ids(thread.replies)) == (root.id, ids(replies[:20]))
        assert (thread.total, thread.more, _other.more) == (22, 2, 0)
        assert ids(thread_page(root, cursor=thread.next).items) == ids(replies[20:])
        assert other.id == _other.root.id

    def test_a_deleted_reply_stays_as_a_mark(self, draft):
        root = make_comment(draft, "use")
        reply = make_comment(draft, "use", parent=root)
        act(delete_comment, reply, by=again(reply).author)

        [thread] = threads_on(Spot(draft, id_of("use"))).items

        assert (ids(thread.replies), thread.total, thread.more) == ([reply.id], 1, 0)

    def test_replies_made_on_later_words_stand_with_their_thread(self, draft):
        root = make_comment(draft, "code")
        newer = second()
        reply = make_comment(newer, "parameters", parent=root)

        for key in ("code", "parameters"):
            [thread] = threads_on(Spot(newer, id_of(key))).items
            assert (thread.root.id, ids(thread.replies)) == (root.id, [reply.id])


class TestFilters:
    @pytest.mark.both_databases
    def test_objections_are_found_in_replies_too_with_all_they_reply_to(self, draft):
        root = make_comment(draft, "use")
        step = make_comment(draft, "use", parent=root)
        objection = make_comment(draft, "use", parent=step, kind="objection")
        make_comment(draft, "use")

        [thread] = threads_on(Spot(draft, id_of("use")), filter="objections").items

        assert (thread.root.id, ids(thread.replies), thread.found) == (
            root.id, [step.id, objection.id], frozenset({objection.id}),
        )  # fmt: skip

    def test_a_thread_stands_once_on_a_page_whatever_is_found_in_it(self, draft):
        root = make_comment(draft, "use", kind="objection")
        reply = make_comment(draft, "use", parent=root, kind="objection")

        [thread] = threads_on(Spot(draft, id_of("use")), filter="objections").items

        assert thread.found == {root.id, reply.id}

    @pytest.mark.both_databases
    def test_suggestions_what_is_unanswered_what_is_mine_and_what_a_group_says(self, draft):
        ana, bo = make_account("Ana", stakeholder_group="regulator"), make_account("Bo")
        plain = make_comment(draft, "use", by=ana)
        suggested = suggestion(draft, "use", "**Use** it, whoever you are.")
        objection = make_comment(draft, "use", by=bo, kind="objection")
        act(dispose, [plain], outcome="noted", reason="We saw it.", by=make_account("Rosa"))
        spot = Spot(draft, id_of("use"))

        assert roots(spot, filter="suggestions") == [suggested.id]
        assert roots(spot, filter="unanswered") == [objection.id, suggested.id]
        assert roots(spot, filter="mine", viewer=bo) == [objection.id]
        assert roots(spot, filter="mine") == []
        assert roots(spot, filter="group:regulator") == [plain.id]
        assert roots(spot, filter="group:licensee") == []

    @pytest.mark.both_databases
    def test_they_hold_for_whole_drafts_too(self, draft):
        bo = make_account("Bo")
        said = make_comment(draft, by=bo)

        for asked in ({"filter": "unanswered"}, {"filter": "mine", "viewer": bo}, {}):
            assert roots(Spot(draft), **asked) == [said.id]
        assert roots(Spot(draft), filter="objections") == []

    @pytest.mark.parametrize(
        "asked",
        [
            {"filter": "other"}, {"order": "other"}, {"cursor": "!"}, {"cursor": make_cursor(["1"])},
            {"cursor": make_cursor([True])}, {"cursor": make_cursor([1, 2])}, {"cursor": make_cursor([2**63])},
        ],
    )  # fmt: skip
    def test_others_are_refused(self, draft, asked):
        with pytest.raises(Invalid) as refused:
            threads_on(Spot(draft), **asked)

        assert list(refused.value.errors) == list(asked)


class TestOneThread:
    def test_it_is_shown_around_any_of_its_comments(self, draft):
        root = make_comment(draft, "use")
        replies = [make_comment(draft, "use", parent=root) for _ in range(21)]
        deep = make_comment(draft, "use", parent=replies[20])

        thread = thread_of(again(deep))

        assert (thread.root.id, ids(thread.replies)) == (root.id, ids([*replies, deep]))
        assert thread.found == {deep.id}
        assert ids(thread_of(again(root)).replies) == ids(replies[:20])

    def test_who_argues_in_it_is_known(self, draft):
        ana, bo, _carl = (make_account(name) for name in ("Ana", "Bo", "Carl"))
        root = make_comment(draft, "use", by=ana)
        reply = make_comment(draft, "use", by=bo, parent=root)

        assert parties_in(reply) == {ana.actor_id, bo.actor_id} == parties_in(root)


class TestFlat:
    @pytest.mark.both_databases
    def test_everything_comes_in_the_order_it_was_said(self, app):
        drafts, said = three_drafts()
        reply = make_comment(drafts.third, "code", parent=said["code@0.1"])
        spot = Spot(drafts.third, id_of("code"))
        expected = ids(said[name] for name in ("code@0.1", "code@0.2", "parameters@0.2", "code@0.3")) + [
            reply.id
        ]

        assert ids(comments_on(spot).items) == expected
        assert ids(all_pages(lambda **given: comments_on(spot, limit=2, **given))) == expected

    def test_a_clause_that_is_gone_lists_what_was_said_of_it(self, app):
        drafts, said = three_drafts()

        found = comments_on(Spot(drafts.third, id_of("permission"))).items

        assert ids(found) == [said["permission@0.1"].id]

    def test_parts_and_the_whole_are_apart_and_what_is_missing_stands_with_its_clause(self, app):
        draft = published("# Preamble\n\nWhy. {#why}\n\n# Definition\n\nWhat. {#what}\n", "0.1")
        part, whole = make_comment(draft, part="preamble"), make_comment(draft)
        after, clause = make_comment(draft, after="why"), make_comment(draft, "why")

        assert ids(comments_on(Spot(draft, part="preamble")).items) == [part.id]
        assert ids(comments_on(Spot(draft)).items) == [whole.id]
        assert ids(comments_on(Spot(draft, id_of("why"))).items) == [after.id, clause.id]

    def test_later_comments_are_not_listed_on_older_drafts(self, draft):
        old = make_comment(draft, "use")
        newer = second()
        make_comment(newer, "use")
        third()

        assert ids(comments_on(Spot(draft, id_of("use"))).items) == [old.id]


def asked_by(work):
    with counting() as sent:
        work()
    return len(sent)


@pytest.mark.parametrize("filter", ["all", "objections", "unanswered", "mine", "group:regulator"])
def test_many_threads_cost_as_many_statements_as_one(draft, filter):
    ana = make_account("Ana", stakeholder_group="regulator")
    spot, counts = Spot(draft, id_of("use")), []
    assert draft.publication
    for n in (1, 3):
        for _ in range(n):
            root = make_comment(draft, "use", by=ana, kind="objection")
            make_comment(draft, "use", by=ana, parent=root, kind="objection")
        ana = again(root).author
        counts.append(asked_by(partial(threads_on, spot, filter=filter, viewer=ana)))

    assert counts[0] == counts[1]
    assert asked_by(lambda: comments_on(spot)) == 4
