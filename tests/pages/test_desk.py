"""The desk's overview tells each role what waits for it."""

from datetime import timedelta

import pytest
import time_machine

from consensus.discussion.actions import dispose
from consensus.kit.clock import now
from consensus.moderation.actions import report_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first
from tests.drafts.views.browsing import words
from tests.factories import make_account, make_comment


@pytest.fixture
def waiting(app):
    """Two comments that wait, an objection that was answered a while ago, and a report."""
    draft = first()
    make_comment(draft, "use")
    reported, objection = make_comment(draft, "share"), make_comment(draft, "use", kind="objection")
    act(dispose, [again(objection)], outcome="noted", reason="So.", by=make_account("Ida", role="maintainer"))
    act(report_thing, again(reported), rule=Rule.SPAM, reason="It sells.", by=make_account("Paul"))


COMMENTS = [
    "2 comments wait for an answer",
    "1 objection stands",
    "1 objector is silent past the time to reply",
]
FLAGS = ["1 thing waits for a moderator"]


@pytest.mark.parametrize(
    "role, told, links",
    [
        ("maintainer", COMMENTS, ["/desk/drafts/", "/desk/comments/"]),
        ("chair", COMMENTS, ["/desk/comments/"]),
        ("moderator", FLAGS, ["/desk/flags/"]),
    ],
)
def test_each_role_is_told_what_waits_for_it(client, waiting, role, told, links):
    browser = client.as_(make_account("Rosa", role=role))

    with time_machine.travel(now() + timedelta(days=15)):
        page = browser.get("/desk/")

    assert [each for each in COMMENTS + FLAGS if each in words(page)] == told
    assert [f'<li><a href="{link}">' in page.text for link in links] == [True] * len(links)


def test_before_anything_is_published_nothing_is_counted(client, app):
    page = words(client.as_(make_account("Rosa", role="maintainer")).get("/desk/"))

    assert ("No draft has been published yet." in page, "wait" in page) == (True, False)
