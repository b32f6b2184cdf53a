from datetime import UTC, datetime, timedelta

import pytest

from consensus.drafts.actions import extend_period
from consensus.drafts.queries import period_of, periods_of
from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.drafts.making import OLD, published

from .browsing import fill, form_at, words

PATH = "/desk/drafts/0.1/period"


@pytest.fixture
def draft(app):
    return published(OLD, "0.1", comment_until="2030-01-31T23:59:00Z")


def send(browser, **changes):
    return browser.post(PATH, data=fill(form_at(browser.get(PATH), PATH), **changes))


def test_the_page_shows_the_period_that_holds(ana, draft):
    sent = form_at(ana.get(PATH), PATH)

    assert (sent["closes_at"], sent["zone"], sent["ends"]) == ("2030-01-31T23:59", "UTC", "at")


@pytest.mark.parametrize(
    ("changes", "closes_at"),
    [
        ({"closes_at": "2030-03-01T12:00", "zone": "America/New_York"}, datetime(2030, 3, 1, 17, tzinfo=UTC)),
        ({"ends": "successor"}, None),
    ],
)
def test_another_end_is_set_with_a_reason_and_told_to_everybody(ana, draft, changes, closes_at):
    answer = send(ana, reason="Lagos moved.", **changes)

    assert (answer.status_code, period_of(draft).closes_at) == (303, closes_at)
    assert "Ana: open until" in words(ana.get(PATH))
    assert "Lagos moved." in words(ana.get(PATH))


@pytest.mark.parametrize(
    ("changes", "field", "status"),
    [
        ({"reason": ""}, "reason", 422),
        ({"closes_at": ""}, "closes_at", 422),
        ({"closes_at": "2020-01-01T00:00"}, "closes_at", 422),
        ({"closes_at": (now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")}, None, 409),
        ({"closes_at": "2030-03-01T12:00", "zone": "Mars/Olympus"}, "closes_at", 422),
    ],
)
def test_what_cannot_be_is_refused_and_comes_back(ana, draft, changes, field, status):
    answer = send(ana, **{"reason": "Lagos moved.", "closes_at": "2030-03-01T12:00"} | changes)

    assert (answer.status_code, len(periods_of(draft))) == (status, 1)
    assert form_at(answer, PATH)["reason"] == changes.get("reason", "Lagos moved.")
    if field:
        assert f'href="#f-{field}"' in answer.text


def test_a_second_maintainer_is_told_that_another_end_was_set(ana, draft):
    sent = form_at(ana.get(PATH), PATH)
    with transaction():
        extend_period(draft, closes_at=now() + timedelta(days=90), reason="Theirs.", by=SETUP)

    answer = ana.post(PATH, data=fill(sent, reason="Mine.", closes_at="2031-01-01T00:00"))

    assert (answer.status_code, len(periods_of(draft))) == (412, 2)
    assert form_at(answer, PATH)["reason"] == "Mine."
    assert form_at(answer, PATH)["seen"] == str(period_of(draft).id)


def test_a_superseded_draft_has_no_form(ana, draft):
    published(OLD.replace("Study", "Look at"), "0.2")

    page = ana.get(PATH)

    assert (page.status_code, f'action="{PATH}"' in page.text) == (200, False)
