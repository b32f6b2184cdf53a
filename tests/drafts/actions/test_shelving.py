from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consensus.drafts.actions import discard_draft, schedule_draft, set_terms, show_draft
from consensus.drafts.actions.shelving import Terms
from consensus.drafts.errors import AlreadyPublished, MapIsStale, NoSuchDraft
from consensus.drafts.models import DraftFile, Preparation
from consensus.drafts.queries import draft_named, preparation_of, shown_drafts, status_of
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after
from tests.drafts.making import NEW, OLD, prepare, published

DAY = timedelta(days=1)


def do(action, draft, **given):
    with transaction():
        action(draft, by=SETUP, **given)


def verbs():
    return [entry.verb for entry in entries_after(0) if entry.subject.startswith("draft:")]


def test_summary_and_period_are_kept_for_later(app):
    draft, until = prepare(), now() + 20 * DAY

    do(set_terms, draft, terms=Terms(" What changed. ", until), revision=1)

    stored = preparation_of(draft)
    assert (draft.summary, stored.comment_until, stored.revision) == ("What changed.", until, 2)
    assert verbs() == []


@pytest.mark.parametrize("action", [set_terms, schedule_draft, discard_draft])
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(app, action):
    draft = prepare()
    given = {
        set_terms: {"terms": Terms("Mine.", None)},
        schedule_draft: {"at": now() + DAY},
        discard_draft: {},
    }[action]
    do(set_terms, draft, terms=Terms("Theirs.", None))

    with pytest.raises(MapIsStale):
        do(action, draft, revision=1, **given)

    assert (draft.summary, preparation_of(draft).publish_at) == ("Theirs.", None)
    do(action, draft, revision=2, **given)


@pytest.mark.parametrize("action", [set_terms, show_draft, schedule_draft, discard_draft])
def test_a_published_draft_is_out_of_their_reach(app, action):
    draft = published()
    given = {set_terms: {"terms": Terms("", None)}, show_draft: {"shown": True}, schedule_draft: {"at": None}}

    with pytest.raises(AlreadyPublished):
        do(action, draft, **given.get(action, {}))


def test_an_editors_draft_is_shown_and_taken_out_of_sight_on_record(app):
    draft = prepare()

    do(show_draft, draft, shown=True)
    do(show_draft, draft, shown=True)
    shown = list(shown_drafts())
    do(show_draft, draft, shown=False)

    assert (shown, list(shown_drafts())) == ([draft], [])
    assert verbs() == ["draft.shown", "draft.unshown"]


def test_a_set_time_is_on_record_and_can_be_taken_back(app):
    draft, at = prepare(), now() + DAY

    do(schedule_draft, draft, at=at, terms=Terms("Soon.", None))
    scheduled = status_of(draft)
    do(schedule_draft, draft, at=at)
    do(schedule_draft, draft, at=None)

    assert (scheduled, status_of(draft), draft.summary) == ("scheduled", "prepared", "Soon.")
    assert verbs() == ["draft.scheduled", "draft.unscheduled"]


@pytest.mark.parametrize(("at", "until"), [(-1, None), (5, 4), (5, 5)])
def test_a_set_time_is_in_the_future_and_before_the_end_of_the_period(app, at, until):
    draft, here = prepare(), now()
    terms = Terms("", here + until * DAY if until else None)

    with pytest.raises(Invalid):
        do(schedule_draft, draft, at=here + at * DAY, terms=terms)

    assert preparation_of(draft).publish_at is None


def test_a_discarded_draft_leaves_nothing_and_its_version_is_free(app):
    draft = prepare()

    do(discard_draft, draft, revision=1)

    with pytest.raises(NoSuchDraft):
        draft_named("0.1", published=False)
    rows = [db.session.scalar(select(func.count()).select_from(table)) for table in (DraftFile, Preparation)]
    assert rows == [0, 0]
    assert verbs() == []
    assert prepare(OLD, "0.1").version == "0.1"


@pytest.mark.parametrize("still_shown", [True, False])
def test_the_record_says_that_a_draft_was_discarded_which_it_knows_of(app, still_shown):
    draft = prepare(NEW, "0.2")
    do(show_draft, draft, shown=True)
    do(show_draft, draft, shown=still_shown)

    do(discard_draft, draft)

    assert verbs()[-1] == "draft.discarded"
