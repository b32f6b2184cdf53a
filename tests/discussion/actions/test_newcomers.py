"""The first posts of new accounts are taken slowly, and their first links wait for a moderator."""

from datetime import timedelta

import pytest
import time_machine

from consensus.discussion.actions import edit_comment
from consensus.discussion.errors import TooSoon
from consensus.kit.clock import now
from consensus.ledger import RULE
from consensus.moderation.queries import hiding_of
from tests.discussion.acting import act, again
from tests.drafts.making import OLD, published
from tests.factories import make_account, make_comment, make_guest

LINK = "Look at https://example.org/pills please."


@pytest.fixture
def draft(app):
    app.config["LIMITS"] = "on"
    return published(OLD, "0.1")


def post(draft, by, times):
    return [make_comment(draft, "use", f"Comment {n}.", by=by) for n in range(times)]


def test_a_new_account_posts_five_comments_in_ten_minutes(draft):
    ana = make_account("Ana")
    post(draft, ana, 5)

    with pytest.raises(TooSoon) as refused:
        post(draft, ana, 1)
    with time_machine.travel(now() + timedelta(minutes=10), tick=False):
        [sixth] = post(draft, ana, 1)

    assert 0 < refused.value.details["retry_after"] <= 600
    assert again(sixth).body == "Comment 0."


def no_limits(app, ana):
    app.config["LIMITS"] = "off"


def older(app, ana):
    ana.created_at = now() - timedelta(days=8)


def guest(app, ana):
    ana.email = None


@pytest.mark.parametrize("known", [no_limits, older, guest])
def test_others_are_not_slowed_down_nor_are_their_links_held(app, draft, known):
    ana = make_account("Ana")
    act(known, app, ana)

    comments = [*post(draft, ana, 7), make_comment(draft, "use", LINK, by=ana)]

    assert [hiding_of(again(each)) for each in comments] == [None] * 8


def test_nor_are_those_who_hold_a_role(draft):
    assert len(post(draft, make_account("May", role="moderator"), 6)) == 6


def test_the_first_links_of_a_new_account_wait_for_a_moderator(draft):
    ana = make_account("Ana")

    held = [hiding_of(again(make_comment(draft, "use", LINK, by=ana))) for _ in range(4)]

    assert [(each.rule, each.by) if each else None for each in held] == [("held", RULE.actor_id)] * 3 + [None]


def test_so_do_links_that_are_put_in_afterwards(draft):
    ana = make_account("Ana")
    comment = make_comment(draft, "use", by=ana)

    act(edit_comment, comment, words=LINK, by=ana)

    assert hiding_of(again(comment)).rule == "held"


def test_a_link_within_this_site_is_not_held(draft):
    comment = make_comment(draft, "use", "See [clause 2](/clauses/use/).", by=make_account("Ana"))

    assert hiding_of(again(comment)) is None


def test_a_guest_of_a_room_is_known_there(draft):
    assert len(post(draft, make_guest(), 6)) == 6
