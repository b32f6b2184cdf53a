"""The report of a draft, put together for its page."""

from datetime import timedelta

import pytest

from consensus.discussion.actions import delete_comment, dispose
from consensus.discussion.models import Acceptance
from consensus.discussion.reporting import report_of
from consensus.drafts.actions import extend_period
from consensus.drafts.queries import clause_named
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from tests.discussion.acting import act, again
from tests.discussion.suggesting import suggest
from tests.discussion.three_drafts import FIRST, first, second
from tests.drafts.making import prepare, publish
from tests.factories import make_account, make_comment


@pytest.fixture
def draft(app):
    return first()


@pytest.fixture
def rosa(app):
    return make_account("Rosa", role="maintainer")


def report(draft, *, cursor=None, limit=50, show="all"):
    return report_of(draft, cursor=cursor, limit=limit, show=show, viewer=None)


def test_each_line_knows_its_clause_by_number_and_words(draft):
    make_comment(draft, "use")
    make_comment(draft, "permission")
    make_comment(draft, after="use")
    make_comment(draft, part="form")

    assert [(line.number, line.lead) for line in report(draft).lines] == [
        (None, ""), ("1.2", "Use"), ("1.2", "Use"), ("1.4", "Nobody needs to ask for permission first."),
    ]  # fmt: skip


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_the_head_counts_what_the_whole_report_lists(draft, rosa, limit):
    use, share, gone, code = (make_comment(draft, key) for key in ("use", "share", "use", "code"))
    make_comment(parent=use, body="Yes.")
    make_comment(draft, "use", kind="objection")
    act(dispose, [again(use)], outcome="declined", reason="No.", by=rosa)
    act(dispose, [again(share), again(gone)], outcome="noted", reason="So.", by=rosa)
    act(delete_comment, again(gone), by=again(gone).author)
    act(delete_comment, again(code), by=again(code).author)

    lines, cursor = [], None
    while True:
        page = report(draft, cursor=cursor, limit=limit)
        lines, cursor = [*lines, *page.lines], page.next
        if cursor is None:
            break

    head = report(draft).head
    assert (len(lines), head.listed) == (4, 4)
    assert (dict(head.outcomes), head.totals.unanswered, head.totals.objections) == (
        {"declined": 1, "noted": 2},
        1,
        1,
    )


def test_the_time_in_which_comments_were_taken(draft):
    head = report(draft).head
    assert (head.opened is not None, head.until, head.closed) == (True, None, False)

    until = now() + timedelta(days=20)
    act(extend_period, draft, closes_at=until, reason="Holidays.", by=SETUP)
    head = report(draft).head
    assert (head.until, head.closed) == (until, False)

    newer = second()
    head = report(draft).head
    assert (head.until, head.closed) == (newer.published_at, True)


def test_only_the_first_page_ends_with_what_nobody_asked_for(draft):
    newer = second()
    for key in ("use", "share"):
        make_comment(newer, key)

    first_page = report(newer, limit=1)
    second_page = report(newer, limit=1, cursor=first_page.next)

    assert [(each.change.key, each.number, each.lead) for each in first_page.unasked] == [
        ("use", "1.2", "Use"), ("nobody", "2.1", "Nobody is asked who they are or where they live."),
        ("code", "2.2", "The code that trains the system belongs to that form."),
        ("parameters", "2.3", "So do the parameters which the system has learned."),
        ("permission", None, "Nobody needs to ask for permission first."),
    ]  # fmt: skip
    assert (first_page.first, second_page.first, second_page.unasked) == (True, False, ())


def test_what_an_answer_or_an_accepted_suggestion_names_was_asked_for(draft, rosa):
    comment = make_comment(draft, "code")
    inserted = suggest(draft, ("insert", "use", "Nobody may be asked why."))
    text = FIRST.replace("- **Share**", "- Nobody may be asked why.\n- **Share**").replace(
        " Nobody needs", " Nobody ever needs"
    )
    newer = prepare(
        text.replace("**Use** it for any purpose.", "**Use** it for any purpose whatever."), "0.2"
    )
    link = {"comment_id": inserted.id, "draft_id": newer.id, "by": rosa.actor_id, "at": now()}
    act(db.session.add, Acceptance(**link))
    publish(newer)
    assert [each.change.key for each in report(newer).unasked] == ["use"]

    act(
        dispose,
        [again(comment)],
        outcome="accepted",
        reason="So.",
        resolved_in=newer,
        clauses=[clause_named("use")],
        by=rosa,
    )

    assert report(newer).unasked == ()


def test_of_a_first_draft_nothing_changed(draft):
    assert report(draft).unasked == ()


@pytest.mark.parametrize("given", [{"show": "none"}, {"cursor": "x"}])
def test_what_cannot_be_shown_is_refused(draft, given):
    with pytest.raises(Invalid):
        report(draft, **given)
