from datetime import timedelta

import pytest
import time_machine

from consensus.drafts.actions import decide_map, plan_publication, publish_draft, schedule_draft
from consensus.drafts.due import publish_due
from consensus.drafts.queries import changes_of, draft_named, latest_draft, preparation_of, status_of
from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after
from tests.drafts.making import NEW, OLD, prepare, published

HOUR = timedelta(hours=1)


def schedule(draft, at):
    with transaction():
        schedule_draft(draft, at=at, by=SETUP)


@pytest.mark.parametrize(("later", "published_then"), [(0, 0), (59, 0), (60, 1), (300, 1)])
def test_a_draft_is_published_when_its_time_has_come(app, later, published_then):
    here = now()
    schedule(prepare(), here + HOUR)

    with time_machine.travel(here + timedelta(minutes=later), tick=False):
        done = publish_due()

    assert done == published_then
    assert (latest_draft() is not None) is bool(published_then)


def test_the_follower_publishes_in_its_turn_and_only_once(app):
    here = now()
    schedule(prepare(), here + HOUR)

    with time_machine.travel(here + 2 * HOUR, tick=False):
        until_done()
        again = publish_due()

    entry = next(entry for entry in entries_after(0) if entry.verb == "draft.published")
    assert (entry.by, again) == ("system:follower", 0)


def test_what_cannot_be_published_loses_its_set_time_on_record(app, caplog):
    here = now()
    draft = prepare(OLD, "0.1")
    schedule(draft, here + HOUR)
    published(NEW, "0.2")

    with time_machine.travel(here + 2 * HOUR, tick=False):
        done = publish_due()

    assert (done, status_of(draft_named("0.1", published=False))) == (0, "prepared")
    assert entries_after(0)[-1].verb == "draft.unscheduled"
    assert "0.1 was due but could not be published" in caplog.text


def test_the_others_that_are_due_are_published_all_the_same(app):
    here = now()
    first, second = prepare(OLD, "0.1"), prepare(NEW, "0.3")
    schedule(first, here + HOUR)
    schedule(second, here + 2 * HOUR)
    published(OLD, "0.2")

    with time_machine.travel(here + 3 * HOUR, tick=False):
        done = publish_due()

    assert (done, latest_draft().version) == (1, "0.3")


@pytest.mark.parametrize("meanwhile", ["decided", "published"])
def test_a_draft_that_somebody_had_in_hand_just_then_keeps_its_set_time(app, meanwhile, monkeypatch):
    """Between planning and publishing somebody decides something, or publishes it by hand."""
    here = now()
    draft = prepare()
    schedule(draft, here + HOUR)

    def interrupted(found):
        plan = plan_publication(found)
        if meanwhile == "decided":
            with transaction():
                decide_map(found, [{"key": "use", "normative": False}], by=SETUP)
        else:
            with transaction():
                publish_draft(found, plan, by=SETUP)
        return plan

    monkeypatch.setattr("consensus.drafts.due.plan_publication", interrupted)
    with time_machine.travel(here + 2 * HOUR, tick=False):
        done = publish_due()

    draft = draft_named("0.1", published=False)
    assert done == 0
    assert (preparation_of(draft).publish_at == here + HOUR) if meanwhile == "decided" else draft.publication


def test_the_last_state_is_what_is_published(app):
    here = now()
    published(OLD, "0.1")
    draft = prepare(NEW, "0.2")
    schedule(draft, here + HOUR)
    with transaction():
        decide_map(draft, [{"key": "use", "kind": "new"}], by=SETUP)

    with time_machine.travel(here + 2 * HOUR, tick=False):
        publish_due()

    assert {row.key: str(row.kind) for row in changes_of(latest_draft())}["use-2"] == "new"
