"""The report of a draft: everything said on it that wants an answer, as it is printed."""

import pytest

from consensus.discussion.actions import delete_comment, dispose
from consensus.discussion.queries.reports import disposition_rows
from consensus.kit.errors import Invalid
from consensus.kit.web.paging import make_cursor
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, second
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting


@pytest.fixture
def draft(app):
    return first()


@pytest.fixture
def said(draft):
    """Made in another order than they are printed."""
    made = {
        "code": make_comment(draft, "code"),
        "use": make_comment(draft, "use"),
        "whole": make_comment(draft),
        "after use": make_comment(draft, after="use"),
        "objection": make_comment(draft, "use", kind="objection"),
    }
    make_comment(draft, "use", parent=made["use"])
    made["objecting reply"] = make_comment(draft, "use", parent=made["use"], kind="objection")
    return made


def rows(draft, *, limit=50):
    found, cursor = [], None
    while True:
        page = disposition_rows(draft, cursor=cursor, limit=limit)
        found += page.items
        cursor = page.next
        if cursor is None:
            return found


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
@pytest.mark.both_databases
def test_what_is_said_of_the_whole_comes_first_then_clause_by_clause(draft, said, limit):
    by_id = {comment.id: name for name, comment in said.items()}

    assert [by_id[row.comment.id] for row in rows(draft, limit=limit)] == [
        "whole", "use", "after use", "objection", "objecting reply", "code",
    ]  # fmt: skip


def test_each_comes_with_its_answer_or_none(draft, said):
    act(dispose, [again(said["use"])], outcome="declined", reason="No.", by=make_account("Rosa"))

    found = {row.comment.id: row.disposition and str(row.disposition.outcome) for row in rows(draft)}

    assert (found[said["use"].id], found[said["code"].id]) == ("declined", None)


def test_what_was_deleted_is_listed_only_when_it_was_answered(draft, said):
    act(dispose, [again(said["use"])], outcome="declined", reason="No.", by=make_account("Rosa"))
    for name in ("use", "code"):
        act(delete_comment, again(said[name]), by=again(said[name]).author)

    listed = {row.comment.id for row in rows(draft)}

    assert (said["use"].id in listed, said["code"].id in listed) == (True, False)


def test_what_was_said_on_other_drafts_is_in_their_reports(draft, said):
    newer = second()
    comment = make_comment(newer, "use")

    assert [row.comment.id for row in rows(newer)] == [comment.id]
    assert comment.id not in {row.comment.id for row in rows(draft)}


@pytest.mark.parametrize("cursor", ["!", make_cursor([1]), make_cursor(["a", 1])])
def test_a_strange_cursor_is_refused(draft, cursor):
    with pytest.raises(Invalid):
        disposition_rows(draft, cursor=cursor)


def test_many_rows_cost_as_many_statements_as_one(draft, said):
    act(
        dispose,
        [again(each) for each in said.values()],
        outcome="noted",
        reason="Yes.",
        by=make_account("Rosa"),
    )
    assert draft.publication
    first_page = disposition_rows(draft, limit=1)
    counts = []
    for limit in (1, 4):
        with counting() as sent:
            disposition_rows(draft, cursor=first_page.next, limit=limit)
        counts.append(len(sent))

    assert counts[0] == counts[1]
