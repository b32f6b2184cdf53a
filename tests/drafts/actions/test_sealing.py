from datetime import timedelta

import pytest

from consensus.drafts.actions import correct_map, extend_period, mark_sealed, withdraw_draft
from consensus.drafts.errors import DraftIsSealed, NotPublished
from consensus.drafts.queries import draft_named, rows_of, status_of
from consensus.drafts.queries.facts import facts_of
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after
from tests.drafts.making import NEW, OLD, prepare, publish, published

BUNDLE = "5e" * 32


def two_drafts():
    """The second of two."""
    published(OLD, "0.1")
    return published(NEW, "0.2")


def seal(draft, *, bundle=BUNDLE):
    with transaction():
        return mark_sealed(draft, bundle=bundle, by=SETUP)


def correct(draft):
    return correct_map(draft, [{"key": "use", "from": ["share"]}], reason="It came from there.", by=SETUP)


def withdraw(draft):
    withdraw_draft(draft, reason="A file was missing.", by=SETUP)


def reopen(draft):
    extend_period(draft, closes_at=now() + timedelta(days=20), reason="A stop moved.", by=SETUP)


def test_a_sealed_draft_says_so_with_what_was_sealed(app):
    draft = two_drafts()

    sealing = seal(draft)

    assert (sealing.bundle, sealing.by) == (BUNDLE, "system:setup")
    assert (status_of(draft), facts_of([draft])[draft.id].status) == ("sealed", "sealed")


def test_it_stays_sealed_when_another_draft_takes_its_place(app):
    first = publish(prepare())
    seal(first)

    publish(prepare(NEW, "0.2"))

    assert status_of(draft_named("0.1")) == "sealed"


@pytest.mark.parametrize("act", [correct, withdraw, reopen])
def test_nothing_about_a_sealed_draft_is_changed(app, act):
    draft = two_drafts()
    before = entries_after(0)[-1].n
    seal(draft)

    with pytest.raises(DraftIsSealed), transaction():
        act(draft)

    assert entries_after(0)[-1].n == before


def test_the_map_of_a_draft_before_a_sealed_one_stays_as_well_since_that_rests_on_it(app):
    draft = two_drafts()
    seal(publish(prepare(OLD, "0.3")))
    before = [(row.key, row.meaning_id) for row in rows_of(draft_named("0.3"))]

    with pytest.raises(DraftIsSealed, match=r"Draft 0\.3, which follows this one"), transaction():
        correct(draft)

    assert [(row.key, row.meaning_id) for row in rows_of(draft_named("0.3"))] == before


def test_the_map_of_a_draft_after_a_sealed_one_may_be_corrected(app):
    published(OLD, "0.1")
    seal(draft_named("0.1"))
    draft = published(NEW, "0.2")

    with transaction():
        effect = correct(draft)

    assert len(effect.differs) > 0


@pytest.mark.parametrize("act", [correct, withdraw, reopen])
def test_a_draft_that_is_not_sealed_may_be_changed(app, act):
    draft = two_drafts()
    before = entries_after(0)[-1].n

    with transaction():
        act(draft)

    assert entries_after(0)[-1].n == before + 1


def test_a_draft_is_sealed_once(app):
    draft = two_drafts()
    seal(draft)

    with pytest.raises(DraftIsSealed), transaction():
        mark_sealed(draft, bundle="0" * 64, by=SETUP)

    assert db.session.get_one(type(draft.sealing), draft.id).bundle == BUNDLE


def test_a_draft_that_is_prepared_or_withdrawn_is_not_sealed(app):
    draft = prepare()
    with pytest.raises(NotPublished):
        seal(draft)

    draft = publish(draft)
    with transaction():
        withdraw(draft)

    with pytest.raises(NotPublished):
        seal(draft)
