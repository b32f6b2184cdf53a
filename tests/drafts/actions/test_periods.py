from datetime import timedelta

import pytest

from consensus.drafts.actions import extend_period, withdraw_draft
from consensus.drafts.actions.shelving import Terms
from consensus.drafts.errors import NoticeTooShort, NotPublished, PeriodIsOver, PeriodIsStale
from consensus.drafts.queries import period_of, periods_of, status_of
from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after
from tests.drafts.making import NEW, OLD, prepare, publish, published

DAY = timedelta(days=1)


def draft_until(days):
    """A published draft that is open for so many days; None: until its successor."""
    until = None if days is None else now() + days * DAY
    return publish(prepare(), terms=Terms("The first.", until))


def extend(draft, days, **given):
    closes_at = None if days is None else now() + days * DAY
    with transaction():
        return extend_period(
            draft, closes_at=closes_at, reason=given.pop("reason", "A stop moved."), by=SETUP, **given
        )


@pytest.mark.parametrize(
    ("before", "after", "verb"),
    [
        (20, 30, "draft.period-extended"),
        (20, None, "draft.period-extended"),
        (20, 8, "draft.period-shortened"),
        (None, 8, "draft.period-shortened"),
        (-1, 3, "draft.reopened"),
        (-1, None, "draft.reopened"),
    ],
)
def test_another_end_is_a_record_of_its_own_with_a_reason(app, before, after, verb):
    draft = draft_until(before)

    period = extend(draft, after)

    assert period_of(draft) is period
    assert len(periods_of(draft)) == 2
    assert (period.reason, entries_after(0)[-1].verb) == ("A stop moved.", verb)
    assert status_of(draft) == "open"


@pytest.mark.parametrize(
    ("before", "after", "refusal"),
    [(20, 6, NoticeTooShort), (None, 6, NoticeTooShort), (20, -1, Invalid), (3, 2, NoticeTooShort)],
)
def test_it_is_never_shortened_with_less_than_seven_days_notice(app, before, after, refusal):
    draft = draft_until(before)

    with pytest.raises(refusal):
        extend(draft, after)

    assert len(periods_of(draft)) == 1


def test_it_takes_a_reason(app):
    draft = draft_until(20)

    with pytest.raises(Invalid):
        extend(draft, 30, reason=" ")


@pytest.mark.parametrize("until", [None, 20])
def test_setting_what_holds_already_is_refused(app, until):
    draft = draft_until(until)

    with pytest.raises(Invalid), transaction():
        extend_period(draft, closes_at=period_of(draft).closes_at, reason="Again.", by=SETUP)


def test_a_period_that_somebody_else_set_meanwhile_is_not_overwritten(app):
    draft = draft_until(20)
    seen = period_of(draft).id
    extend(draft, 30, seen=seen)

    with pytest.raises(PeriodIsStale):
        extend(draft, 40, seen=seen)

    assert len(periods_of(draft)) == 2


def test_a_draft_that_was_never_published_has_no_period(app):
    with pytest.raises(NotPublished):
        extend(prepare(), 30)


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_draft_that_is_no_longer_current_is_not_reopened(app, withdrawn):
    first, second = published(OLD, "0.1"), published(NEW, "0.2")
    if withdrawn:
        with transaction():
            withdraw_draft(second, reason="A mistake.", by=SETUP)

    with pytest.raises(PeriodIsOver):
        extend(second if withdrawn else first, 30)
