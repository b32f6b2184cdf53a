from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from consensus.drafts.actions import decide_map
from consensus.drafts.due import publish_due
from consensus.drafts.queries import draft_named, latest_draft, period_of, preparation_of, status_of
from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.drafts.making import NEW, OLD, prepare, publish, published

from .browsing import fill, form_at, words

PUBLISH = "/desk/drafts/0.2/publish"
SUMMARY = "Three parts, and parameters."


@pytest.fixture
def draft(app):
    """A prepared draft that follows a published one."""
    published(OLD, "0.1")
    return prepare(NEW, "0.2")


def clock(days):
    """What a clock in UTC shows in so many days."""
    return (now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def send(browser, **changes):
    return browser.post(PUBLISH, data=fill(form_at(browser.get(PUBLISH), PUBLISH), **changes))


def test_the_last_look_says_what_will_be_published(ana, draft):
    page = words(ana.get(PUBLISH))

    assert "9 clauses: 4 changed or new since 0.1, 1 removed." in page
    assert "4 changes have not been looked at yet; they are taken as proposed." in page
    assert draft.digest in page


def test_publishing_makes_it_the_current_draft(ana, draft):
    answer = send(ana, when="now", summary=SUMMARY, comment_until="2031-05-06T18:00", zone="Africa/Lagos")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/drafts/0.2/")
    assert latest_draft() is draft_named("0.2")
    assert (latest_draft().summary, latest_draft().publication.by) != (SUMMARY, "system:setup")
    assert period_of(latest_draft()).closes_at == datetime(2031, 5, 6, 17, tzinfo=UTC)
    assert "Its text cannot be changed any more." in words(ana.get(answer.headers["Location"]))


def test_a_double_click_publishes_once(ana, draft):
    sent = fill(form_at(ana.get(PUBLISH), PUBLISH), when="now", summary=SUMMARY)

    answers = [ana.post(PUBLISH, data=sent) for _ in range(2)]

    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (303, "/desk/drafts/0.2/")
    ] * 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"when": "now", "summary": ""}, "summary"),
        ({"when": "now", "comment_until": clock(-1)}, "comment_until"),
        ({"when": "now", "comment_until": "soon"}, "comment_until"),
        ({"when": "at", "publish_at": ""}, "publish_at"),
        ({"when": "at", "publish_at": clock(-1)}, "publish_at"),
        ({"when": "at", "publish_at": clock(5), "comment_until": clock(4)}, "comment_until"),
        ({"when": "at", "publish_at": "2031-10-26T02:30", "zone": "Europe/Paris"}, "publish_at"),
        ({"when": "never"}, "when"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field_and_comes_back(ana, draft, changes, field):
    answer = send(ana, **{"summary": SUMMARY} | changes)

    assert (answer.status_code, status_of(draft_named("0.2", published=False))) == (422, "prepared")
    assert f'href="#f-{field}"' in answer.text
    assert form_at(answer, PUBLISH)["summary"] == changes.get("summary", SUMMARY)


def test_it_is_published_at_the_set_time_and_not_before(ana, draft):
    answer = send(ana, when="at", summary=SUMMARY, publish_at=clock(2))
    page = words(ana.get(answer.headers["Location"]))
    scheduled = status_of(draft_named("0.2", published=False))

    before = publish_due()
    with time_machine.travel(now() + timedelta(days=2, minutes=1), tick=False):
        after = publish_due()

    assert ("It is set to be published." in page, scheduled, before, after) == (True, "scheduled", 0, 1)
    assert (latest_draft().version, latest_draft().summary) == ("0.2", SUMMARY)


def test_a_set_time_is_taken_back_by_keeping_it_for_later(ana, draft):
    send(ana, when="at", summary=SUMMARY, publish_at=clock(2))

    send(ana, when="keep", comment_until=clock(20))

    stored = preparation_of(draft_named("0.2", published=False))
    assert (stored.publish_at, stored.comment_until is None) == (None, False)


def test_summary_and_period_are_kept_for_later(ana, draft):
    send(ana, when="keep", summary="Half a sentence", comment_until="2031-05-06T18:00", zone="Asia/Tokyo")

    again = form_at(ana.get(PUBLISH), PUBLISH)
    assert (again["summary"], again["comment_until"], again["zone"]) == (
        "Half a sentence",
        "2031-05-06T09:00",
        "UTC",
    )


def test_what_somebody_else_decided_meanwhile_is_looked_at_first(ana, draft):
    sent = fill(form_at(ana.get(PUBLISH), PUBLISH), when="now", summary=SUMMARY)
    with transaction():
        decide_map(draft, [{"key": "use", "kind": "new"}], by=SETUP)

    refused = ana.post(PUBLISH, data=sent)
    again = ana.post(PUBLISH, data=form_at(refused, PUBLISH))

    assert (refused.status_code, again.status_code, latest_draft().version) == (412, 303, "0.2")
    assert form_at(refused, PUBLISH)["summary"] == SUMMARY


@pytest.mark.parametrize("decided", [True, False])
def test_a_draft_that_was_overtaken_is_not_published_unseen(ana, draft, decided):
    if decided:
        with transaction():
            decide_map(draft, [{"key": "use", "normative": False}], by=SETUP)
    sent = fill(form_at(ana.get(PUBLISH), PUBLISH), when="now", summary=SUMMARY)
    publish(prepare(OLD.replace("Share", "Hand on"), "0.1.5"))

    answer = ana.post(PUBLISH, data=sent)

    assert answer.status_code == (409 if decided else 412)
    assert "Another draft became the latest; the map has to be made anew and looked at." in words(answer)
    assert latest_draft().version == "0.1.5"


def test_what_stands_in_the_way_is_said_beforehand(ana, app):
    prepare(OLD, "0.2")
    published(NEW, "0.3")

    assert "The version 0.2 is not above 0.3, the latest." in words(ana.get(PUBLISH))


class TestWithdrawing:
    PATH = "/desk/drafts/0.2/withdraw"

    @pytest.fixture
    def latest(self, draft):
        return publish(draft)

    @pytest.mark.parametrize(
        ("reason", "confirm", "status"),
        [
            ("It was a mistake.", "0.2", 303),
            ("", "0.2", 422),
            ("It was a mistake.", "0.1", 422),
            ("It was a mistake.", "", 422),
        ],
    )
    def test_it_takes_a_reason_and_the_version_once_more(self, ana, latest, reason, confirm, status):
        answer = ana.post(
            self.PATH, data=fill(form_at(ana.get(self.PATH), self.PATH), reason=reason, confirm=confirm)
        )

        assert answer.status_code == status
        assert latest_draft().version == ("0.1" if status == 303 else "0.2")
        if status == 422:
            assert form_at(answer, self.PATH)["reason"] == reason

    def test_the_page_of_a_withdrawn_draft_says_why(self, ana, latest):
        ana.post(self.PATH, data={"reason": "It was a mistake.", "confirm": "0.2"})

        assert "This draft has been withdrawn. It was a mistake." in words(ana.get(self.PATH))

    def test_a_draft_that_is_not_the_latest_is_not_offered(self, ana, latest):
        page = ana.get("/desk/drafts/0.1/withdraw")

        assert "Only the latest draft can be withdrawn" in words(page)
        assert 'action="/desk/drafts/0.1/withdraw"' not in page.text
        assert (
            ana.post("/desk/drafts/0.1/withdraw", data={"reason": "So.", "confirm": "0.1"}).status_code == 409
        )
